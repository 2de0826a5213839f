import { FACTS, headOf, LEAD, Play, roundNode, sha256 } from './play';
import { complete, end, graph, open, task } from './play-graph';

describe('rounds of one paper', () => {
  const second = { ...roundNode([{ seats: ['youth'] }]), id: 'second' };
  const bundle = graph(
    [{ id: 'split', type: 'parallelGateway' }, roundNode([{ seats: ['health'] }]), second, end('end')],
    [
      ['start', 'split'],
      ['split', 'round'],
      ['split', 'second'],
      ['round', 'end'],
      ['second', 'end'],
    ],
  );

  it('follow each other where a definition would open two at once', () => {
    const play = new Play(bundle).start();
    expect(open(play)).toEqual(['round']);
    play.answers('health', 'approve');
    expect(open(play)).toEqual(['second']);
    expect(play.answers('youth', 'approve').state.status).toBe('completed');
  });
});

describe('a returned paper', () => {
  it('starts a new round with no old answers', () => {
    const bundle = graph(
      [
        roundNode([{ seats: ['health'] }], { onRefusal: 'return' }),
        { id: 'or', type: 'exclusiveGateway', defaultFlow: 'f4' },
        task('rework'),
        end('end'),
      ],
      [
        ['start', 'round'],
        ['round', 'or'],
        ['or', 'end', 'round.outcome = "agreed"'],
        ['rework', 'round'],
        ['or', 'rework'],
      ],
    );
    const play = complete(new Play(bundle).start().answers('health', 'refuse', 'nein'), 'rework');
    expect(play.state.steps.map(({ id, nodeId }) => [id, nodeId])).toEqual([
      ['e1', 'round'],
      ['e2', 'rework'],
      ['e3', 'round'],
    ]);
    expect(play.seat('health')).toMatchObject({ state: 'open', answers: [] });
    expect(play.answers('health', 'approve').state.status).toBe('completed');
  });
});

describe('participants', () => {
  const everybody = {
    addressee: { kind: 'participants', involvement: 'CO_SIGNATURE' },
    mandatory: false,
    kind: 'technical',
  };
  const bundle = graph(
    [
      task('before'),
      {
        ...roundNode([{ seats: ['health'] }]),
        waves: [
          {
            mode: 'parallel',
            seats: [{ ...everybody, addressee: { kind: 'unit', unitId: 'youth' }, mandatory: true }, everybody],
          },
        ],
      },
      end('end'),
    ],
    [
      ['start', 'before'],
      ['before', 'round'],
      ['round', 'end'],
    ],
  );

  it('get one seat each when the round begins, and none twice', () => {
    const play = complete(new Play(bundle).start(), 'before');
    expect(play.round.seats.map(({ unitId, mandatory }) => [unitId, mandatory])).toEqual([
      ['youth', true],
      ['health', false],
      ['social', false],
      ['urban', false],
    ]);
  });

  it('that are missing when the step begins let the run wait, until they are there', () => {
    const department = { kind: 'department', department: 'YOUTH' };
    const later = graph(
      [task('before'), task('later', { addressee: department }), end('end')],
      [
        ['start', 'before'],
        ['before', 'later'],
        ['later', 'end'],
      ],
    );
    const play = new Play(later).start();
    play.facts = { ...FACTS, parties: [] };
    complete(play, 'before');
    expect(play.events('incident')).toMatchObject([{ reason: 'missingParticipant' }]);
    expect(open(play)).toEqual([]);
    play.facts = FACTS;
    expect(open(play.tick(play.now))).toEqual(['later']);
  });
});

describe('a run', () => {
  const bundle = graph(
    [task('a'), end('end')],
    [
      ['start', 'a'],
      ['a', 'end'],
    ],
  );

  it('is cancelled by the lead, with a reason', () => {
    const play = new Play(bundle).start();
    expect(play.attempt({ type: 'cancelRun', by: headOf('health'), reason: 'x' }).refused?.code).toBe('notLead');
    expect(play.attempt({ type: 'cancelRun', by: LEAD, reason: '' }).refused?.code).toBe('reasonRequired');
    play.run({ type: 'cancelRun', by: LEAD, reason: 'erledigt' });
    expect(play.state.status).toBe('cancelled');
    expect(play.events('runEnded')).toMatchObject([
      { outcome: 'cancelled', reason: 'erledigt', by: { personId: 'lena' } },
    ]);
    expect(play.attempt({ type: 'cancelRun', by: LEAD, reason: 'x' }).refused?.code).toBe('runEnded');
  });

  it('takes instants in any form of ISO 8601', () => {
    const play = new Play(bundle, '2027-03-25T10:00:00+01:00').start();
    expect(play.state.startedAt).toBe('2027-03-25T09:00:00.000Z');
  });

  it('begins once, with its start', () => {
    const play = new Play(bundle);
    expect(() => play.attempt({ type: 'tick' })).toThrow('start');
    play.start();
    expect(() =>
      play.attempt({ type: 'start', paper: { number: 1, sha256: sha256(1) }, authors: [], by: LEAD }),
    ).toThrow('once');
  });

  it('holds nothing but plain JSON', () => {
    const { state } = new Play(bundle).start();
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  });
});
