import type { DecisionTable } from '../definition';
import { LEAD, Play } from '../play';
import { complete, end, graph, open, task } from '../play-graph';

const named = (text: string) => ({ de: text, en: text });
const facts = [
  { key: 'amount', name: named('Betrag'), type: 'number' },
  { key: 'kind', name: named('Art'), type: 'text' },
  { key: 'route', name: named('Weg'), type: 'text' },
  { key: 'units', name: named('Stellen'), type: 'units' },
] as const;

/** A task that fills in the facts, the table, and a task behind it. */
function decided(table: DecisionTable, values: Record<string, string | number>): Play {
  const { definition } = graph(
    [
      task('fill', { fields: facts.map(({ key }) => ({ fact: key })) }),
      { id: 'table', type: 'decision', table },
      task('work'),
      end('end'),
    ],
    [
      ['start', 'fill'],
      ['fill', 'table'],
      ['table', 'work'],
      ['work', 'end'],
    ],
  );
  const play = new Play({ semantics: 1, definition: { ...definition, facts: [...facts] } }).start();
  const [step] = play.state.steps;
  for (const command of [{ type: 'claim' }, { type: 'complete', values }] as const)
    play.run({ type: 'step', stepId: step?.id ?? '', by: LEAD, command });
  return play;
}

const byAmount = (hitPolicy: DecisionTable['hitPolicy']): DecisionTable => ({
  hitPolicy,
  inputs: ['facts.amount', 'facts.kind'],
  outputs: ['route', 'units'],
  rules: [
    { when: ['<= 5000', '-'], then: ['short', ['health']] },
    { when: ['[5000..50000]', 'not("urgent")'], then: ['long', ['health', 'youth-team']] },
    { when: ['> 5000', '"urgent", "safety"'], then: ['urgent', ['youth-team']] },
  ],
});

describe('a decision table', () => {
  it('sets what the one rule says that fits', () => {
    expect(decided(byAmount('unique'), { amount: 400, kind: 'x' }).state.facts).toMatchObject({ route: 'short' });
    expect(decided(byAmount('unique'), { amount: 9000, kind: 'x' }).state.facts).toMatchObject({ route: 'long' });
    const urgent = decided(byAmount('unique'), { amount: 9000, kind: 'urgent' });
    expect(urgent.state.facts).toMatchObject({ route: 'urgent', units: ['youth-team'] });
    expect(open(urgent)).toEqual(['work']);
  });

  it('waits for the lead where two rules fit and one may', () => {
    const play = decided(byAmount('unique'), { amount: 5000, kind: 'x' });
    expect(open(play)).toEqual([]);
    expect(play.events('incident')).toMatchObject([{ reason: 'tableNotUnique' }]);
    expect(play.state.facts).not.toHaveProperty('route');
  });

  it('takes the first that fits, or lists what all say', () => {
    expect(decided(byAmount('first'), { amount: 5000, kind: 'x' }).state.facts).toMatchObject({ route: 'short' });
    const all = decided(byAmount('collect'), { amount: 5000, kind: 'x' });
    expect(all.state.facts).toMatchObject({ route: ['short', 'long'], units: ['health', 'youth-team'] });
  });

  it('says nothing where no rule fits, and goes on', () => {
    const play = decided(byAmount('first'), { amount: 90_000, kind: 'x' });
    expect(play.state.facts).toEqual({ amount: 90_000, kind: 'x' });
    complete(play, 'work');
    expect(play.state.status).toBe('completed');
  });

  it('takes an input that nobody has given for no rule but "-"', () => {
    expect(decided(byAmount('unique'), { kind: 'x' }).state.facts).toEqual({ kind: 'x' });
  });
});
