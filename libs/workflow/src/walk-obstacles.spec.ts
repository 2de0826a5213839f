import { nextDue } from './advance';
import { FACTS, Play, roundNode } from './play';
import { complete, end, graph, open, task } from './play-graph';
import { situationOf } from './projections';

describe('a token that cannot go on', () => {
  const department = { kind: 'department', department: 'YOUTH' };
  const days = (length: number) => ({ length, unit: 'calendarDay', roll: false });
  const waitingFor = (play: Play) =>
    situationOf(play.bundle, play.state).waitingFor.map(({ unitId, kind, since }) => [unitId, kind, since]);
  const line = (nodes: Record<string, unknown>[]) =>
    graph(
      [...nodes, end('end')],
      ['start', ...nodes.map(({ id }) => String(id)), 'end'].flatMap((id, index, ids) =>
        index === 0 ? [] : [[ids[index - 1] ?? '', id]],
      ),
    );
  const without = { ...FACTS, parties: [] };
  /** A round that nobody has to answer is agreed as soon as it begins. */
  const passed = (id: string, addressee: object) => ({
    ...roundNode([], { quorum: { kind: 'count', n: 0 }, waitAll: false }),
    id,
    waves: [{ mode: 'parallel', seats: [{ addressee, mandatory: false, kind: 'technical' }] }],
  });

  it('waits for the lead, who sees since when and what follows', () => {
    const play = new Play(line([task('before'), task('later', { addressee: department, period: days(3) })])).start();
    play.facts = without;
    complete(play, 'before');
    const since = play.now;
    expect(waitingFor(play)).toEqual([['lead', 'readdress', since]]);
    play.tick('2027-03-26T09:00:00.000Z').tick('2027-03-27T09:00:00.000Z');
    expect(waitingFor(play)).toEqual([['lead', 'readdress', since]]);
    expect(situationOf(play.bundle, play.state).next).toEqual([{ de: 'Schritt', en: 'Schritt' }]);
    expect(play.events('incident')).toHaveLength(1);
    expect(nextDue(play.state)).toBeNull();
    play.facts = FACTS;
    play.tick('2027-03-28T09:00:00.000Z');
    expect(waitingFor(play)).toEqual([['youth', 'task', play.now]]);
    expect(nextDue(play.state)).toBe('2027-03-31T22:00:00.000Z');
    expect(play.state.obstacles).toEqual({});
  });

  it('waits for the new lead after a handover, who learns it too', () => {
    const play = new Play(line([task('before'), task('later', { addressee: department })])).start();
    play.facts = without;
    const since = complete(play, 'before').now;
    play.facts = { ...without, leadUnitId: 'urban' };
    play.notices = [];
    play.tick('2027-03-26T09:00:00.000Z').tick('2027-03-27T09:00:00.000Z');
    expect(waitingFor(play)).toEqual([['urban', 'readdress', since]]);
    expect(play.notices).toEqual([{ reason: 'incident', unitId: 'urban' }]);
  });

  it('no longer waits for the lead once only another round is in its way', () => {
    const second = { ...roundNode([]), id: 'second', waves: passed('second', department).waves };
    const play = new Play(
      graph(
        [
          { id: 'split', type: 'parallelGateway' },
          task('before'),
          task('other'),
          second,
          roundNode([{ seats: ['health'] }]),
          end('end'),
        ],
        [
          ['start', 'split'],
          ['split', 'before'],
          ['split', 'other'],
          ['before', 'second'],
          ['other', 'round'],
          ['second', 'end'],
          ['round', 'end'],
        ],
      ),
    ).start();
    play.facts = without;
    complete(complete(play, 'before'), 'other');
    expect(waitingFor(play).map(([unitId]) => unitId)).toEqual(['health', 'lead']);
    play.facts = FACTS;
    expect(waitingFor(play.tick(play.now)).map(([unitId]) => unitId)).toEqual(['health']);
  });

  it('lets the run finish when it was the last one', () => {
    const play = new Play(line([task('before'), passed('round', department)])).start();
    play.facts = without;
    complete(play, 'before');
    expect(play.state.status).toBe('running');
    play.facts = FACTS;
    expect(play.tick(play.now).state.status).toBe('completed');
  });

  it('goes on with a tick in which something else is due', () => {
    const play = new Play(
      graph(
        [
          { id: 'split', type: 'parallelGateway' },
          task('before'),
          task('later', { addressee: department }),
          task('beside', { period: days(1) }),
          end('end'),
        ],
        [
          ['start', 'split'],
          ['split', 'before'],
          ['split', 'beside'],
          ['before', 'later'],
          ['later', 'end'],
          ['beside', 'end'],
        ],
      ),
    ).start();
    play.facts = without;
    complete(play, 'before');
    play.facts = FACTS;
    expect(open(play.tick('2027-03-27T09:00:00.000Z'))).toEqual(['beside', 'later']);
  });

  it('is reported when another obstacle comes after the round in its way', () => {
    const second = { ...passed('second', department) };
    const play = new Play(
      graph(
        [{ id: 'split', type: 'parallelGateway' }, roundNode([{ seats: ['health'] }]), second, end('end')],
        [
          ['start', 'split'],
          ['split', 'round'],
          ['split', 'second'],
          ['round', 'end'],
          ['second', 'end'],
        ],
      ),
    ).start();
    expect(waitingFor(play)).toEqual([['health', 'coSignature', play.now]]);
    play.facts = without;
    play.now = '2027-03-26T09:00:00.000Z';
    play.answers('health', 'approve');
    expect(play.events('incident')).toMatchObject([{ reason: 'missingParticipant' }]);
    expect(waitingFor(play)).toEqual([['lead', 'readdress', play.now]]);
    play.facts = FACTS;
    expect(play.tick(play.now).state.status).toBe('completed');
  });

  it('waits for the lead too where a joining gateway will never be reached by the others', () => {
    const play = new Play(
      graph(
        [
          { id: 'or', type: 'exclusiveGateway', defaultFlow: 'f1' },
          task('a'),
          task('b'),
          { id: 'join', type: 'parallelGateway' },
          end('end'),
        ],
        [
          ['start', 'or'],
          ['or', 'a'],
          ['or', 'b', 'false'],
          ['a', 'join'],
          ['b', 'join'],
          ['join', 'end'],
        ],
      ),
    ).start();
    complete(play, 'a');
    expect(waitingFor(play)).toEqual([['lead', 'readdress', play.now]]);
    expect(play.tick('2027-03-27T09:00:00.000Z').events('incident')).toMatchObject([{ reason: 'stuck' }]);
  });
});
