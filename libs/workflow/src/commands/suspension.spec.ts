import { nextDue } from '../advance';
import { acts, LEAD, Play, playRound, roundNode, roundOnly } from '../play';
import { alone, complete, end, graph, task, workingDays } from '../play-graph';
import { situationOf, tasksOf } from '../projections';

const HEALTH = acts('head-health', 'health');
const suspend = { type: 'suspend', by: LEAD, reason: 'Gericht abwarten' } as const;
const resume = { type: 'resume', by: LEAD } as const;
const at = (play: Play, now: string): Play => Object.assign(play, { now });

describe('a suspended run', () => {
  it('lets nothing fall due and nobody act', () => {
    const play = playRound([{ seats: ['health'] }], { onSilence: 'deemed' });
    play.run(suspend);
    expect(nextDue(play.state)).toBeNull();
    play.tick('2027-05-10T09:00:00.000Z');
    expect(play.seat('health').answers).toEqual([]);
    expect(play.refuses(HEALTH, { type: 'claim', seatId: 's0001' })).toBe('suspended');
    expect(play.attempt(suspend).refused?.code).toBe('suspended');
    expect(play.events('runSuspended')).toMatchObject([{ by: { personId: 'lena' }, reason: 'Gericht abwarten' }]);
    expect(play.notices).toContainEqual({ reason: 'suspended', unitId: 'health' });
    expect(tasksOf(play.bundle, play.state)).toMatchObject([{ status: 'open', dueEnd: null }]);
    expect(situationOf(play.bundle, play.state).suspendedSince).toBe('2027-03-25T09:00:00.000Z');
  });

  it('waits for time alone without an end, so that nothing of it is overdue', () => {
    const addressee = { kind: 'lead' };
    const kinds: [type: string, more: object][] = [
      ['timer', { period: workingDays(3) }],
      ['resubmission', { addressee, reminders: [], at: { kind: 'period', period: workingDays(3) } }],
    ];
    for (const [type, more] of kinds) {
      const play = new Play(alone({ id: 'time', type, ...more })).start();
      const until = () => situationOf(play.bundle, play.state).waitingFor.map(({ kind, dueEnd }) => [kind, dueEnd]);
      const [, dueEnd] = until()[0] ?? [];
      expect(dueEnd).toBe(nextDue(play.state));
      play.run(suspend);
      expect(until()).toEqual([['timer', null]]);
      play.run(resume);
      expect(until()).toEqual([['timer', dueEnd]]);
    }
  });

  it('is suspended and resumed by the lead alone, with a reason', () => {
    const play = playRound([{ seats: ['health'] }]);
    expect(play.attempt({ ...suspend, by: HEALTH }).refused?.code).toBe('notLead');
    expect(play.attempt({ ...suspend, reason: ' ' }).refused?.code).toBe('reasonRequired');
    expect(play.attempt(resume).refused?.code).toBe('notSuspended');
    play.run(suspend);
    expect(play.attempt({ ...resume, by: HEALTH }).refused?.code).toBe('notLead');
    expect(play.run(resume).state).not.toHaveProperty('suspended');
    expect(play.events('runResumed')).toMatchObject([{ since: play.now }]);
  });

  it('can still be cancelled', () => {
    const play = playRound([{ seats: ['health'] }]).run(suspend);
    expect(play.run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' }).state.status).toBe('cancelled');
  });

  it('moves every Frist by as many local days as it stood still, to a working day', () => {
    const play = playRound([{ seats: ['health'] }]);
    // Thursday 25 March and five working days around Easter: until Monday 5 April.
    expect(play.seat('health').dueEnd).toBe('2027-04-05T22:00:00.000Z');
    at(play, '2027-03-30T09:00:00.000Z').run(suspend);
    at(play, '2027-04-04T07:00:00.000Z').run(resume);
    // Five days on is Saturday 10 April; the next working day is Monday the 12th.
    expect(play.seat('health').dueEnd).toBe('2027-04-12T22:00:00.000Z');
    expect(nextDue(play.state)).toBe('2027-04-12T22:00:00.000Z');
  });

  it.each([
    ['2027-04-01T07:00:00.000Z', '2027-04-04T22:00:00.000Z', 'two days on is a Saturday'],
    ['2027-04-03T07:00:00.000Z', '2027-04-04T22:00:00.000Z', 'four days on is Monday the 5th itself'],
  ])('moves a Wiedervorlage that resumes at %s to the beginning of a working day, %s: %s', (resumedAt, comesBackAt) => {
    const addressee = { kind: 'lead' };
    const again = { id: 'again', type: 'resubmission', addressee, reminders: [] };
    const play = new Play(alone({ ...again, at: { kind: 'period', period: workingDays(3) } })).start();
    expect(nextDue(play.state)).toBe('2027-03-31T22:00:00.000Z');
    at(play, '2027-03-30T09:00:00.000Z').run(suspend);
    at(play, resumedAt).run(resume);
    expect(nextDue(play.state)).toBe(comesBackAt);
  });

  it('moves reminders and the levels of a dissent too', () => {
    const node = {
      ...roundNode([{ seats: ['health', 'youth'] }]),
      reminders: [{ length: 2, unit: 'workingDay' as const, roll: true }],
    };
    const play = new Play(roundOnly(node)).start().answers('youth', 'refuse', 'so nicht');
    const before = play.seat('youth').dissent?.dueEnd;
    expect(before).toBe('2027-04-01T22:00:00.000Z');
    play.run(suspend);
    at(play, '2027-03-26T09:00:00.000Z').run(resume);
    expect(play.seat('youth').dissent?.dueEnd).toBe('2027-04-02T22:00:00.000Z');
    expect(play.seat('health').reminders).toEqual([{ at: '2027-04-01T22:00:00.000Z', fired: false }]);
  });

  it('keeps the end of a Frist that does not run while the lead is reminded of its seat', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], {
      resignPeriod: { length: 5, unit: 'workingDay', roll: true },
    });
    play.answers('health', 'notResponsible');
    const { dueEnd, reminders } = play.seat('health');
    expect(reminders[0]?.at).toBe(dueEnd);
    at(play, '2027-03-30T09:00:00.000Z').run(suspend);
    at(play, '2027-04-01T09:00:00.000Z').run(resume);
    expect(play.seat('health').dueEnd).toBe(dueEnd);
    expect(play.seat('health').reminders[0]?.at).toBe('2027-04-07T22:00:00.000Z');
  });

  it('keeps an end that the lead has set to the millisecond', () => {
    const play = playRound([{ seats: ['health'] }]);
    const extend = { type: 'extend', seatId: 's0001', dueEnd: '2027-04-06T10:00:59.999Z', reason: 'Urlaub' } as const;
    play.does(LEAD, extend).run(suspend);
    at(play, '2027-03-26T09:00:00.000Z').run(resume);
    expect(play.seat('health').dueEnd).toBe('2027-04-07T10:00:59.999Z');
  });

  it('keeps the clock time of a Frist over the change of the clocks', () => {
    const period = { length: 3, unit: 'calendarDay', roll: false, latestTime: '12:00' };
    const play = new Play(
      graph(
        [task('a', { period }), end('end')],
        [
          ['start', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();
    at(play, '2027-03-26T09:00:00.000Z').run(suspend);
    at(play, '2027-03-28T09:00:00.000Z').run(resume);
    expect(play.state.steps).toMatchObject([{ dueEnd: '2027-03-30T10:00:01.000Z' }]);
  });

  it('never finds a Frist over when it goes on', () => {
    const period = { length: 1, unit: 'calendarDay', roll: false, latestTime: '12:00' };
    const play = new Play(
      graph(
        [task('a', { period }), end('end')],
        [
          ['start', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();
    at(play, '2027-03-26T10:00:00.000Z').run(suspend);
    // In the afternoon of the same day: not one day has gone by, but 12 o'clock has.
    at(play, '2027-03-26T15:00:00.000Z').run(resume);
    expect(play.state.steps).toMatchObject([{ dueEnd: '2027-03-27T11:00:01.000Z' }]);
    expect(play.tick('2027-03-26T16:00:00.000Z').events('reminded')).toEqual([]);
    expect(play.tick('2027-03-27T11:00:01.000Z').events('reminded')).toHaveLength(1);
  });

  it('leaves alone what has already run out', () => {
    const play = playRound([{ seats: ['health'] }], { onSilence: 'remindOnly' });
    play.tick('2027-04-06T08:00:00.000Z').run(suspend);
    at(play, '2027-04-20T08:00:00.000Z').run(resume);
    expect(play.seat('health').dueEnd).toBe('2027-04-05T22:00:00.000Z');
    expect(nextDue(play.state)).toBeNull();
  });

  it('is not counted back by a change of the calendar', () => {
    const period = { length: 5, unit: 'workingDay', roll: true };
    const play = new Play(
      graph(
        [task('a', { period }), end('end')],
        [
          ['start', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();
    play.run(suspend);
    at(play, '2027-03-27T09:00:00.000Z').run(resume);
    const moved = play.state.steps.map((step) => (step.type === 'task' ? step.dueEnd : null));
    play.facts = { ...play.facts, closedDays: { ...play.facts.closedDays, '2027-04-01': 'Betriebsausflug' } };
    play.run({ type: 'recount', changed: [{ date: '2027-04-01', name: 'Betriebsausflug', closed: true }] });
    expect(play.state.steps.map((step) => (step.type === 'task' ? step.dueEnd : null))).toEqual(moved);
  });

  it('holds tokens back that wait, until it goes on', () => {
    const department = { kind: 'department', department: 'YOUTH' };
    const play = new Play(
      graph(
        [task('before'), task('later', { addressee: department }), end('end')],
        [
          ['start', 'before'],
          ['before', 'later'],
          ['later', 'end'],
        ],
      ),
    ).start();
    const { facts } = play;
    play.facts = { ...facts, parties: [] };
    complete(play, 'before').run(suspend);
    play.facts = facts;
    expect(play.tick('2027-03-26T09:00:00.000Z').state.joins).toEqual({ later: ['f1'] });
    expect(play.run(resume).state.joins).toEqual({});
  });
});
