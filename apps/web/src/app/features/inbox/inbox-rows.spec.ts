import type { Task } from '@querraum/contracts';
import { InboxRow, mergeFresh, rowAfterKey } from './inbox-rows';

const task = (id: string, owner: string | null = null): Task => ({
  id,
  kind: 'coSignature',
  name: { de: 'Mitzeichnung', en: 'Co-signature' },
  unit: { id: 'unit', name: 'Jugendamt' },
  owner: owner === null ? null : { id: owner, name: owner, since: '2027-03-25T08:00:00.000Z' },
  status: 'open',
  openedAt: '2027-03-25T08:00:00.000Z',
  dueEnd: null,
  dueInWords: null,
  overdue: false,
  remindedAt: null,
  escalated: false,
  projectId: 'project',
  projectTitle: 'Vorhaben',
  projectReference: 'SPK 1',
  areaNames: '',
  leadUnitName: 'OE SPK',
  documentTitle: 'Konzept',
  paperNumber: 1,
  runId: 'run',
  assignmentId: null,
  priority: null,
  stepId: 'step',
  seatId: 'seat',
  reason: 'unit',
});
const shown = (...ids: string[]): InboxRow[] => ids.map((id) => ({ task: task(id), gone: false }));

describe('news in an inbox that somebody is reading', () => {
  it('counts new rows but does not let them jump in', () => {
    const { rows, added } = mergeFresh(shown('a', 'b'), [task('new'), task('a'), task('b')], true);
    expect(rows.map((row) => row.task.id)).toEqual(['a', 'b']);
    expect(added).toBe(1);
  });

  it('updates a known row in its place', () => {
    const { rows } = mergeFresh(shown('a', 'b'), [task('b', 'Ada Muster'), task('a')], true);
    expect(rows.map((row) => row.task.owner?.name)).toEqual([undefined, 'Ada Muster']);
  });

  it('marks a row that has left, and leaves it where it was', () => {
    const { rows } = mergeFresh(shown('a', 'b'), [task('b')], true);
    expect(rows.map((row) => row.gone)).toEqual([true, false]);
  });

  it('does not take rows beyond the first page for gone', () => {
    const { rows } = mergeFresh(shown('a', 'b'), [task('a')], false);
    expect(rows.map((row) => row.gone)).toEqual([false, false]);
  });
});

describe('keys in the inbox', () => {
  it('goes down with j and the arrow, up with k and the arrow', () => {
    expect(['j', 'ArrowDown', 'k', 'ArrowUp'].map((key) => rowAfterKey(key, 1, 3))).toEqual([2, 2, 0, 0]);
  });

  it('stops at both ends and jumps to them', () => {
    expect(['k', 'Home', 'End'].map((key) => rowAfterKey(key, 0, 3))).toEqual([0, 0, 2]);
    expect(rowAfterKey('j', 2, 3)).toBe(2);
  });

  it('leaves every other key alone, and does nothing in an empty list', () => {
    expect(rowAfterKey('x', 0, 3)).toBeUndefined();
    expect(rowAfterKey('j', 0, 0)).toBeUndefined();
  });
});
