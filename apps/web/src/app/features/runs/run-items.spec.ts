import type { RunCoursePart, RunDetail, StepView } from '@querraum/contracts';
import type { CourseItem } from '../../core/diagram/course-item';
import { runItems } from './run-items';

const say = (key: string, values: Record<string, unknown> = {}) =>
  [key, ...Object.values(values).map(String)].join(' | ');
const name = (text: string) => ({ de: text, en: text });
const unit = (text: string) => ({ id: text, name: text });

const ids = ['start', 'split', 'a', 'b', 'join', 'end'];
const part = {
  scope: null,
  within: [],
  callStepId: null,
  definition: {
    nodes: ids.map((id) => ({ id, name: name(id) })),
    flows: [
      { id: 'f0', from: 'start', to: 'split' },
      { id: 'f1', from: 'split', to: 'a' },
      { id: 'f2', from: 'split', to: 'b' },
      { id: 'f3', from: 'a', to: 'join' },
      { id: 'f4', from: 'b', to: 'join' },
      { id: 'f5', from: 'join', to: 'end' },
    ],
  },
  taken: ['f0', 'f1', 'f2', 'f4'],
  waiting: [{ nodeId: 'join', flows: ['f4'], awaited: 2, obstacle: null }],
} as unknown as RunCoursePart;

const step = (nodeId: string, change: object = {}): StepView =>
  ({
    id: nodeId,
    nodeId,
    type: 'task',
    scope: null,
    open: true,
    openedAt: '2027-03-25T09:00:00.000Z',
    closedAt: null,
    skipped: false,
    held: false,
    insertedBefore: null,
    unit: unit('Jugendamt'),
    owner: null,
    dueEnd: null,
    ...change,
  }) as unknown as StepView;
const closed = { open: false, closedAt: '2027-03-26T10:30:00.000Z' };
const run = (steps: StepView[], change: object = {}) =>
  ({ status: 'running', endedAt: null, suspended: null, steps, ...change }) as unknown as RunDetail;
const plain = ids.map((id): CourseItem => ({ id, name: id, kind: '', depth: 0, notes: [], details: [] }));
const at = (id: string, detail: RunDetail, where = part) =>
  runItems(plain, where, detail, say).find((item) => item.id === id);

describe('how far a run has come at a node', () => {
  it('is told with since when, with whom and until when', () => {
    const found = at('a', run([step('a', { owner: 'Tobias Brandt', dueEnd: '2027-03-31T22:00:00.000Z' })]));
    expect(found?.state?.is).toBe('open');
    expect(found?.notes).toEqual([
      'diagram.since | 25.03.2027, 10:00',
      'diagram.waitsFor | Jugendamt (Tobias Brandt)',
      expect.stringContaining('due.until | '),
    ]);
  });

  it('names only the seats that still owe an answer', () => {
    const seats = [
      { state: 'open', unit: unit('Soziales'), owner: null, dueEnd: null },
      { state: 'answered', unit: unit('Gesundheit'), owner: null, dueEnd: null },
      { state: 'waiting', unit: unit('Sport'), owner: null, dueEnd: null },
    ];
    expect(at('a', run([step('a', { type: 'coSignatureRound', seats })]))?.notes).toContain(
      'diagram.waitsFor | Soziales',
    );
  });

  it('is told of what is done, skipped, broken off and gone through', () => {
    expect(at('a', run([step('a', closed)]))).toMatchObject({
      state: { is: 'done' },
      notes: ['diagram.on | 26.03.2027, 11:30'],
    });
    expect(at('a', run([step('a', { ...closed, skipped: true })]))?.state?.is).toBe('skipped');
    const cancelled = { status: 'cancelled', endedAt: closed.closedAt };
    expect(at('a', run([step('a', closed)], cancelled))?.state?.is).toBe('cancelled');
    expect(at('split', run([]))?.state?.is).toBe('passed');
    expect(at('end', run([]))?.state).toBeUndefined();
  });

  it('is told of tokens that wait for other branches, and of those that something holds', () => {
    expect(at('join', run([]))).toMatchObject({ state: { is: 'waiting' }, notes: ['diagram.arrived | 1 | 2'] });
    const obstacle = { reason: 'missingParticipant', since: '2027-03-25T09:00:00.000Z' };
    const held = { ...part, waiting: [{ nodeId: 'b', flows: ['f2'], awaited: 1, obstacle }] };
    expect(at('b', run([]), held)).toMatchObject({ state: { is: 'failed' } });
  });

  it('rests while the run does, and counts how often it was there', () => {
    const suspended = { since: '2027-03-25T09:00:00.000Z' };
    const twice = run([step('a', closed), step('a')], { suspended });
    expect(at('a', twice)?.state?.is).toBe('suspended');
    expect(at('a', twice)?.notes.at(-1)).toBe('diagram.times | 2');
  });

  it('knows a step of a called procedure from one of the run itself', () => {
    expect(at('a', run([step('a', { scope: 's1' })]), { ...part, waiting: [] })?.state?.is).toBe('passed');
  });
});
