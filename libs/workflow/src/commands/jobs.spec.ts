import { acts, LEAD, named, Play } from '../play';
import { end, graph, open, task } from '../play-graph';

const REASON = 'nicht erreichbar';

/** A number is taken, then somebody goes on. */
function begun(): Play {
  const bundle = graph(
    [
      { id: 'take', type: 'automatic', job: { kind: 'number', series: 'doc', pattern: '{n}/V', fact: 'number' } },
      task('after'),
      end('end'),
    ],
    [
      ['start', 'take'],
      ['take', 'after'],
      ['after', 'end'],
    ],
  );
  const facts = [{ key: 'number', name: named('Nummer'), type: 'text' as const }];
  return new Play({ ...bundle, definition: { ...bundle.definition, facts } }).start();
}
const done = { type: 'jobDone', stepId: 'e1', values: { number: '7/V' } } as const;
const failed = { type: 'jobFailed', stepId: 'e1', reason: REASON } as const;
const retry = { type: 'retry', by: LEAD, stepId: 'e1' } as const;

describe('an automatic job', () => {
  it('sets what it found out, and the run goes on once', () => {
    const play = begun().run(done);
    expect(open(play)).toEqual(['after']);
    expect(play.state.facts).toEqual({ number: '7/V' });
    expect(play.attempt(done)).toMatchObject({ effects: [] });
    expect(play.events('jobDone')).toHaveLength(1);
  });

  it('that failed is the lead’s to try again', () => {
    const play = begun();
    expect(play.attempt(retry).refused?.code).toBe('nothingFailed');
    play.run(failed).run(failed);
    expect(play.events('jobFailed')).toMatchObject([{ reason: REASON }]);
    expect(play.notices).toContainEqual({ reason: 'incident', unitId: 'lead' });
    expect(play.attempt({ ...retry, by: acts('h', 'health') }).refused?.code).toBe('notLead');
    const { effects } = play.attempt(retry);
    expect(effects).toContainEqual(expect.objectContaining({ type: 'job', stepId: 'e1', attempt: 2 }));
    expect(play.attempt(retry).refused?.code).toBe('nothingFailed');
    expect(open(play.run(done))).toEqual(['after']);
  });

  it('waits while the run is suspended: nothing goes on then, not even by itself', () => {
    const play = begun().run({ type: 'suspend', by: LEAD, reason: 'Gericht' });
    expect(play.attempt(done).refused?.code).toBe('suspended');
    play.run({ type: 'resume', by: LEAD }).run(done);
    expect(open(play)).toEqual(['after']);
  });

  it('sets nothing that the procedure does not declare, and is known by its step', () => {
    const play = begun();
    expect(play.attempt({ ...done, values: { other: 1 } }).refused?.code).toBe('unknownFact');
    expect(play.attempt({ ...done, stepId: 'e9' }).refused?.code).toBe('unknownStep');
    expect(play.attempt({ ...failed, stepId: 'e9' }).refused?.code).toBe('unknownStep');
  });
});
