import { headOf, LEAD, playRound } from '../../play';

const REASON = { reason: 'Zuständigkeit geändert' };
const states = (play: ReturnType<typeof playRound>) => play.round.seats.map(({ state }) => state);

describe('adding a seat', () => {
  const add = (unitId: string, wave: number) =>
    ({ type: 'addSeat', unitId, wave, mandatory: false, seatKind: 'technical', ...REASON }) as const;

  it('opens it in a parallel wave, puts it at the end of a serial one, and lets it wait in a later one', () => {
    const play = playRound([{ seats: ['health'] }, { seats: ['youth'] }]);
    play.does(LEAD, add('social', 0)).does(LEAD, add('urban', 1));
    expect(play.round.seats.map(({ unitId, wave, state }) => [unitId, wave, state])).toEqual([
      ['health', 0, 'open'],
      ['youth', 1, 'waiting'],
      ['social', 0, 'open'],
      ['urban', 1, 'waiting'],
    ]);
    const serial = playRound([{ mode: 'serial', seats: ['health', 'youth'] }]).does(LEAD, add('social', 0));
    serial.answers('health', 'approve').answers('youth', 'approve');
    expect(serial.seat('social').state).toBe('open');
  });

  it('is for the lead, with a reason, and not in a wave that is over or does not exist', () => {
    const play = playRound([{ seats: ['health'] }, { seats: ['youth'] }]).answers('health', 'approve');
    expect(play.refuses(headOf('youth'), add('social', 1))).toBe('notLead');
    expect(play.refuses(LEAD, { ...add('social', 1), reason: ' ' })).toBe('reasonRequired');
    expect(play.refuses(LEAD, add('social', 0))).toBe('badWave');
    expect(play.refuses(LEAD, add('social', 2))).toBe('badWave');
  });

  it('raises the need', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).does(LEAD, add('social', 0));
    play.answers('health', 'approve').answers('youth', 'approve');
    expect(play.round.outcome).toBeNull();
  });
});

describe('replacing a seat', () => {
  it('exchanges the addressee of an unanswered seat, takes away its owner and leaves it mandatory', () => {
    const play = playRound([{ seats: [{ unit: 'health', mandatory: true }] }]);
    play.does(headOf('health'), { type: 'claim', seatId: 's0001' });
    play.does(LEAD, { type: 'replaceSeat', seatId: 's0001', unitId: 'social', ...REASON });
    expect(play.seat('health')).toMatchObject({ unitId: 'social', owner: null, mandatory: true, state: 'open' });
  });

  it('is refused for an answered seat, and stays within the unit once it ever answered', () => {
    const play = playRound([{ seats: ['youth', 'health'] }]).answers('youth', 'approve');
    const replace = { type: 'replaceSeat', seatId: 's0001', ...REASON } as const;
    expect(play.refuses(LEAD, { ...replace, unitId: 'youth-team' })).toBe('notReplaceable');
    play.does(headOf('youth'), { type: 'withdraw', seatId: 's0001' });
    expect(play.refuses(LEAD, { ...replace, unitId: 'social' })).toBe('outsideUnit');
    play.does(LEAD, { ...replace, unitId: 'youth-team' });
    expect(play.seat('youth').unitId).toBe('youth-team');
  });

  it('lets a waiting seat wait on', () => {
    const play = playRound([{ seats: ['health'] }, { seats: ['youth'] }]);
    play.does(LEAD, { type: 'replaceSeat', seatId: 's0002', unitId: 'social', ...REASON });
    expect(states(play)).toEqual(['open', 'waiting']);
  });
});

describe('releasing a seat', () => {
  const release = (seatId: string) => ({ type: 'releaseSeat', seatId, ...REASON }) as const;

  it('takes an optional seat out that has never answered', () => {
    const play = playRound([{ seats: ['health', 'youth'] }])
      .does(LEAD, release('s0002'))
      .answers('health', 'approve');
    expect(play.round.outcome).toBe('agreed');
    expect(play.events('seatReleased')).toMatchObject([{ dispensable: false, ...REASON }]);
  });

  it('is refused for a mandatory seat, one that ever answered, and the last one', () => {
    const play = playRound([{ seats: [{ unit: 'chief', mandatory: true }, 'health', 'youth'] }]).answers(
      'health',
      'approve',
    );
    expect(play.refuses(LEAD, release('s0001'))).toBe('mandatorySeat');
    expect(play.refuses(LEAD, release('s0002'))).toBe('everAnswered');
    expect(play.refuses(headOf('youth'), release('s0003'))).toBe('notLead');
    expect(play.does(LEAD, release('s0003')).refuses(LEAD, release('s0003'))).toBe('notOpen');
    expect(playRound([{ seats: ['health'] }]).refuses(LEAD, release('s0001'))).toBe('lastSeat');
  });

  it('is refused when the need of a count or a share would fall by it', () => {
    const count = playRound([{ seats: ['health', 'youth', 'social'] }], { quorum: { kind: 'count', n: 2 } });
    count.does(LEAD, release('s0001'));
    expect(count.refuses(LEAD, release('s0002'))).toBe('quorumFalls');
    expect(count.seat('youth').state).toBe('open');
    const share = playRound([{ seats: ['health', 'youth', 'social'] }], { quorum: { kind: 'percent', p: 50 } });
    expect(share.refuses(LEAD, release('s0001'))).toBe('quorumFalls');
  });
});

describe('extending a period', () => {
  it('is for the lead, with a reason, on an open seat, to a later instant', () => {
    const play = playRound([{ seats: ['health'] }, { seats: ['youth'] }]);
    const extend = { type: 'extend', seatId: 's0001', dueEnd: '2027-04-09T22:00:00.000Z', reason: 'Urlaub' } as const;
    expect(play.refuses(headOf('health'), extend)).toBe('notLead');
    expect(play.refuses(LEAD, { ...extend, reason: '' })).toBe('reasonRequired');
    expect(play.refuses(LEAD, { ...extend, dueEnd: '2027-04-05T22:00:00.000Z' })).toBe('notLater');
    expect(play.refuses(LEAD, { ...extend, seatId: 's0002' })).toBe('notOpen');
    play.does(LEAD, extend).tick('2027-04-05T22:00:00.000Z');
    expect(play.events('escalated')).toHaveLength(0);
    expect(play.tick('2027-04-09T22:00:00.000Z').events('escalated')).toHaveLength(1);
  });

  it('lets the end fire once more after it has fired', () => {
    const play = playRound([{ seats: ['health'] }], { onSilence: 'remindOnly' }).tick('2027-04-05T22:00:00.000Z');
    play.does(LEAD, { type: 'extend', seatId: 's0001', dueEnd: '2027-04-09T22:00:00.000Z', reason: 'Urlaub' });
    expect(play.tick('2027-04-09T22:00:00.000Z').events('seatSilent')).toHaveLength(2);
  });
});

describe('cancelling', () => {
  it('ends round and run for good, by the lead and with a reason', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).answers('health', 'approve');
    expect(play.refuses(headOf('health'), { type: 'cancel', reason: 'x' })).toBe('notLead');
    expect(play.refuses(LEAD, { type: 'cancel', reason: '' })).toBe('reasonRequired');
    play.does(LEAD, { type: 'cancel', reason: 'Vorlage zurückgezogen' });
    expect(play.round.outcome).toBe('cancelled');
    expect(play.state.status).toBe('cancelled');
    expect(play.refuses(headOf('youth'), { type: 'claim', seatId: 's0002' })).toBe('runEnded');
  });
});
