import { acts, headOf, playRound } from '../../play';

const claimed = () =>
  playRound([{ seats: ['health', 'youth'] }]).does(headOf('health'), { type: 'claim', seatId: 's0001' });

describe('claiming a seat', () => {
  it('is won by the first; the second learns who was faster', () => {
    const play = claimed();
    const { refused } = play.attempt({
      type: 'step',
      stepId: 'e1',
      by: acts('zweite', 'health'),
      command: { type: 'claim', seatId: 's0001' },
    });
    expect(refused).toEqual({ code: 'alreadyClaimed', details: { owner: 'head-health' } });
    expect(play.seat('health').owner).toBe('head-health');
  });

  it('is for open seats and for those who have authority now', () => {
    const play = playRound([{ mode: 'serial', seats: ['health', 'youth'] }]);
    expect(play.refuses(headOf('youth'), { type: 'claim', seatId: 's0002' })).toBe('notOpen');
    expect(play.refuses(headOf('youth'), { type: 'claim', seatId: 's0001' })).toBe('noAuthority');
  });

  it('a second time by its owner is accepted and changes nothing', () => {
    const play = claimed();
    const [before, events] = [play.seat('health'), play.record.length];
    play.now = '2027-03-25T10:00:00.000Z';
    play.does(headOf('health'), { type: 'claim', seatId: 's0001' });
    play.does(headOf('health'), {
      type: 'claim',
      seatId: 's0001',
      owner: { personId: 'head-health', grants: [] },
    });
    expect(play.seat('health')).toEqual(before);
    expect(play.record).toHaveLength(events);
    expect(play.refuses({ personId: 'head-health', grants: [] }, { type: 'claim', seatId: 's0001' })).toBe(
      'noAuthority',
    );
  });

  it('succeeds against an owner who has lost the authority', () => {
    const play = claimed();
    const by = acts('zweite', 'health');
    expect(play.refuses(by, { type: 'claim', seatId: 's0001', owner: headOf('health') })).toBe('alreadyClaimed');
    play.does(by, { type: 'claim', seatId: 's0001', owner: { personId: 'head-health', grants: [] } });
    expect(play.seat('health').owner).toBe('zweite');
  });
});

describe('an owner', () => {
  it('releases the seat, and nobody else does', () => {
    const play = claimed();
    expect(play.refuses(acts('zweite', 'health'), { type: 'release', seatId: 's0001' })).toBe('notOwner');
    play.does(headOf('health'), { type: 'release', seatId: 's0001' });
    expect(play.seat('health')).toMatchObject({ owner: null, ownerSince: null });
  });

  it('delegates only to somebody who has authority now and is no author', () => {
    const play = claimed();
    const to = acts('zweite', 'youth');
    expect(play.refuses(acts('zweite', 'health'), { type: 'delegate', seatId: 's0001', to: headOf('health') })).toBe(
      'notOwner',
    );
    expect(play.refuses(headOf('health'), { type: 'delegate', seatId: 's0001', to })).toBe('noAuthority');
    const author = acts('autor', 'health');
    expect(play.refuses(headOf('health'), { type: 'delegate', seatId: 's0001', to: author })).toBe('author');
    play.does(headOf('health'), { type: 'delegate', seatId: 's0001', to: acts('dritte', 'health', 'BY_ORDER') });
    expect(play.seat('health').owner).toBe('dritte');
    expect(play.events('seatDelegated')).toMatchObject([{ to: 'dritte' }]);
  });
});
