import { nextDue } from './advance';
import { acts, FACTS, headOf, LEAD, Play, sha256 } from './play';
import { STORY } from './play-story';

const COUNCILLOR = acts('stadträtin', 'councillor');
const story = () => new Play(STORY).start();

describe('the story of the first round', () => {
  it('is agreed at once, signed by the board member, and completed', () => {
    const play = story();
    expect(play.round.seats.map(({ unitId, state, dueEnd }) => [unitId, state, dueEnd])).toEqual(
      ['health', 'youth', 'social', 'urban'].map((unitId) => [unitId, 'open', '2027-04-05T22:00:00.000Z']),
    );
    for (const unitId of ['health', 'youth', 'social']) play.answers(unitId, 'approve');
    expect(play.round.outcome).toBeNull();
    play.answers('urban', 'approve');
    expect(play.round.outcome).toBe('agreed');
    play.does(COUNCILLOR, { type: 'claim', seatId: 'g1' });
    play.does(COUNCILLOR, { type: 'sign', seatId: 'g1', version: 1, acknowledged: [] });
    expect(play.state.status).toBe('completed');
    expect(play.finalStep.signers[0]).toMatchObject({
      state: 'signed',
      by: { personId: 'stadträtin', unitId: 'councillor', capacity: 'HEAD' },
      paper: { number: 1, sha256: sha256(1) },
    });
    expect(nextDue(play.state)).toBeNull();
  });

  it('is agreed after Maßgabe, Vorbehalt and dissent, each acknowledged one by one at the signature', () => {
    const play = story();
    play.answers('health', 'condition', 'Absatz 3 um die Schulgesundheit ergänzen');
    play.answers('youth', 'reserve', 'Finanzierung ab 2028 offen');
    play.answers('social', 'refuse', 'Zuständigkeit nicht geklärt');
    play.answers('urban', 'approve');
    expect(play.round.outcome).toBeNull();
    play.newText('substantive');
    play.does(LEAD, { type: 'answerCondition', seatId: play.seat('health').id, accept: true });
    expect(play.round.outcome).toBeNull();
    const seatId = play.seat('social').id;
    play.does(LEAD, { type: 'showDissent', seatId });
    expect(play.round.outcome).toBeNull();
    play.does(headOf('social'), { type: 'showDissent', seatId });
    expect(play.round.outcome).toBe('agreed');
    expect(play.events('roundEnded')).toMatchObject([{ openReservations: ['s0002'], shownDissents: ['s0003'] }]);

    play.does(COUNCILLOR, { type: 'claim', seatId: 'g1' });
    const sign = { type: 'sign', seatId: 'g1', version: 2 } as const;
    expect(play.refuses(COUNCILLOR, { ...sign, acknowledged: [] })).toBe('notAcknowledged');
    expect(play.refuses(COUNCILLOR, { ...sign, acknowledged: ['s0002'] })).toBe('notAcknowledged');
    play.does(COUNCILLOR, { ...sign, acknowledged: ['s0002', 's0003'] });
    expect(play.state.status).toBe('completed');
    expect(play.finalStep.signers[0]).toMatchObject({ acknowledged: ['s0002', 's0003'], paper: { number: 2 } });
  });

  it('goes on when the refuser withdraws and answers again', () => {
    const play = story();
    for (const unitId of ['health', 'youth', 'urban']) play.answers(unitId, 'approve');
    play.answers('social', 'refuse', 'So nicht');
    play.does(headOf('social'), { type: 'withdraw', seatId: play.seat('social').id });
    expect(play.seat('social')).toMatchObject({ state: 'open', dissent: { ended: 'withdrawn' } });
    play.answers('social', 'approve');
    expect(play.round.outcome).toBe('agreed');
    expect(play.seat('social').answers.map(({ kind, stale }) => [kind, stale])).toEqual([
      ['refuse', true],
      ['approve', false],
    ]);
  });

  it('ends returned when the board member sends the paper back with words', () => {
    const play = story();
    for (const unitId of ['health', 'youth', 'social', 'urban']) play.answers(unitId, 'approve');
    play.does(COUNCILLOR, { type: 'claim', seatId: 'g1' });
    expect(play.refuses(COUNCILLOR, { type: 'return', seatId: 'g1', words: ' ' })).toBe('wordsRequired');
    play.does(COUNCILLOR, { type: 'return', seatId: 'g1', words: 'Bitte kürzen' });
    expect(play.state.status).toBe('returned');
  });

  it('is refused at the start when a Ressort does not take part', () => {
    const parties = FACTS.parties.filter(({ department }) => department !== 'YOUTH');
    const play = new Play(STORY, undefined, { ...FACTS, parties });
    const paper = { number: 1, sha256: sha256(1) };
    const { refused } = play.attempt({ type: 'start', paper, authors: [], by: LEAD });
    expect(refused).toEqual({ code: 'missingParticipant', details: { nodeId: 'round', missing: 'YOUTH' } });
  });

  it('reminds each open seat exactly once and escalates when the period has run out', () => {
    const play = story();
    play.answers('health', 'approve');
    expect(nextDue(play.state)).toBe('2027-04-01T22:00:00.000Z');
    play.tick('2027-04-01T22:00:00.000Z').tick('2027-04-01T22:00:00.000Z');
    expect(play.events('reminded').map(({ unitId }) => unitId)).toEqual(['youth', 'social', 'urban']);
    play.tick('2027-04-05T21:59:59.999Z');
    expect(play.events('escalated')).toHaveLength(0);
    play.tick('2027-04-05T22:00:00.000Z').tick('2027-04-05T22:00:00.000Z');
    expect(play.events('escalated').map(({ unitId }) => unitId)).toEqual(['councillor', 'councillor', 'councillor']);
  });
});
