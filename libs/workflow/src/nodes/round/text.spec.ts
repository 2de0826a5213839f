import { acts, headOf, LEAD, playRound, sha256 } from '../../play';
import type { CommandOf } from './work';

const three = (settings: Parameters<typeof playRound>[1] = {}) =>
  playRound([{ seats: ['health', 'youth', 'social', 'urban'] }], settings)
    .answers('health', 'approve')
    .answers('youth', 'nil')
    .answers('social', 'reserve', 'Geld');
const states = (play: ReturnType<typeof three>) => play.round.seats.map(({ state }) => state);

describe('a changed text', () => {
  it('"all" makes every answer stale, which stays in the record', () => {
    const play = three({ onTextChange: 'all' }).newText('editorial');
    expect(states(play)).toEqual(['open', 'open', 'open', 'open']);
    expect(play.seat('health').answers).toMatchObject([{ kind: 'approve', stale: true, paper: { number: 1 } }]);
    expect(play.seat('social').reservation).toBeNull();
    expect(play.state.paper).toEqual({ number: 2, sha256: sha256(2) });
  });

  it('"affected" makes the named seats stale', () => {
    expect(states(three().newText('substantive', ['health']))).toEqual(['open', 'answered', 'answered', 'open']);
  });

  it('"none" leaves all answers when it is editorial, and acts as "affected" when it is substantive', () => {
    expect(states(three({ onTextChange: 'none' }).newText('editorial', ['health']))[0]).toBe('answered');
    expect(states(three({ onTextChange: 'none' }).newText('substantive', ['health']))[0]).toBe('open');
  });

  it('gives a stale seat at least the period for signing again', () => {
    const play = three({ onTextChange: 'all' });
    play.now = '2027-04-05T09:00:00.000Z';
    play.newText('substantive');
    expect(play.seat('health').dueEnd).toBe('2027-04-07T22:00:00.000Z');
    expect(play.seat('urban').dueEnd).toBe('2027-04-05T22:00:00.000Z');
  });

  it('never makes a pending Maßgabe or an open dissent stale', () => {
    const play = playRound([{ seats: ['health', 'youth', 'social'] }], { onTextChange: 'all' });
    play
      .answers('health', 'condition', 'x')
      .answers('youth', 'refuse', 'y')
      .newText('substantive', ['health', 'youth']);
    expect(states(play)).toEqual(['answered', 'answered', 'open']);
  });

  it('never makes a refusal stale that decides, but one that does not', () => {
    const settings = { onTextChange: 'all', onRefusal: 'return' } as const;
    const decides = playRound([{ seats: ['health', 'youth'] }], settings).answers('health', 'refuse', 'x');
    expect(states(decides.newText('substantive'))).toEqual(['answered', 'open']);
    const idle = playRound([{ seats: ['health', 'youth'] }], { ...settings, refusalOf: 'mandatory' });
    expect(states(idle.answers('health', 'refuse', 'x').newText('substantive'))).toEqual(['open', 'open']);
  });

  it('makes a shown dissent stale like any answer', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onTextChange: 'all' }).answers('health', 'refuse', 'x');
    play
      .does(LEAD, { type: 'showDissent', seatId: 's0001' })
      .does(headOf('health'), { type: 'showDissent', seatId: 's0001' });
    play.newText('substantive').answers('youth', 'approve');
    expect(play.round.outcome).toBeNull();
    expect(play.answers('health', 'approve').round.outcome).toBe('agreed');
  });

  it.each(['approve', 'condition'] as const)('always makes the %s of a new author stale under four eyes', (kind) => {
    for (const [fourEyes, state] of [
      [true, 'open'],
      [false, 'answered'],
    ] as const) {
      const play = playRound([{ seats: ['health', 'youth'] }], { onTextChange: 'none', fourEyes });
      play.answers('health', kind, 'Absatz 2').newText('editorial', [], ['head-health']);
      expect(play.seat('health').state).toBe(state);
    }
  });

  it('keeps the authors of earlier versions from answering', () => {
    const play = three().newText('editorial', [], ['zweiter']);
    const by = acts('autor', 'urban');
    play.does(by, { type: 'claim', seatId: 's0004' });
    expect(play.refuses(by, { type: 'answer', seatId: 's0004', kind: 'approve', version: 2 })).toBe('author');
  });

  it('is brought by the lead, with a reason, a higher number and seats that exist', () => {
    const play = three();
    const command: CommandOf<'replaceText'> = {
      type: 'replaceText',
      version: { number: 2, sha256: sha256(2) },
      authors: [],
      change: 'substantive',
      affectedSeatIds: [],
      reason: 'Zahlen ergänzt',
    };
    expect(play.refuses(headOf('health'), command)).toBe('notLead');
    expect(play.refuses(LEAD, { ...command, reason: '' })).toBe('reasonRequired');
    expect(play.refuses(LEAD, { ...command, version: { number: 1, sha256: sha256(1) } })).toBe('versionNotNewer');
    expect(play.refuses(LEAD, { ...command, affectedSeatIds: ['none'] })).toBe('unknownSeat');
    expect(play.refuses(LEAD, command)).toBeNull();
  });
});
