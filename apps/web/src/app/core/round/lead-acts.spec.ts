import type { RunDetail, StepView } from '@querraum/contracts';
import { leadActs, removable, skippable } from './lead-acts';

const step = (type: StepView['type'], change: object = {}): StepView =>
  ({ id: type, type, open: true, failed: null, places: [], ...change }) as unknown as StepView;
const run = (steps: StepView[], change: Partial<RunDetail> = {}) => ({
  ...({ status: 'running', suspended: null, actsForLead: true, steps } as Pick<
    RunDetail,
    'status' | 'steps' | 'suspended' | 'actsForLead'
  >),
  ...change,
});
const suspended = { since: '2027-04-01T08:00:00.000Z', by: null, reason: 'r' } as unknown as RunDetail['suspended'];

describe('what the lead can do', () => {
  it('is nothing for anybody else', () => {
    expect(leadActs(run([step('task')], { actsForLead: false }))).toEqual([]);
  });

  it('is to go on and nothing else while the run is suspended, and to reopen when it has ended', () => {
    expect(leadActs(run([step('task')], { suspended }))).toEqual(['resume']);
    expect(leadActs(run([], { status: 'returned' }))).toEqual(['reopen']);
  });

  it('never leads past a signature', () => {
    const signing = run([step('coSignatureRound'), step('finalSignature')]);
    expect(skippable(signing)).toEqual([]);
    expect(leadActs(signing)).toEqual(['suspend', 'return', 'insert']);
    expect(leadActs(run([step('dispatch'), step('task', { open: false })]))).toContain('skip');
  });

  it('knows what has failed and whom a block still asks', () => {
    expect(leadActs(run([step('automatic', { failed: 'weg' })]))[0]).toBe('retry');
    const places = [
      { id: 'a', state: 'open' },
      { id: 'b', state: 'done' },
    ];
    const note = run([step('takeNote', { places })]);
    expect(leadActs(note)).toEqual(['suspend', 'return', 'insert', 'skip', 'addPlace', 'removePlace']);
    expect(removable(note).map(({ place }) => place.id)).toEqual(['a']);
  });
});
