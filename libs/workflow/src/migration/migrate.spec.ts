import type { Bundle } from '../definition';
import { fiveDays, LEAD, named, Play, roundNode, roundOnly } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import { tasksOf } from '../projections';
import type { RunState } from '../state';
import { migrateState, type Migrated } from './migrate';
import { context, days, FIVE, goesOn, migrate, moved, oneTask, TEN, withNodes } from './play-migration';

const refused = (result: Migrated): string[] =>
  'refused' in result ? result.refused.map(({ code, nodeId }) => `${code} ${nodeId}`) : [];

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
