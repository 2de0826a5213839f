import { nextDue } from '../advance';
import { LEAD, Play } from '../play';
import { end, graph, open, task } from '../play-graph';

describe('a timer', () => {
  it('goes on when its period has run out', () => {
    const period = { length: 1, unit: 'week', roll: true };
    const play = new Play(
      graph(
        [{ id: 'wait', type: 'timer', period }, task('a'), end('end')],
        [
          ['start', 'wait'],
          ['wait', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();
    expect(nextDue(play.state)).toBe('2027-04-01T22:00:00.000Z');
    expect(play.refuses(LEAD, { type: 'claim' })).toBe('notOpen');
    expect(open(play.tick('2027-04-01T21:59:59.999Z'))).toEqual(['wait']);
    expect(open(play.tick('2027-04-01T22:00:00.000Z'))).toEqual(['a']);
  });
});
