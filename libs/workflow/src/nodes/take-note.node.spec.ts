import { nextDue } from '../advance';
import { acts, headOf, LEAD, Play } from '../play';
import {
  alone,
  complete,
  completes,
  end,
  graph,
  open,
  placeOf,
  placesStep,
  task,
  tries,
  unit,
  workingDays,
} from '../play-graph';

const note = (more: Record<string, unknown> = {}) => ({
  id: 'note',
  type: 'takeNote',
  addressees: [unit('health'), unit('youth')],
  reminders: [],
  waits: true,
  ...more,
});
const noted = (more = {}) => new Play(alone(note(more))).start();
const AFTER_THREE = '2027-04-01T22:00:00.000Z';

describe('Kenntnisnahme', () => {
  it('is over when everybody has taken note', () => {
    const play = noted();
    expect(completes(play, 'health')).toBeNull();
    expect(play.state.status).toBe('running');
    expect(completes(play, 'youth', { words: 'mit Interesse' })).toBeNull();
    expect(play.state.status).toBe('completed');
    expect(placesStep(play)).toMatchObject({ open: false, result: 'complete' });
    expect(play.events('placeDone')).toMatchObject([
      { role: 'note', unitId: 'health', late: false, by: { personId: 'head-health' } },
      { role: 'note', unitId: 'youth', words: 'mit Interesse' },
    ]);
  });

  it('asks a unit once, however often it is addressed', () => {
    const play = noted({ addressees: [unit('health'), { kind: 'department', department: 'HEALTH' }] });
    expect(placesStep(play).places).toHaveLength(1);
  });

  it('goes on at the end of its Frist, and says who has not taken note', () => {
    const play = noted({ period: workingDays(3), reminders: [workingDays(1)] });
    completes(play, 'health');
    play.tick('2027-03-30T22:00:00.000Z');
    expect(play.events('reminded').map(({ unitId }) => unitId)).toEqual(['youth']);
    play.tick(AFTER_THREE);
    expect(play.events('placeWithout')).toMatchObject([{ unitId: 'youth', role: 'note' }]);
    expect(placeOf(play, 'youth').state).toBe('without');
    expect(placesStep(play).result).toBe('incomplete');
    expect(play.state.status).toBe('completed');
  });

  it('ticks twice as well as once', () => {
    const play = noted({ period: workingDays(3), reminders: [workingDays(1)] }).tick('2027-03-31T00:00:00.000Z');
    const before = play.record.length;
    play.tick('2027-03-31T00:00:00.000Z');
    expect(play.record).toHaveLength(before);
    play.tick(AFTER_THREE).tick(AFTER_THREE);
    expect(play.events('placeWithout')).toHaveLength(2);
    expect(nextDue(play.state)).toBeNull();
  });

  it('may be taken late while others still have time', () => {
    const play = noted({ period: workingDays(3) });
    const seatId = placeOf(play, 'health').id;
    tries(play, LEAD, { type: 'extend', seatId, dueEnd: '2027-05-01T00:00:00.000Z', reason: 'Ferien' });
    play.tick(AFTER_THREE);
    expect(placeOf(play, 'youth').state).toBe('without');
    expect(completes(play, 'youth')).toBeNull();
    expect(play.events('placeDone')).toMatchObject([{ unitId: 'youth', late: true }]);
    expect(completes(play, 'health')).toBeNull();
    expect(placesStep(play).result).toBe('complete');
  });

  it('lets the run go on at once where nobody waits for it, and is waited for at its end', () => {
    const bundle = graph(
      [note({ waits: false, period: workingDays(3) }), task('work'), end('end')],
      [
        ['start', 'note'],
        ['note', 'work'],
        ['work', 'end'],
      ],
    );
    const play = new Play(bundle).start();
    expect(open(play)).toEqual(['note', 'work']);
    complete(play, 'work');
    expect(play.state.status).toBe('running');
    expect(completes(play, 'health')).toBeNull();
    play.tick(AFTER_THREE);
    expect(play.state.status).toBe('completed');
    expect(play.events('stepClosed').map((event) => 'nodeId' in event && event.nodeId)).toEqual(['work', 'note']);
  });

  it('ends quietly before the run where it is done with first', () => {
    const bundle = graph(
      [note({ waits: false, period: workingDays(3) }), task('work'), end('end')],
      [
        ['start', 'note'],
        ['note', 'work'],
        ['work', 'end'],
      ],
    );
    const play = new Play(bundle).start().tick(AFTER_THREE);
    expect(open(play)).toEqual(['work']);
    expect(complete(play, 'work').state.status).toBe('completed');
  });
});

describe('a place', () => {
  const seatOf = (play: Play, unitId: string) => placeOf(play, unitId).id;

  it('belongs to the first who takes it over; the second learns who has it', () => {
    const play = noted();
    const seatId = seatOf(play, 'health');
    expect(tries(play, LEAD, { type: 'claim', seatId })).toBe('noAuthority');
    expect(tries(play, headOf('health'), { type: 'claim', seatId })).toBeNull();
    const second = acts('zweite', 'health', 'BY_ORDER');
    const stepId = placesStep(play).id;
    const { refused } = play.attempt({ type: 'step', stepId, by: second, command: { type: 'claim', seatId } });
    expect(refused).toEqual({ code: 'alreadyClaimed', details: { owner: 'head-health' } });
    expect(tries(play, second, { type: 'complete', seatId })).toBe('notOwner');
    expect(tries(play, second, { type: 'release', seatId })).toBe('notOwner');
  });

  it('is taken over again from somebody who has lost the authority', () => {
    const play = noted();
    const seatId = seatOf(play, 'health');
    tries(play, headOf('health'), { type: 'claim', seatId });
    const owner = { personId: 'head-health', grants: [] };
    expect(tries(play, acts('neue', 'health'), { type: 'claim', seatId, owner })).toBeNull();
    expect(placeOf(play, 'health').owner).toBe('neue');
  });

  it('is claimed a second time by its owner without any change', () => {
    const play = noted();
    const seatId = seatOf(play, 'health');
    tries(play, headOf('health'), { type: 'claim', seatId });
    const before = play.record.length;
    expect(tries(play, headOf('health'), { type: 'claim', seatId })).toBeNull();
    expect(play.record).toHaveLength(before);
  });

  it('is handed on to somebody with authority, and let go', () => {
    const play = noted();
    const seatId = seatOf(play, 'health');
    const to = acts('kollegin', 'health', 'BY_ORDER');
    expect(tries(play, headOf('health'), { type: 'delegate', seatId, to })).toBe('notOwner');
    tries(play, headOf('health'), { type: 'claim', seatId });
    expect(tries(play, headOf('health'), { type: 'delegate', seatId, to: LEAD })).toBe('noAuthority');
    expect(tries(play, headOf('health'), { type: 'delegate', seatId, to })).toBeNull();
    expect(tries(play, to, { type: 'release', seatId })).toBeNull();
    expect(placeOf(play, 'health')).toMatchObject({ owner: null, ownerSince: null });
  });

  it('is done once: who comes second, even at the same instant, is told so', () => {
    const play = noted();
    completes(play, 'health');
    expect(completes(play, 'health')).toBe('notOpen');
    expect(play.events('placeDone')).toHaveLength(1);
  });

  it('takes no result and no fact that it does not offer', () => {
    const play = noted();
    expect(completes(play, 'health', { result: 'approve' })).toBe('unknownResult');
    expect(completes(play, 'health', { values: { amount: 7 } })).toBe('unknownFact');
    expect(placeOf(play, 'health').state).toBe('open');
  });

  it('gets more time from the lead, with a reason and later than before', () => {
    const play = noted({ period: workingDays(3) });
    const seatId = seatOf(play, 'health');
    const extend = (by = LEAD, dueEnd = '2027-05-01T00:00:00.000Z', reason = 'Ferien') =>
      tries(play, by, { type: 'extend', seatId, dueEnd, reason });
    expect(extend(headOf('health'))).toBe('notLead');
    expect(extend(LEAD, AFTER_THREE)).toBe('notLater');
    expect(extend(LEAD, '2027-05-01T00:00:00.000Z', ' ')).toBe('reasonRequired');
    expect(extend()).toBeNull();
    expect(play.events('seatExtended')).toMatchObject([{ dueEnd: '2027-05-01T00:00:00.000Z', reason: 'Ferien' }]);
  });

  it('is added and taken away by the lead, never twice, never the last, never one that is done', () => {
    const play = noted();
    const add = (unitId: string, by = LEAD, reason = 'fehlte') => tries(play, by, { type: 'addPlace', unitId, reason });
    const remove = (unitId: string, reason = 'nicht betroffen') =>
      tries(play, LEAD, { type: 'removePlace', seatId: seatOf(play, unitId), reason });
    expect(add('social', headOf('health'))).toBe('notLead');
    expect(add('social', LEAD, '')).toBe('reasonRequired');
    expect(add('youth')).toBe('alreadyAsked');
    expect(add('social')).toBeNull();
    expect(placeOf(play, 'social').state).toBe('open');
    completes(play, 'health');
    expect(remove('health')).toBe('notOpen');
    expect(remove('youth', '')).toBe('reasonRequired');
    expect(remove('youth')).toBeNull();
    expect(add('youth')).toBeNull();
    expect(remove('youth')).toBeNull();
    expect(completes(play, 'youth')).toBe('notOpen');
    expect(remove('social')).toBeNull();
    expect(play.state.status).toBe('completed');
    expect(add('urban')).toBe('runEnded');
  });

  it('is not taken away where it is the last one', () => {
    const play = noted({ addressees: [unit('health')] });
    const seatId = seatOf(play, 'health');
    expect(tries(play, LEAD, { type: 'removePlace', seatId, reason: 'x' })).toBe('lastPlace');
    expect(tries(play, LEAD, { type: 'removePlace', seatId: 'p0009', reason: 'x' })).toBe('unknownSeat');
  });

  it('understands no command of another kind of step', () => {
    expect(tries(noted(), LEAD, { type: 'cancel', reason: 'x' })).toBe('unknownStep');
  });
});
