import { nextDue } from '../advance';
import { LEAD, Play } from '../play';
import { alone, completes, graph, end, placesStep, task, tries, unit, workingDays } from '../play-graph';
import { situationOf, tasksOf } from '../projections';

const event = (more: Record<string, unknown> = {}) => ({
  id: 'reply',
  type: 'wait',
  until: {
    kind: 'event',
    event: { de: 'Antwort des Trägers ist da', en: 'The reply is there' },
    reportedBy: unit('health'),
    ...more,
  },
});

describe('Warten', () => {
  it('ends when the unit reports the event', () => {
    const play = new Play(alone(event())).start();
    expect(tasksOf(play.bundle, play.state)).toMatchObject([{ kind: 'report', unitId: 'health', status: 'open' }]);
    expect(nextDue(play.state)).toBeNull();
    expect(completes(play, 'health', { words: 'kam per Post' })).toBeNull();
    expect(placesStep(play).result).toBe('reported');
    expect(play.state.status).toBe('completed');
  });

  it('ends by time where it waits no longer than that, once', () => {
    const play = new Play(alone(event({ atMost: workingDays(2) }))).start();
    const due = nextDue(play.state) ?? '';
    play.tick(due);
    expect(placesStep(play)).toMatchObject({ open: false, result: 'timeout' });
    expect(tries(play, LEAD, { type: 'claim', seatId: 'p0001' })).toBe('runEnded');
    expect(play.tick(due).state.status).toBe('completed');
  });

  it('waits for the day that a fact names, and not at all for one that has come', () => {
    const bundle = graph(
      [
        task('plan', { fields: [{ fact: 'day', required: true }] }),
        { id: 'day', type: 'wait', until: { kind: 'date', fact: 'day' } },
        end('end'),
      ],
      [
        ['start', 'plan'],
        ['plan', 'day'],
        ['day', 'end'],
      ],
    );
    bundle.definition.facts = [{ key: 'day', name: { de: 'Tag', en: 'Day' }, type: 'date' }];
    const planned = (day: string) => {
      const play = new Play(bundle).start();
      for (const command of [{ type: 'claim' }, { type: 'complete', values: { day } }] as const)
        play.run({ type: 'step', stepId: 'e1', by: LEAD, command });
      return play;
    };
    const play = planned('2027-05-03');
    expect(nextDue(play.state)).toBe('2027-05-02T22:00:00.000Z');
    expect(situationOf(play.bundle, play.state).waitingFor).toMatchObject([{ kind: 'timer' }]);
    expect(play.tick('2027-05-02T22:00:00.000Z').state.status).toBe('completed');
    expect(planned('2020-01-01').state.status).toBe('completed');
  });
});
