import { becauseInWords } from './calendar-words';
import { movedDeadlines } from './recount';
import { LEAD, Play, EASTER_2027, FACTS, fiveDays, headOf, playRound, roundNode, roundOnly } from './play';
import { end, graph, task } from './play-graph';

const OUTING = { date: '2027-04-02', name: 'Betriebsausflug', closed: true };
const WITH_OUTING = { ...FACTS, closedDays: { ...EASTER_2027, '2027-04-02': 'Betriebsausflug' } };
const MONDAY = '2027-04-05T22:00:00.000Z';
const TUESDAY = '2027-04-06T22:00:00.000Z';
const two = () => playRound([{ seats: ['health', 'youth'] }]);

/** The house closes on 02.04.2027. */
const closes = (play: Play, changed = [OUTING]): Play => {
  play.facts = WITH_OUTING;
  return play.run({ type: 'recount', changed });
};
/** The house opens again on that day. */
const opens = (play: Play): Play => {
  play.facts = FACTS;
  return play.run({ type: 'recount', changed: [{ ...OUTING, closed: false }] });
};
const days = (length: number) => ({ length, unit: 'workingDay' as const, roll: true });

describe('a changed calendar', () => {
  it('moves 5 Arbeitstage from Thursday 25.03.2027 to Tuesday 06.04. when Friday 02.04. is closed meanwhile', () => {
    const play = two();
    expect(play.seat('health').dueEnd).toBe(MONDAY);
    play.now = '2027-03-30T09:00:00.000Z';
    closes(play);
    expect(play.seat('health').dueEnd).toBe(TUESDAY);
    expect(play.events('recounted')).toMatchObject([
      { seatId: 's0001', unitId: 'health', by: null, was: MONDAY, dueEnd: TUESDAY, because: [OUTING] },
      { seatId: 's0002', unitId: 'youth' },
    ]);
  });

  it('counts as it would have counted from the beginning', () => {
    const known = new Play(roundOnly(roundNode([{ seats: ['health'] }])), undefined, WITH_OUTING).start();
    expect(closes(playRound([{ seats: ['health'] }])).seat('health')).toEqual(known.seat('health'));
  });

  it('changes nothing the second time, nor where no count touches the day', () => {
    const play = closes(two());
    const { state } = play;
    expect(play.attempt({ type: 'recount', changed: [OUTING] })).toMatchObject({ state, effects: [] });
    const far = two();
    far.facts = { ...FACTS, closedDays: { ...EASTER_2027, '2027-04-07': 'Später' } };
    expect(far.attempt({ type: 'recount', changed: [{ ...OUTING, date: '2027-04-07' }] }).effects).toEqual([]);
  });

  it('says what it would move before it does', () => {
    const { bundle, state, now } = two();
    const moved = movedDeadlines(bundle, state, [OUTING], { now, closedDays: WITH_OUTING.closedDays });
    expect(moved.map(({ unitId, dueEnd, movesTo }) => [unitId, dueEnd, movesTo])).toEqual([
      ['health', MONDAY, TUESDAY],
      ['youth', MONDAY, TUESDAY],
    ]);
  });

  it('leaves a Frist that has been extended by hand, that was answered, and that has escalated', () => {
    const play = two();
    play.does(LEAD, { type: 'extend', seatId: 's0001', dueEnd: '2027-04-07T22:00:00.000Z', reason: 'Ferien' });
    play.answers('youth', 'approve');
    expect(closes(play).events('recounted')).toEqual([]);
    const escalated = playRound([{ seats: ['health'] }], { escalationPeriod: days(5) });
    escalated.tick(MONDAY);
    const { dueEnd } = escalated.seat('health');
    escalated.facts = { ...FACTS, closedDays: { ...EASTER_2027, '2027-04-09': 'Umzug' } };
    escalated.run({ type: 'recount', changed: [{ date: '2027-04-09', name: 'Umzug', closed: true }] });
    expect(escalated.seat('health').dueEnd).toBe(dueEnd);
  });

  it('lets what is due happen first', () => {
    const play = two();
    play.now = MONDAY;
    expect(closes(play).events('recounted')).toEqual([]);
    expect(play.events('escalated')).toHaveLength(2);
  });

  it('counts a seat that opened again from its opening', () => {
    const play = two().answers('health', 'approve');
    play.now = '2027-04-01T09:00:00.000Z';
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    expect(play.seat('health')).toMatchObject({ dueEnd: MONDAY, counted: { as: 'period' } });
    play.answers('health', 'approve');
    play.now = '2027-04-05T09:00:00.000Z';
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    expect(play.seat('health')).toMatchObject({ counted: { from: play.now, as: 'resignPeriod' } });
  });

  it('leaves the next working day to whoever hears that the Frist has become shorter, and tells them', () => {
    const play = closes(two());
    play.now = '2027-03-30T09:00:00.000Z';
    opens(play);
    expect(play.seat('health').dueEnd).toBe(MONDAY);
    expect(play.notices).toContainEqual({ reason: 'reminder', unitId: 'health' });
    const late = closes(two());
    late.now = '2027-04-05T09:00:00.000Z';
    opens(late);
    expect(late.seat('health').dueEnd).toBe(TUESDAY);
    expect(late.events('recounted')).toHaveLength(2);
  });

  it('is refused when the run has ended', () => {
    const play = two().answers('health', 'approve').answers('youth', 'approve');
    expect(play.attempt({ type: 'recount', changed: [OUTING] }).refused?.code).toBe('runEnded');
  });
});

describe('reminders', () => {
  const reminded = () =>
    new Play(roundOnly({ ...roundNode([{ seats: ['health'] }]), reminders: [days(2), days(4)] })).start();

  it('go with the Frist', () => {
    const play = closes(reminded());
    expect(play.seat('health').reminders).toEqual([
      { at: '2027-03-31T22:00:00.000Z', fired: false },
      { at: MONDAY, fired: false },
    ]);
  });

  it('that were sent are not sent again', () => {
    const play = reminded().tick('2027-04-01T22:00:00.000Z');
    expect(play.events('reminded')).toHaveLength(1);
    closes(play).tick('2027-04-02T22:00:00.000Z');
    expect(play.events('reminded')).toHaveLength(1);
    play.tick(MONDAY).tick(MONDAY);
    expect(play.events('reminded')).toHaveLength(2);
  });

  it('whose instant has passed by the new calendar come at once, and once', () => {
    const move = { date: '2027-03-30', name: 'Umzug', closed: true };
    const play = reminded();
    play.facts = { ...FACTS, closedDays: { ...EASTER_2027, '2027-03-30': 'Umzug' } };
    play.run({ type: 'recount', changed: [move] }).tick('2027-04-01T09:00:00.000Z');
    expect(play.events('reminded')).toEqual([]);
    play.facts = FACTS;
    play.run({ type: 'recount', changed: [{ ...move, closed: false }] });
    expect(play.events('reminded')).toMatchObject([{ at: play.now, dueEnd: MONDAY }]);
    expect(play.tick(play.now).events('reminded')).toHaveLength(1);
  });
});

describe('tasks, timers and final signatures', () => {
  it('move a task and its reminder at the end', () => {
    const bundle = graph(
      [task('work', { period: fiveDays, reminders: [days(3)] }), end('end')],
      [
        ['start', 'work'],
        ['work', 'end'],
      ],
    );
    const play = closes(new Play(bundle).start()).tick('2027-04-01T22:00:00.000Z').tick(TUESDAY);
    expect(play.events('recounted')).toMatchObject([{ unitId: 'lead', seatId: null, was: MONDAY, dueEnd: TUESDAY }]);
    expect(play.events('reminded').map(({ at }) => at)).toEqual(['2027-04-01T22:00:00.000Z', TUESDAY]);
  });

  it('move a timer', () => {
    const bundle = graph(
      [{ id: 'wait', type: 'timer', period: fiveDays }, end('end')],
      [
        ['start', 'wait'],
        ['wait', 'end'],
      ],
    );
    const play = closes(new Play(bundle).start());
    expect(play.events('recounted')).toMatchObject([{ unitId: null, was: MONDAY, dueEnd: TUESDAY }]);
    expect(play.tick(MONDAY).state.status).toBe('running');
    expect(play.tick(TUESDAY).state.status).toBe('completed');
  });
});

describe('the words for a move', () => {
  it('name every day and what it has become', () => {
    const open = { date: '2027-03-26', name: 'Karfreitag', closed: false };
    expect(becauseInWords([OUTING], 'de')).toBe('weil 02.04. (Betriebsausflug) kein Arbeitstag ist');
    expect(becauseInWords([OUTING, { ...OUTING, date: '2027-04-01', name: 'Umzug' }, open], 'de')).toBe(
      'weil 02.04. (Betriebsausflug) und 01.04. (Umzug) keine Arbeitstage sind und 26.03. (Karfreitag) ein Arbeitstag ist',
    );
    expect(becauseInWords([open], 'en')).toBe('because 26 March (Karfreitag) is a working day');
  });
});
