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
    expect(play.refuses(by, { type: 'claim', seatId: 's0004' })).toBe('author');
    expect(play.refuses(by, { type: 'answer', seatId: 's0004', kind: 'approve', version: 2 })).toBe('author');
    expect(three({ fourEyes: false }).refuses(by, { type: 'claim', seatId: 's0004' })).toBeNull();
  });

  it('frees the seat whose answer is stale because its answerer is now an author', () => {
    const play = three({ onTextChange: 'none' }).newText('editorial', [], ['head-health']);
    expect(play.seat('health')).toMatchObject({ state: 'open', owner: null, ownerSince: null });
    expect(play.refuses(headOf('health'), { type: 'claim', seatId: 's0001' })).toBe('author');
    const second = acts('zweite', 'health');
    play.does(second, { type: 'claim', seatId: 's0001' });
    play.does(second, { type: 'answer', seatId: 's0001', kind: 'approve', version: 2 });
    expect(play.seat('health').state).toBe('answered');
  });

  it('frees an open seat whose owner is now an author, and tells its unit', () => {
    const claim = { type: 'claim', seatId: 's0004' } as const;
    const play = three().does(headOf('urban'), claim);
    play.notices = [];
    play.newText('editorial', [], ['head-urban']);
    expect(play.seat('urban')).toMatchObject({ state: 'open', owner: null, ownerSince: null });
    expect(play.events('seatUnclaimed')).toMatchObject([{ seatId: 's0004', by: null }]);
    expect(play.notices).toContainEqual({ reason: 'newTask', unitId: 'urban' });
    const free = three({ fourEyes: false }).does(headOf('urban'), claim).newText('editorial', [], ['head-urban']);
    expect(free.seat('urban').owner).toBe('head-urban');
  });

  it('frees a refused seat of an author as soon as it opens again', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).answers('health', 'refuse', 'x');
    play.newText('editorial', [], ['head-health']);
    expect(play.seat('health')).toMatchObject({ state: 'answered', owner: 'head-health' });
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    expect(play.seat('health')).toMatchObject({ state: 'open', owner: null });
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
