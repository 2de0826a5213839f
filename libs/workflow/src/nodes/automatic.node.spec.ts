import type { Effect } from '../effects';
import { LEAD, Play, sha256 } from '../play';
import { alone, open, unit, workingDays } from '../play-graph';
import { situationOf, tasksOf } from '../projections';

const named = (text: string) => ({ de: text, en: text });
const withFact = (type: 'date' | 'text', job: Record<string, unknown>) => {
  const bundle = alone({ id: 'job', type: 'automatic', job });
  bundle.definition.facts = [{ key: 'told', name: named('Angabe'), type }];
  return bundle;
};
const NUMBER = { kind: 'number', series: 'board-paper', pattern: '{n}/V', fact: 'told' };
const orders = (effects: readonly Effect[]) => effects.filter(({ type }) => type === 'job');
const started = (bundle = withFact('text', NUMBER)) => {
  const play = new Play(bundle);
  const { effects } = play.attempt({
    type: 'start',
    paper: { number: 1, sha256: sha256(1) },
    authors: [],
    by: LEAD,
  });
  return { play, ordered: orders(effects) };
};

describe('an automatic job', () => {
  it('is ordered once, and ends with what the server has found out', () => {
    const { play, ordered } = started();
    expect(ordered).toEqual([{ type: 'job', stepId: 'e1', nodeId: 'job', attempt: 1, job: NUMBER }]);
    expect(situationOf(play.bundle, play.state).waitingFor).toMatchObject([{ kind: 'timer', unitId: null }]);
    play.run({ type: 'jobDone', stepId: 'e1', values: { told: '7/V' } });
    expect(play.state).toMatchObject({ status: 'completed', facts: { told: '7/V' } });
  });

  it('tells everybody addressed by itself, each once', () => {
    const job = { kind: 'notify', addressees: [unit('health'), unit('health'), unit('youth-team')] };
    const { play, ordered } = started(alone({ id: 'job', type: 'automatic', job }));
    expect(ordered).toEqual([]);
    expect(play.notices.filter(({ reason }) => reason === 'informed').map(({ unitId }) => unitId)).toEqual([
      'health',
      'youth-team',
    ]);
    expect(play.state.status).toBe('completed');
  });

  it('is the lead’s to repair when it has failed, and is ordered again when the lead says so', () => {
    const { play } = started();
    play.run({ type: 'jobFailed', stepId: 'e1', reason: 'no counter' });
    play.run({ type: 'jobFailed', stepId: 'e1', reason: 'no counter' });
    expect(play.events('jobFailed')).toHaveLength(1);
    expect(tasksOf(play.bundle, play.state)).toMatchObject([{ kind: 'repair', unitId: 'lead', status: 'open' }]);
    const { effects } = play.attempt({ type: 'retry', stepId: 'e1', by: LEAD });
    expect(orders(effects)).toMatchObject([{ attempt: 2 }]);
    expect(tasksOf(play.bundle, play.state)).toMatchObject([{ kind: 'repair', status: 'done' }]);
    play.run({ type: 'jobDone', stepId: 'e1', values: { told: '8/V' } });
    expect(play.state.status).toBe('completed');
    expect(play.attempt({ type: 'jobDone', stepId: 'e1', values: { told: '9/V' } }).effects).toEqual([]);
    expect(play.state.facts).toEqual({ told: '8/V' });
  });

  it('is not taken while the run is suspended, and is ordered again when it goes on', () => {
    const { play } = started();
    play.run({ type: 'suspend', by: LEAD, reason: 'Gericht abwarten' });
    const done = { type: 'jobDone', stepId: 'e1', values: { told: '7/V' } } as const;
    expect(play.attempt(done).refused?.code).toBe('suspended');
    const { effects } = play.attempt({ type: 'resume', by: LEAD });
    expect(orders(effects)).toMatchObject([{ attempt: 2 }]);
    expect(play.run(done).state.status).toBe('completed');
  });

  it('sets a day by itself', () => {
    const { play, ordered } = started(withFact('date', { kind: 'setDate', fact: 'told', period: workingDays(3) }));
    expect(ordered).toEqual([]);
    expect(play.state).toMatchObject({ status: 'completed', facts: { told: '2027-04-01' } });
    expect(open(play)).toEqual([]);
  });
});
