import type { AssignmentSummary } from '@querraum/contracts';
import { blocksOf } from './assignment-blocks';

const task = (id: string, over: Partial<AssignmentSummary> = {}): AssignmentSummary => ({
  id,
  number: 1,
  projectId: 'project',
  groupId: `group of ${id}`,
  parentId: null,
  kind: 'statement',
  title: 'Stellungnahme',
  state: 'open',
  priority: 'normal',
  unit: { id: 'unit', name: 'Jugendamt' },
  position: null,
  person: null,
  owner: null,
  issuer: { unit: { id: 'lead', name: 'OE SPK' }, person: { id: 'ada', name: 'Ada Muster' } },
  issuedAt: '2027-03-25T08:00:00.000Z',
  endedAt: null,
  due: null,
  result: null,
  checklist: { done: 0, total: 0 },
  openSubAssignments: 0,
  groupSize: 1,
  recurring: false,
  revision: 1,
  ...over,
});
const shape = (tasks: AssignmentSummary[]) =>
  blocksOf(tasks).map(({ together, rows }) => [
    together,
    ...rows.map(({ assignment, level }) => `${assignment.id}${'+'.repeat(level)}`),
  ]);

describe('the tasks of a project in blocks', () => {
  it('keeps those given at once together, where the first of them stands', () => {
    const member = { groupId: 'four', groupSize: 2 };
    expect(shape([task('a', member), task('b'), task('c', member)])).toEqual([
      [true, 'a', 'c'],
      [false, 'b'],
    ]);
  });

  it('puts a part below its task, and its own parts below that', () => {
    expect(shape([task('part', { parentId: 'whole' }), task('whole'), task('detail', { parentId: 'part' })])).toEqual([
      [false, 'whole', 'part+', 'detail++'],
    ]);
  });

  it('lets a part stand alone when its task is on another page', () => {
    expect(shape([task('part', { parentId: 'elsewhere' })])).toEqual([[false, 'part']]);
  });

  it('names every task exactly once', () => {
    const tasks = Array.from({ length: 300 }, (_, index) =>
      task(`${index}`, { groupId: `${index % 40}`, groupSize: 2, parentId: index % 7 === 0 ? `${index + 1}` : null }),
    );
    const ids = blocksOf(tasks).flatMap(({ rows }) => rows.map(({ assignment }) => assignment.id));
    expect(ids.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
  });
});
