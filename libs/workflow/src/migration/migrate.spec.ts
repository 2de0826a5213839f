import type { Bundle, Definition } from '../definition';
import { FACTS, fiveDays, LEAD, named, Play, roundNode, roundOnly } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import { tasksOf } from '../projections';
import type { RunState } from '../state';
import { migrateState, type Migrated } from './migrate';
import { type NodeMapping, proposeMapping } from './mapping';

const NOW = '2027-03-25T10:00:00.000Z';
const context = { now: NOW, facts: FACTS, fromVersion: 1, toVersion: 2 };
const days = (length: number) => ({ length, unit: 'workingDay', roll: true }) as const;
/** Five Arbeitstage from Thursday before Easter 2027; three, and ten. */
const [THREE, FIVE, TEN] = ['2027-04-01T22:00:00.000Z', '2027-04-05T22:00:00.000Z', '2027-04-12T22:00:00.000Z'];

const moved = (result: Migrated): Extract<Migrated, { state: RunState }> => {
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  return result;
};
const refused = (result: Migrated): string[] =>
  'refused' in result ? result.refused.map(({ code, nodeId }) => `${code} ${nodeId}`) : [];

function migrate(play: Play, to: Bundle, mapping?: NodeMapping): Migrated {
  const proposed = proposeMapping(play.bundle.definition, to.definition).mapping;
  return migrateState(play.bundle, to, play.state, mapping ?? proposed, context);
}

/** The run goes on by the new version. */
function goesOn(play: Play, to: Bundle): Play {
  const { state } = moved(migrate(play, to));
  const further = new Play(to, NOW);
  (further as unknown as { current: RunState }).current = state;
  return further;
}

const withNodes = (bundle: Bundle, change: (node: Definition['nodes'][number]) => object): Bundle => ({
  ...bundle,
  definition: {
    ...bundle.definition,
    nodes: bundle.definition.nodes.map((node) => ({ ...node, ...change(node) })) as Definition['nodes'],
  },
});

const oneTask = (more: Record<string, unknown> = {}, id = 'check'): Bundle =>
  graph(
    [task(id, { name: named('Prüfen'), ...more }), end('end')],
    [
      ['start', id],
      [id, 'end'],
    ],
  );

describe('moving a run to another version', () => {
  it('changes nothing where the version says the same', () => {
    const play = new Play(oneTask({ period: fiveDays })).start();
    const { state, changes, effects } = moved(migrate(play, structuredClone(play.bundle)));
    expect(state).toEqual(play.state);
    expect(changes).toEqual([]);
    expect(effects).toEqual([
      expect.objectContaining({ event: expect.objectContaining({ type: 'migrated', fromVersion: 1, toVersion: 2 }) }),
    ]);
  });

  it('goes on under another id, and the closed step is read there', () => {
    const [before, after] = [
      ['a', 'b'],
      ['c', 'd'],
    ].map(([first = '', second = '']) =>
      graph(
        [task(first, { name: named('eins') }), task(second, { name: named('zwei') }), end('end')],
        [
          ['start', first],
          [first, second],
          [second, 'end'],
        ],
      ),
    ) as [Bundle, Bundle];
    const play = complete(new Play(before).start(), 'a');
    const further = goesOn(play, after);
    expect(further.state.steps.map(({ nodeId, open: isOpen }) => [nodeId, isOpen])).toEqual([
      ['c', false],
      ['d', true],
    ]);
    expect(complete(further, 'd').state.status).toBe('completed');
  });

  it('keeps the node of a closed step that the new version no longer has', () => {
    const before = graph(
      [task('a', { name: named('eins') }), task('b'), end('end')],
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    );
    const after = graph(
      [task('b'), end('end')],
      [
        ['start', 'b'],
        ['b', 'end'],
      ],
    );
    const further = goesOn(complete(new Play(before).start(), 'a'), after);
    expect(tasksOf(after, further.state).map(({ name, status }) => [name.de, status])).toEqual([
      ['eins', 'done'],
      ['Schritt', 'open'],
    ]);
    expect(complete(further, 'b').state.status).toBe('completed');
  });

  it('keeps it under another id where the new version gives its id to something else', () => {
    const before = graph(
      [task('a', { name: named('eins') }), task('b'), end('end')],
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    );
    const timer = { id: 'a', type: 'timer', period: days(1) };
    const after = graph(
      [task('b'), timer, end('end')],
      [
        ['start', 'b'],
        ['b', 'a'],
        ['a', 'end'],
      ],
    );
    const further = goesOn(complete(new Play(before).start(), 'a'), after);
    expect(further.state.steps[0]?.nodeId).toBe('a-old1');
    expect(tasksOf(after, further.state)[0]).toMatchObject({ name: named('eins'), status: 'done' });
  });

  it('is refused where the step that is open has no counterpart, and names it', () => {
    const play = new Play(oneTask()).start();
    const result = migrate(play, oneTask({ name: named('Sichten') }, 'see'));
    expect(result).toEqual({ refused: [{ code: 'nodeUnmapped', nodeId: 'check', name: named('Prüfen') }] });
    expect(refused(migrate(play, oneTask({ name: named('Sichten') }, 'see'), { check: 'nowhere' }))).toEqual([
      'nodeUnknown check',
    ]);
    expect(refused(migrate(play, oneTask({ name: named('Sichten') }, 'see'), { check: 'end' }))).toEqual([
      'typeDiffers check',
    ]);
    expect(open(goesOn(play, oneTask({}, 'see')))).toEqual(['see']);
  });

  it('is refused where the run has ended', () => {
    const play = complete(new Play(oneTask()).start(), 'check');
    expect(refused(migrate(play, play.bundle))).toEqual(['runEnded graph']);
  });
});

describe('Fristen of a run that is moved', () => {
  const play = () => new Play(oneTask({ period: fiveDays, reminders: [days(3)] })).start();
  const due = (result: Migrated) => {
    const [step] = moved(result).state.steps;
    return step?.type === 'task' ? [step.dueEnd, step.reminders] : [];
  };

  it('are counted by the new period from the same beginning', () => {
    const result = migrate(play(), oneTask({ period: days(10), reminders: [days(3)] }));
    expect(due(result)).toEqual([
      TEN,
      [
        { at: THREE, fired: false },
        { at: TEN, fired: false },
      ],
    ]);
    expect(moved(result).changes).toEqual([
      { nodeId: 'check', stepId: 'e1', seatId: null, unitId: 'lead', what: 'deadline', was: FIVE, dueEnd: TEN },
    ]);
  });

  it('leave whoever hears of a shorter one today the next working day', () => {
    const late = play().tick('2027-04-01T09:00:00.000Z');
    const to = oneTask({ period: days(1), reminders: [] });
    const result = migrateState(late.bundle, to, late.state, { check: 'check' }, { ...context, now: late.now });
    expect(due(result)[0]).toBe('2027-04-02T22:00:00.000Z');
    expect(moved(result).effects).toContainEqual(expect.objectContaining({ type: 'notify', reason: 'reminder' }));
  });

  it('keep what was sent as sent', () => {
    const reminded = play().tick('2027-04-02T09:00:00.000Z');
    const to = oneTask({ period: days(10), reminders: [days(3)] });
    const result = migrateState(
      reminded.bundle,
      to,
      reminded.state,
      { check: 'check' },
      { ...context, now: reminded.now },
    );
    expect(due(result)[1]).toEqual([
      { at: THREE, fired: true },
      { at: TEN, fired: false },
    ]);
  });

  it('stay where they have run out', () => {
    const over = play().tick('2027-04-06T09:00:00.000Z');
    const to = oneTask({ period: days(10), reminders: [] });
    const result = migrateState(over.bundle, to, over.state, { check: 'check' }, { ...context, now: over.now });
    expect(due(result)[0]).toBe(FIVE);
    expect(moved(result).changes).toEqual([]);
  });

  it('begin where the new version has one, and end where it has none', () => {
    const without = new Play(oneTask()).start();
    expect(due(migrate(without, oneTask({ period: fiveDays })))[0]).toBe(FIVE);
    expect(due(migrate(play(), oneTask()))).toEqual([null, []]);
  });

  it('begin where the run goes on, if it stood still', () => {
    const rested = new Play(oneTask()).start();
    rested.run({ type: 'suspend', by: LEAD, reason: 'Gericht abwarten' });
    rested.now = '2027-05-25T09:00:00.000Z';
    rested.run({ type: 'resume', by: LEAD });
    const to = oneTask({ period: days(10), reminders: [days(3)] });
    const result = migrateState(rested.bundle, to, rested.state, { check: 'check' }, { ...context, now: rested.now });
    expect(due(result)).toEqual([
      '2027-06-08T22:00:00.000Z',
      [
        { at: '2027-05-28T22:00:00.000Z', fired: false },
        { at: '2027-06-08T22:00:00.000Z', fired: false },
      ],
    ]);
  });

  describe('of a task whose end means something else by then', () => {
    const [reminds, escalates] = [oneTask({ period: fiveDays }), oneTask({ period: fiveDays, onSilence: 'escalate' })];
    const atItsEnd = (play: Play) => {
      play.notices = [];
      return play.tick('2027-04-06T09:00:00.000Z').notices.map(({ reason }) => reason);
    };

    it.each([
      ['with the same Frist', fiveDays],
      ['with another Frist', days(4)],
    ])('escalate where the new version does, %s', (_with, period) => {
      const play = goesOn(new Play(reminds).start(), oneTask({ period, onSilence: 'escalate' }));
      expect(atItsEnd(play)).toContain('escalation');
    });

    it('remind where the new version does no more', () => {
      expect(atItsEnd(goesOn(new Play(escalates).start(), reminds))).toEqual(['reminder']);
    });

    it('escalate where a version without a Frist lay between', () => {
      const without = goesOn(new Play(escalates).start(), oneTask());
      expect(atItsEnd(goesOn(without, escalates))).toContain('escalation');
    });
  });
});

describe('tasks of a run that is moved', () => {
  it('go to the unit that the new version names, and are open to it', () => {
    const play = new Play(oneTask()).start().does(LEAD, { type: 'claim' });
    const to = oneTask({ addressee: { kind: 'department', department: 'YOUTH' } });
    const result = moved(migrate(play, to));
    expect(tasksOf(to, result.state)[0]).toMatchObject({ unitId: 'youth', ownerId: null, status: 'open' });
    expect(result.changes).toEqual([
      { nodeId: 'check', stepId: 'e1', seatId: null, unitId: 'youth', what: 'addressee', fromUnitId: 'lead' },
    ]);
  });

  it('stay with whoever has them where the addressee is the same', () => {
    const play = new Play(oneTask()).start().does(LEAD, { type: 'claim' });
    const to = oneTask({ period: fiveDays });
    expect(tasksOf(to, moved(migrate(play, to)).state)[0]).toMatchObject({ ownerId: 'lena' });
  });

  it('are refused where the new addressee is missing', () => {
    const play = new Play(oneTask()).start();
    expect(refused(migrate(play, oneTask({ addressee: { kind: 'department', department: 'LEGAL' } })))).toEqual([
      'missingParticipant check',
    ]);
  });
});

describe('a round that is moved', () => {
  const of = (...units: string[]) => roundOnly(roundNode([{ seats: units }]));
  const begun = () => new Play(of('health', 'youth', 'social')).start().answers('health', 'approve');
  const seats = (state: RunState) =>
    state.steps
      .flatMap((step) => (step.type === 'coSignatureRound' ? step.round.seats : []))
      .map(({ unitId, state: stands }) => `${unitId} ${stands}`);

  it('asks whom the new version asks, and keeps every answer', () => {
    const { state, changes } = moved(migrate(begun(), of('youth', 'urban')));
    expect(seats(state)).toEqual(['health answered', 'youth open', 'social released', 'urban open']);
    expect(changes.map(({ what, unitId }) => `${what} ${unitId}`)).toEqual([
      'placeReleased social',
      'placeAdded urban',
    ]);
  });

  it('ends as agreed when those who are asked now have answered', () => {
    const further = goesOn(begun(), of('youth', 'urban'));
    further.answers('youth', 'approve').answers('urban', 'approve');
    expect(further.state.status).toBe('completed');
    expect(further.round.outcome).toBe('agreed');
  });

  it('is refused where the change itself would decide it', () => {
    expect(refused(migrate(begun(), of('health')))).toEqual(['wouldDecide round']);
  });

  it('keeps an end that was set by hand, and counts the others', () => {
    const play = begun();
    const { id: seatId } = play.seat('youth');
    play.does(LEAD, { type: 'extend', seatId, dueEnd: '2027-04-20T22:00:00.000Z', reason: 'Urlaub' });
    const to = withNodes(play.bundle, ({ type }) => (type === 'coSignatureRound' ? { period: days(10) } : {}));
    const { changes } = moved(migrate(play, to));
    expect(changes).toEqual([
      { nodeId: 'round', stepId: 'e1', seatId: 's0003', unitId: 'social', what: 'deadline', was: FIVE, dueEnd: TEN },
    ]);
  });

  it('leaves a Frist that stood still its end and its reminders, and counts what has opened since', () => {
    const rest = (play: Play) => {
      play.run({ type: 'suspend', by: LEAD, reason: 'Gericht abwarten' });
      play.now = '2027-05-25T09:00:00.000Z';
      return play.run({ type: 'resume', by: LEAD });
    };
    const bundle = withNodes(of('health', 'youth'), () => ({ reminders: [days(2)] }));
    const play = rest(new Play(bundle).start().answers('health', 'approve'));
    play.now = '2027-05-27T09:00:00.000Z';
    play.does(LEAD, {
      type: 'addSeat',
      unitId: 'social',
      mandatory: false,
      seatKind: 'technical',
      wave: 0,
      reason: 'Kita',
    });
    const later = { ...context, now: play.now };
    for (const more of [{ period: days(10) }, { reminders: [days(1), days(3)] }]) {
      const to = withNodes(bundle, ({ type }) => (type === 'coSignatureRound' ? more : {}));
      const { state, changes } = moved(migrateState(bundle, to, play.state, { round: 'round' }, later));
      const seat = (from: RunState) =>
        from.steps.flatMap((step) => (step.type === 'coSignatureRound' ? step.round.seats : []))[1];
      expect(seat(state)).toEqual(seat(play.state));
      expect(changes.map(({ unitId }) => unitId)).toEqual('period' in more ? ['social'] : []);
    }
  });

  it('goes on by the new settings', () => {
    const play = begun();
    const to = roundOnly(
      roundNode([{ seats: ['health', 'youth', 'social'] }], { onRefusal: 'reject', waitAll: false }),
    );
    const further = goesOn(play, to).answers('youth', 'refuse', 'So nicht.');
    expect(further.round.outcome).toBe('rejected');
  });

  it('is refused where it has passed the waves of the new version', () => {
    const play = new Play(roundOnly(roundNode([{ seats: ['health'] }, { seats: ['youth', 'social'] }]))).start();
    play.answers('health', 'approve');
    expect(refused(migrate(play, of('health', 'youth', 'social')))).toEqual(['wavesPassed round']);
  });
});
