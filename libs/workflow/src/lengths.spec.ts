import { LEAD, Play } from './play';
import { graph, task } from './play-graph';
import { movedDeadlines } from './recount';

const named = (text: string) => ({ de: text, en: text });
const FACTS = [
  { key: 'kind', name: named('Art'), type: 'text' as const },
  { key: 'days', name: named('Tage'), type: 'number' as const },
];
const period = { length: 5, unit: 'workingDay', roll: true, lengthFact: 'days' };

/** A task names the kind, a table says how many days it has, and the answer has so long. */
function asked(kind: string): Play {
  const bundle = graph(
    [
      task('fill', { fields: [{ fact: 'kind' }] }),
      {
        id: 'table',
        type: 'decision',
        table: {
          hitPolicy: 'first',
          inputs: ['facts.kind'],
          outputs: ['days'],
          rules: [
            { when: ['"urgent"'], then: [1] },
            { when: ['"slow"'], then: [10] },
            { when: ['"wrong"'], then: [2.5] },
          ],
        },
      },
      task('answer', { period, reminders: [{ length: 3, unit: 'workingDay', roll: true }] }),
      { id: 'end', type: 'end', outcome: 'completed' },
    ],
    [
      ['start', 'fill'],
      ['fill', 'table'],
      ['table', 'answer'],
      ['answer', 'end'],
    ],
  );
  bundle.definition.facts = FACTS;
  const play = new Play(bundle).start();
  for (const command of [{ type: 'claim' }, { type: 'complete', values: { kind } }] as const)
    play.run({ type: 'step', stepId: 'e1', by: LEAD, command });
  return play;
}
const answerOf = (play: Play) => play.state.steps.find(({ nodeId }) => nodeId === 'answer');

describe('a Frist whose length a table says', () => {
  // The play begins on Thursday, 25 March 2027, before Easter.
  it.each([
    ['urgent', '2027-03-30T22:00:00.000Z', { days: 1 }],
    ['slow', '2027-04-12T22:00:00.000Z', { days: 10 }],
    ['ordinary', '2027-04-05T22:00:00.000Z', undefined],
    ['wrong', '2027-04-05T22:00:00.000Z', undefined],
  ])('ends for what is %s at %s', (kind, dueEnd, lengths) => {
    const step = answerOf(asked(kind));
    expect(step).toMatchObject({ dueEnd });
    expect(step?.lengths).toEqual(lengths);
  });

  it('keeps its length when the calendar is counted anew', () => {
    const play = asked('slow');
    const closed = { date: '2027-04-07', name: 'Betriebsausflug', closed: true };
    const closedDays = { ...play.facts.closedDays, [closed.date]: closed.name };
    const [moved] = movedDeadlines(play.bundle, play.state, [closed], { now: play.now, closedDays });
    expect(moved).toMatchObject({ period: { length: 10 } });
    expect(answerOf(play)).toMatchObject({ dueEnd: moved?.dueEnd });
    expect((moved?.movesTo ?? '') > (moved?.dueEnd ?? '')).toBe(true);
  });
});
