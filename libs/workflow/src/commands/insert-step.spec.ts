import { nextDue } from '../advance';
import { acts, headOf, LEAD, named, Play, playRound, roundNode } from '../play';
import { alone, complete, end, graph, open, task } from '../play-graph';
import { situationOf, tasksOf } from '../projections';

const LEGAL = acts('jura', 'legal');
const insert = (before: string, more: object = {}) =>
  ({
    type: 'insertStep',
    by: LEAD,
    before,
    name: named('Rechtsprüfung'),
    unitId: 'legal',
    reason: 'heikel',
    ...more,
  }) as const;

/** Somebody of the legal office does what was put in. */
function settled(play: Play): Play {
  const step = play.state.steps.findLast(({ nodeId }) => nodeId.startsWith('inserted'));
  for (const command of [{ type: 'claim' }, { type: 'complete' }] as const) {
    play.run({ type: 'step', stepId: step?.id ?? '', by: LEGAL, command });
  }
  return play;
}

describe('a step that the lead puts in', () => {
  const line = () =>
    new Play(
      graph(
        [task('a', { period: { length: 3, unit: 'calendarDay', roll: false } }), end('end')],
        [
          ['start', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();

  it('is a task that must be done before the other can end', () => {
    const play = line().run(insert('e1'));
    expect(open(play)).toEqual(['a', 'inserted1']);
    expect(tasksOf(play.bundle, play.state).at(-1)).toMatchObject({ unitId: 'legal', name: named('Rechtsprüfung') });
    expect(play.events('stepInserted')).toMatchObject([{ stepId: 'e1', nodeId: 'inserted1', reason: 'heikel' }]);
    play.run({ type: 'step', stepId: 'e1', by: LEAD, command: { type: 'claim' } });
    const done = { type: 'step', stepId: 'e1', by: LEAD, command: { type: 'complete' } } as const;
    expect(play.attempt(done).refused?.code).toBe('insertedOpen');
    expect(open(settled(play))).toEqual(['a']);
    expect(play.run(done).state.status).toBe('completed');
  });

  it('makes the time of the other stand still', () => {
    const play = line().run(insert('e1'));
    expect(nextDue(play.state)).toBeNull();
    expect(play.tick('2027-03-30T09:00:00.000Z').events('reminded')).toEqual([]);
    settled(play);
    expect(nextDue(play.state)).toBe('2027-04-02T22:00:00.000Z');
  });

  it('makes the time stand still of what waits for time alone', () => {
    const addressee = { kind: 'lead' };
    const again = { id: 'again', type: 'resubmission', addressee, reminders: [] };
    const period = { length: 3, unit: 'workingDay', roll: true };
    const play = new Play(alone({ ...again, at: { kind: 'period', period } })).start().run(insert('e1'));
    const timer = situationOf(play.bundle, play.state).waitingFor.find(({ kind }) => kind === 'timer');
    expect(timer).toMatchObject({ dueEnd: null });
  });

  it('makes it stand still once, also while the whole run is suspended', () => {
    const play = line().run(insert('e1'));
    play.run({ type: 'suspend', by: LEAD, reason: 'Gericht abwarten' });
    play.now = '2027-03-28T09:00:00.000Z';
    play.run({ type: 'resume', by: LEAD });
    play.now = '2027-03-30T09:00:00.000Z';
    settled(play);
    expect(nextDue(play.state)).toBe('2027-04-02T22:00:00.000Z');
  });

  it('makes it stand still from the first of several until the last is done', () => {
    const play = line().run(insert('e1'));
    play.now = '2027-03-27T09:00:00.000Z';
    play.run(insert('e1'));
    const [first] = play.state.steps.filter(({ nodeId }) => nodeId === 'inserted1');
    play.now = '2027-03-28T09:00:00.000Z';
    for (const command of [{ type: 'claim' }, { type: 'complete' }] as const)
      play.run({ type: 'step', stepId: first?.id ?? '', by: LEGAL, command });
    expect(nextDue(play.state)).toBeNull();
    play.now = '2027-03-30T09:00:00.000Z';
    settled(play);
    expect(nextDue(play.state)).toBe('2027-04-02T22:00:00.000Z');
    expect(play.state.steps[0]).not.toHaveProperty('heldSince');
  });

  it('keeps a round from ending, not from being answered', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]);
    play.run(insert('e1'));
    const answer = (unit: string) => {
      const seatId = play.seat(unit).id;
      const step = { type: 'step', stepId: 'e1', by: headOf(unit) } as const;
      play.attempt({ ...step, command: { type: 'claim', seatId } });
      return play.attempt({ ...step, command: { type: 'answer', seatId, kind: 'approve', version: 1 } }).refused?.code;
    };
    expect([answer('health'), answer('youth')]).toEqual([undefined, 'insertedOpen']);
    settled(play);
    expect(answer('youth')).toBeUndefined();
    expect(play.round.outcome).toBe('agreed');
  });

  it('goes with the run, and its id is nobody else’s', () => {
    const play = new Play(
      graph(
        [task('inserted1'), end('end')],
        [
          ['start', 'inserted1'],
          ['inserted1', 'end'],
        ],
      ),
    ).start();
    play.run(insert('e1')).run(insert('e1'));
    expect(open(play)).toEqual(['inserted1', 'inserted2', 'inserted3']);
    settled(play);
    expect(play.attempt({ type: 'skipStep', by: LEAD, stepId: 'e1', reason: 'x' }).refused?.code).toBe('insertedOpen');
    play.run({ type: 'skipStep', by: LEAD, stepId: 'e2', reason: 'doch nicht' });
    play.run({ type: 'skipStep', by: LEAD, stepId: 'e1', reason: 'x' });
    expect(play.state.status).toBe('completed');
  });

  it('needs a step that is open, the lead and a reason', () => {
    const play = line();
    expect(play.attempt(insert('e9')).refused?.code).toBe('unknownStep');
    expect(play.attempt(insert('e1', { by: LEGAL })).refused?.code).toBe('notLead');
    expect(play.attempt(insert('e1', { reason: '' })).refused?.code).toBe('reasonRequired');
    complete(play, 'a');
    expect(play.attempt(insert('e1')).refused?.code).toBe('runEnded');
  });
});

describe('a step that the lead skips', () => {
  const skip = (stepId: string, more: object = {}) =>
    ({ type: 'skipStep', by: LEAD, stepId, reason: 'entbehrlich', ...more }) as const;

  it('is over, and conditions know how', () => {
    const play = new Play(
      graph(
        [task('a'), { id: 'gate', type: 'exclusiveGateway', defaultFlow: 'f2' }, task('b'), task('c'), end('end')],
        [
          ['start', 'a'],
          ['a', 'gate'],
          ['gate', 'b'],
          ['gate', 'c', 'steps.a.result = "skipped"'],
          ['b', 'end'],
          ['c', 'end'],
        ],
      ),
    ).start();
    expect(open(play.run(skip('e1')))).toEqual(['c']);
    expect(play.events('stepSkipped')).toMatchObject([
      { stepId: 'e1', reason: 'entbehrlich', by: { personId: 'lena' } },
    ]);
    expect(tasksOf(play.bundle, play.state)[0]?.status).toBe('cancelled');
    expect(play.attempt(skip('e1')).refused?.code).toBe('notOpen');
    expect(play.attempt(skip('e9')).refused?.code).toBe('unknownStep');
  });

  it('is never a signature that the procedure asks for', () => {
    const seats = [{ unit: 'health', mandatory: true }];
    expect(playRound([{ seats }]).attempt(skip('e1')).refused?.code).toBe('notSkippable');
    const optional = playRound([{ seats: ['health'] }]).run(skip('e1'));
    expect(optional.state.status).toBe('completed');
    const inner = graph(
      [roundNode([{ seats }]), end('end')],
      [
        ['start', 'round'],
        ['round', 'end'],
      ],
    ).definition;
    const outer = graph(
      [{ id: 'sub', type: 'call', procedure: 'graph' }, end('end')],
      [
        ['start', 'sub'],
        ['sub', 'end'],
      ],
    );
    const play = new Play({ ...outer, called: { graph: inner } }).start();
    expect(play.attempt(skip('e1')).refused?.code).toBe('notSkippable');
  });

  it('takes along what it has called', () => {
    const inner = graph(
      [task('work'), end('end')],
      [
        ['start', 'work'],
        ['work', 'end'],
      ],
    ).definition;
    const outer = graph(
      [{ id: 'sub', type: 'call', procedure: 'graph' }, task('after'), end('end')],
      [
        ['start', 'sub'],
        ['sub', 'after'],
        ['after', 'end'],
      ],
    );
    const play = new Play({ ...outer, called: { graph: inner } }).start().run(skip('e1'));
    expect(open(play)).toEqual(['after']);
    expect(play.state.scopes).toMatchObject([{ outcome: 'cancelled' }]);
  });
});
