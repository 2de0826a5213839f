import { nextDue } from './advance';
import { Bundle } from './definition';
import { acts, FACTS, headOf, LEAD, named, Play, roundNode, sha256 } from './play';

type Line = [from: string, to: string, condition?: string];

/** Flows get the ids f0, f1, … in their order. */
function graph(nodes: Record<string, unknown>[], lines: Line[]): Bundle {
  return {
    semantics: 1,
    definition: {
      schemaVersion: 1,
      key: 'graph',
      name: named('Ablauf'),
      nodes: [{ id: 'start', type: 'start' }, ...nodes].map((node) => ({
        name: named('Schritt'),
        ...node,
      })) as Bundle['definition']['nodes'],
      flows: lines.map(([from, to, condition], index) => ({
        id: `f${index}`,
        from,
        to,
        ...(condition ? { condition } : {}),
      })),
    },
  };
}

const task = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'task',
  addressee: { kind: 'lead' },
  reminders: [],
  ...more,
});
const end = (id: string, outcome = 'completed') => ({ id, type: 'end', outcome });
const open = (play: Play) => play.state.steps.filter((step) => step.open).map(({ nodeId }) => nodeId);

function complete(play: Play, nodeId: string): Play {
  const step = play.state.steps.findLast((found) => found.nodeId === nodeId);
  for (const command of [{ type: 'claim' }, { type: 'complete', words: 'fertig' }] as const) {
    play.run({ type: 'step', stepId: step?.id ?? '', by: LEAD, command });
  }
  return play;
}

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

  it('understands no command of another kind of step', () => {
    expect(one().refuses(LEAD, { type: 'cancel', reason: 'x' })).toBe('unknownStep');
    expect(one().attempt({ type: 'step', stepId: 'e9', by: LEAD, command: { type: 'claim' } }).refused?.code).toBe(
      'unknownStep',
    );
  });
});

describe('a parallel gateway', () => {
  const nodes = [
    { id: 'split', type: 'parallelGateway' },
    task('a'),
    task('b'),
    { id: 'join', type: 'parallelGateway' },
    task('c'),
    end('end'),
  ];
  const lines: Line[] = [
    ['start', 'split'],
    ['split', 'a'],
    ['split', 'b'],
    ['a', 'join'],
    ['b', 'join'],
    ['join', 'c'],
    ['c', 'end'],
  ];

  it('goes on every way at once and waits until all have come back', () => {
    const play = new Play(graph(nodes, lines)).start();
    expect(open(play)).toEqual(['a', 'b']);
    expect(open(complete(play, 'b'))).toEqual(['a']);
    expect(play.state.joins).toEqual({ join: ['f4'] });
    expect(open(complete(play, 'a'))).toEqual(['c']);
    expect(play.state.joins).toEqual({});
    expect(complete(play, 'c').state.status).toBe('completed');
  });

  it('lets the run end only with its last token, unless it is returned', () => {
    const branches = (outcome: string) =>
      new Play(
        graph(
          [nodes[0] ?? {}, task('a'), task('b'), end('x', outcome), end('y')],
          [
            ['start', 'split'],
            ['split', 'a'],
            ['split', 'b'],
            ['a', 'x'],
            ['b', 'y'],
          ],
        ),
      ).start();
    const completed = complete(branches('completed'), 'a');
    expect(completed.state.status).toBe('running');
    expect(complete(completed, 'b').state.status).toBe('completed');
    const returned = complete(branches('returned'), 'a');
    expect(returned.state.status).toBe('returned');
    expect(open(returned)).toEqual([]);
  });

  it('reports a join that can never be completed', () => {
    const play = new Play(
      graph(
        [...nodes, { id: 'or', type: 'exclusiveGateway', defaultFlow: 'f1' }],
        [
          ['start', 'or'],
          ['or', 'a'],
          ['or', 'b', 'false'],
          ['a', 'join'],
          ['b', 'join'],
          ['join', 'c'],
          ['c', 'end'],
        ],
      ),
    ).start();
    expect(complete(play, 'a').events('incident')).toMatchObject([{ reason: 'stuck' }]);
  });
});

describe('an exclusive gateway', () => {
  const choose = (lines: Line[], defaultFlow?: string) =>
    new Play(
      graph(
        [{ id: 'or', type: 'exclusiveGateway', defaultFlow }, task('a'), task('b'), end('end')],
        [['start', 'or'], ...lines, ['a', 'end'], ['b', 'end']],
      ),
    ).start();

  it('takes the first way whose condition holds, else the default', () => {
    expect(
      open(
        choose([
          ['or', 'a', 'lead.unitId = "lead"'],
          ['or', 'b', 'true'],
        ]),
      ),
    ).toEqual(['a']);
    expect(
      open(
        choose(
          [
            ['or', 'a', 'round.outcome = "agreed"'],
            ['or', 'b'],
          ],
          'f2',
        ),
      ),
    ).toEqual(['b']);
  });

  it('waits with an incident when no way is left, and does not repeat it', () => {
    const play = choose([
      ['or', 'a', 'false'],
      ['or', 'b', 'false'],
    ]);
    expect(play.tick('2027-03-26T09:00:00.000Z').events('incident')).toMatchObject([{ reason: 'noFlow' }]);
    expect(play.state.status).toBe('running');
  });

  it('does not run in circles for ever', () => {
    const play = new Play(
      graph(
        [{ id: 'or', type: 'exclusiveGateway' }, { id: 'again', type: 'exclusiveGateway' }, end('end')],
        [
          ['start', 'or'],
          ['or', 'again', 'true'],
          ['again', 'or', 'true'],
          ['again', 'end'],
        ],
      ),
    ).start();
    play.tick('2027-03-26T09:00:00.000Z');
    expect(play.events('incident')).toMatchObject([{ reason: 'endless' }]);
  });
});

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
