import { nextDue } from '../advance';
import { acts, headOf, LEAD, Play } from '../play';
import { complete, end, graph, task } from '../play-graph';

describe('a task', () => {
  const one = (more = {}) =>
    new Play(
      graph(
        [task('work', more), end('end')],
        [
          ['start', 'work'],
          ['work', 'end'],
        ],
      ),
    ).start();

  it('is claimed, released and completed by its owner', () => {
    const play = one();
    expect(play.refuses(headOf('health'), { type: 'claim' })).toBe('noAuthority');
    expect(play.refuses(LEAD, { type: 'complete' })).toBe('notOwner');
    play.does(LEAD, { type: 'claim' });
    expect(play.refuses(acts('zweite', 'lead'), { type: 'claim' })).toBe('alreadyClaimed');
    play.does(LEAD, { type: 'release' });
    expect(complete(play, 'work').state.status).toBe('completed');
    expect(play.events('taskCompleted')).toMatchObject([{ words: 'fertig', by: { personId: 'lena' } }]);
  });

  it('reminds its unit, and once more when the period has run out', () => {
    const days = (length: number) => ({ length, unit: 'workingDay', roll: true });
    const play = one({ period: days(3), reminders: [days(1), days(9)] });
    play.tick('2027-03-30T22:00:00.000Z').tick('2027-04-01T22:00:00.000Z').tick('2027-06-01T00:00:00.000Z');
    expect(play.events('reminded').map(({ at }) => at)).toEqual([
      '2027-03-30T22:00:00.000Z',
      '2027-04-01T22:00:00.000Z',
    ]);
    expect(nextDue(play.state)).toBeNull();
  });

  it('is claimed a second time by its owner without any change', () => {
    const play = one().does(LEAD, { type: 'claim' });
    const [before, events] = [play.state.steps, play.record.length];
    play.now = '2027-03-25T10:00:00.000Z';
    play.does(LEAD, { type: 'claim' });
    expect(play.state.steps).toEqual(before);
    expect(play.record).toHaveLength(events);
  });

  it('takes no command once it is closed, though the run goes on', () => {
    const play = new Play(
      graph(
        [task('work'), task('more'), end('end')],
        [
          ['start', 'work'],
          ['work', 'more'],
          ['more', 'end'],
        ],
      ),
    ).start();
    complete(play, 'work');
    const before = play.record.length;
    for (const command of [{ type: 'claim' }, { type: 'release' }, { type: 'complete' }] as const) {
      const { refused } = play.attempt({ type: 'step', stepId: 'e1', by: LEAD, command });
      expect(refused?.code).toBe('notOpen');
    }
    expect(play.record).toHaveLength(before);
  });

  it('understands no command of another kind of step', () => {
    expect(one().refuses(LEAD, { type: 'cancel', reason: 'x' })).toBe('unknownStep');
    expect(one().attempt({ type: 'step', stepId: 'e9', by: LEAD, command: { type: 'claim' } }).refused?.code).toBe(
      'unknownStep',
    );
  });
});
