import { headOf, LEAD, playRound } from '../../play';

const optional = ['health', 'youth', 'social', 'urban'];
const chief = { unit: 'chief', mandatory: true };
const states = (play: ReturnType<typeof playRound>) => play.round.seats.map(({ state }) => state);

describe('waiting for all', () => {
  it('lets every open seat answer before a refusal decides', () => {
    const play = playRound([{ seats: optional }], { onRefusal: 'reject' }).answers('health', 'refuse', 'nein');
    expect(play.round.outcome).toBeNull();
    for (const unitId of ['youth', 'social']) play.answers(unitId, 'approve');
    expect(play.round.outcome).toBeNull();
    expect(play.answers('urban', 'approve').round.outcome).toBe('rejected');
  });

  it('off: a refusal that decides ends the round at once', () => {
    const play = playRound([{ seats: optional }], { onRefusal: 'return', waitAll: false });
    expect(play.answers('health', 'refuse', 'nein').round.outcome).toBe('returned');
  });

  it('off: seats that are no longer needed are released as "entbehrlich", in every wave', () => {
    const play = playRound([{ seats: ['health', 'youth', 'social'] }, { seats: ['urban', chief] }], {
      waitAll: false,
      quorum: { kind: 'count', n: 2 },
    });
    play.answers('health', 'approve').answers('youth', 'approve');
    expect(states(play)).toEqual(['answered', 'answered', 'released', 'released', 'open']);
    expect(play.answers('chief', 'approve').round.outcome).toBe('agreed');
  });

  it('off: seats that are not needed from the beginning are released with the opening', () => {
    const play = playRound([{ seats: ['health'] }, { seats: [chief] }], {
      waitAll: false,
      quorum: { kind: 'count', n: 0 },
    });
    expect(states(play)).toEqual(['released', 'open']);
    expect(play.answers('chief', 'approve').round.outcome).toBe('agreed');
  });

  it('off: released seats come back when the need is no longer reached', () => {
    const play = playRound([{ seats: ['health', 'youth', 'social', 'urban'] }, { seats: [chief] }], {
      waitAll: false,
      quorum: { kind: 'percent', p: 50 },
    });
    play.answers('health', 'approve').answers('youth', 'approve');
    expect(states(play)).toEqual(['answered', 'answered', 'released', 'released', 'open']);
    play.newText('substantive', ['youth']);
    expect(states(play)).toEqual(['answered', 'open', 'open', 'open', 'open']);
    play.answers('social', 'approve').answers('chief', 'approve');
    expect(states(play)).toEqual(['answered', 'released', 'answered', 'released', 'answered']);
    expect(play.round.outcome).toBe('agreed');
  });

  it('off: a seat that ever refused is not released', () => {
    const play = playRound([{ seats: ['health', 'youth', 'social'] }], {
      waitAll: false,
      quorum: { kind: 'count', n: 1 },
    });
    play.answers('health', 'refuse', 'nein').does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    play.answers('youth', 'approve');
    expect(states(play)).toEqual(['open', 'answered', 'released']);
    expect(play.answers('health', 'approve').round.outcome).toBe('agreed');
  });
});

describe('whose refusal decides', () => {
  const play = (settings: Parameters<typeof playRound>[1]) =>
    playRound([{ seats: ['health', 'youth', chief] }], {
      onRefusal: 'reject',
      quorum: { kind: 'count', n: 1 },
      ...settings,
    });

  it('with "mandatory" an optional refusal is just no consent', () => {
    const round = play({ refusalOf: 'mandatory' }).answers('health', 'refuse', 'nein');
    expect(round.seat('health').dissent).toBeNull();
    expect(round.answers('youth', 'approve').answers('chief', 'approve').round.outcome).toBe('agreed');
  });

  it('with "mandatory" a mandatory refusal ends the round', () => {
    const round = play({ refusalOf: 'mandatory' }).answers('chief', 'refuse', 'nein').answers('youth', 'approve');
    expect(round.answers('health', 'approve').round.outcome).toBe('rejected');
  });

  it('with "any" an optional refusal ends the round', () => {
    const round = play({}).answers('health', 'refuse', 'nein').answers('youth', 'approve');
    expect(round.answers('chief', 'approve').round.outcome).toBe('rejected');
  });
});

describe('a need that cannot be reached any more', () => {
  it.each([
    ['return', 'returned'],
    ['reject', 'rejected'],
  ] as const)('ends by onNotReached %s', (onNotReached, outcome) => {
    const play = playRound([{ seats: optional }], {
      onRefusal: 'return',
      refusalOf: 'mandatory',
      waitAll: false,
      onNotReached,
    });
    expect(play.answers('health', 'refuse', 'nein').round.outcome).toBe(outcome);
  });

  it('is not yet so while a dissent or a Maßgabe is open', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { waitAll: false });
    play.answers('health', 'refuse', 'nein').answers('youth', 'condition', 'Absatz 2');
    expect(play.round.outcome).toBeNull();
  });

  it('is so when every seat was silent', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'nil' }).tick('2027-04-05T22:00:00.000Z');
    expect(play.round.outcome).toBe('returned');
  });
});

describe('the need', () => {
  it('percent is rounded up, over seats without nil', () => {
    const play = playRound([{ seats: [...optional, 'chief'] }], { quorum: { kind: 'percent', p: 50 }, waitAll: false });
    play.answers('health', 'nil').answers('youth', 'approve');
    expect(play.round.outcome).toBeNull();
    expect(play.answers('social', 'approve').round.outcome).toBe('agreed');
  });

  it('all leaves out shown dissents; a count does not', () => {
    const shown = (quorum: 'all' | 'count') => {
      const settings = { quorum: quorum === 'all' ? { kind: 'all' as const } : { kind: 'count' as const, n: 2 } };
      const play = playRound([{ seats: ['health', 'youth'] }], settings).answers('health', 'refuse', 'nein');
      play.answers('youth', 'approve').does(LEAD, { type: 'showDissent', seatId: 's0001' });
      return play.does(headOf('health'), { type: 'showDissent', seatId: 's0001' }).round.outcome;
    };
    expect([shown('all'), shown('count')]).toEqual(['agreed', 'returned']);
  });

  it('never counts mandatory seats', () => {
    const play = playRound([{ seats: ['health', 'youth', chief] }], {
      quorum: { kind: 'count', n: 2 },
      waitAll: false,
    });
    play.answers('chief', 'approve').answers('health', 'approve');
    expect(play.round.outcome).toBeNull();
    expect(play.answers('youth', 'approve').round.outcome).toBe('agreed');
  });
});

describe('waves', () => {
  it('open one after the other, with their own period', () => {
    const play = playRound([{ seats: ['health', 'youth'] }, { seats: ['social'] }]);
    expect(states(play)).toEqual(['open', 'open', 'waiting']);
    play.now = '2027-03-30T09:00:00.000Z';
    play.answers('health', 'approve').answers('youth', 'approve');
    expect(play.seat('social')).toMatchObject({
      state: 'open',
      openedAt: play.now,
      dueEnd: '2027-04-06T22:00:00.000Z',
    });
    expect(play.answers('social', 'approve').round.outcome).toBe('agreed');
  });

  it('wait for a pending Maßgabe and an open dissent', () => {
    const play = playRound([{ seats: ['health', 'youth'] }, { seats: ['social'] }]);
    play.answers('health', 'condition', 'x').answers('youth', 'refuse', 'y');
    expect(play.seat('social').state).toBe('waiting');
    play.newText('substantive').does(LEAD, { type: 'answerCondition', seatId: 's0001', accept: true });
    expect(play.seat('social').state).toBe('waiting');
    play.does(headOf('youth'), { type: 'withdraw', seatId: 's0002' }).answers('youth', 'approve');
    expect(play.seat('social').state).toBe('open');
  });

  it('serial open one seat at a time', () => {
    const play = playRound([{ mode: 'serial', seats: ['health', 'youth', 'social'] }]);
    expect(states(play)).toEqual(['open', 'waiting', 'waiting']);
    play.answers('health', 'approve');
    expect(states(play)).toEqual(['answered', 'open', 'waiting']);
    play.answers('youth', 'refuse', 'nein');
    expect(states(play)).toEqual(['answered', 'answered', 'open']);
    expect(play.answers('social', 'approve').round.outcome).toBeNull();
  });
});
