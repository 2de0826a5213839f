import { acts, headOf, LEAD, playRound } from '../../play';

const two = () => playRound([{ seats: ['health', 'youth'] }]);

describe('an answer', () => {
  it('approve is consent without words', () => {
    const play = two().answers('health', 'approve').answers('youth', 'approve');
    expect(play.round.outcome).toBe('agreed');
    expect(play.seat('health').answers[0]).toMatchObject({
      kind: 'approve',
      words: null,
      by: { personId: 'head-health', unitId: 'health', capacity: 'HEAD' },
      at: play.now,
      paper: { number: 1 },
      late: false,
    });
  });

  it('reserve is consent with a reservation that stays open until its unit lifts it, also after agreed', () => {
    const play = two().answers('health', 'reserve', 'Geld fehlt').answers('youth', 'approve');
    expect(play.round.outcome).toBe('agreed');
    expect(play.events('roundEnded')).toMatchObject([{ openReservations: ['s0001'] }]);
  });

  it('nil takes an optional seat out of the count', () => {
    const play = playRound([{ seats: ['health', 'youth', 'social'] }], { quorum: { kind: 'count', n: 3 } });
    play.answers('health', 'nil').answers('youth', 'approve').answers('social', 'approve');
    expect(play.round.outcome).toBe('agreed');
  });

  it('nil meets a mandatory seat', () => {
    const play = playRound([{ seats: [{ unit: 'health', mandatory: true }, 'youth'] }]);
    expect(play.answers('health', 'nil').answers('youth', 'approve').round.outcome).toBe('agreed');
  });

  it.each(['condition', 'reserve', 'refuse'] as const)('%s needs words', (kind) => {
    const play = two().does(headOf('health'), { type: 'claim', seatId: 's0001' });
    const answer = { type: 'answer', seatId: 's0001', kind, version: 1 } as const;
    expect(play.refuses(headOf('health'), answer)).toBe('wordsRequired');
    expect(play.refuses(headOf('health'), { ...answer, words: '  ' })).toBe('wordsRequired');
    expect(play.refuses(headOf('health'), { ...answer, words: 'Begründung' })).toBeNull();
  });

  it('is given once: the second is refused', () => {
    const play = two().answers('health', 'approve');
    expect(play.refuses(headOf('health'), { type: 'answer', seatId: 's0001', kind: 'nil', version: 1 })).toBe(
      'alreadyAnswered',
    );
  });

  it('is refused on another than the current version', () => {
    const play = two().newText('editorial').does(headOf('health'), { type: 'claim', seatId: 's0001' });
    expect(play.refuses(headOf('health'), { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 })).toBe(
      'stale',
    );
  });

  it('is refused to anybody but the owner, and without authority at its instant', () => {
    const play = two().does(headOf('health'), { type: 'claim', seatId: 's0001' });
    const answer = { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 } as const;
    expect(play.refuses(acts('other', 'health'), answer)).toBe('notOwner');
    expect(play.refuses(acts('head-health', 'youth'), answer)).toBe('noAuthority');
    expect(play.refuses({ personId: 'head-health', grants: [] }, answer)).toBe('noAuthority');
  });

  it('is refused to an author in every capacity under four eyes, and only then', () => {
    const answer = { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 } as const;
    for (const by of [
      acts('autor', 'health'),
      acts('autor', 'health', 'DEPUTY', 'x'),
      acts('autor', 'health', 'BY_ORDER'),
    ]) {
      expect(two().refuses(by, answer)).toBe('author');
    }
    const open = playRound([{ seats: ['health', 'youth'] }], { fourEyes: false });
    open.does(acts('autor', 'health'), { type: 'claim', seatId: 's0001' });
    expect(open.refuses(acts('autor', 'health'), answer)).toBeNull();
  });

  it('is refused i. V. to one who acts for the lead', () => {
    const both = {
      personId: 'lena',
      grants: [
        { unitId: 'health', capacity: 'DEPUTY' as const, onBehalfOf: 'hanna' },
        { unitId: 'lead', capacity: 'HEAD' as const },
      ],
    };
    const play = two().does(both, { type: 'claim', seatId: 's0001' });
    const answer = { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 } as const;
    expect(play.refuses(both, answer)).toBe('deputyOfLead');
    const ownOffice = {
      ...both,
      grants: [
        { unitId: 'health', capacity: 'BY_ORDER' as const },
        { unitId: 'lead', capacity: 'HEAD' as const },
      ],
    };
    expect(play.refuses(ownOffice, answer)).toBeNull();
  });

  it('i. V. keeps both names, and the own office goes before the deputyship', () => {
    const deputy = acts('dirk', 'health', 'DEPUTY', 'hanna');
    const play = two().does(deputy, { type: 'claim', seatId: 's0001' });
    play.does(deputy, { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 });
    expect(play.seat('health').answers[0]?.by).toEqual({
      personId: 'dirk',
      unitId: 'health',
      capacity: 'DEPUTY',
      onBehalfOf: 'hanna',
    });
    const both = {
      personId: 'yara',
      grants: [
        { unitId: 'youth', capacity: 'BY_ORDER' as const },
        { unitId: 'youth', capacity: 'HEAD' as const },
      ],
    };
    play.does(both, { type: 'claim', seatId: 's0002' });
    play.does(both, { type: 'answer', seatId: 's0002', kind: 'approve', version: 1 });
    expect(play.seat('youth').answers[0]?.by?.capacity).toBe('HEAD');
  });

  it('names a seat that exists, in a round that still runs', () => {
    const play = two();
    expect(play.refuses(headOf('health'), { type: 'claim', seatId: 'none' })).toBe('unknownSeat');
    play.answers('health', 'approve').answers('youth', 'approve');
    expect(play.state.status).toBe('completed');
    expect(play.refuses(headOf('health'), { type: 'claim', seatId: 's0001' })).toBe('runEnded');
  });
});

describe('"nicht zuständig"', () => {
  it('is no answer: the seat is back with the lead, until it is addressed anew', () => {
    const play = two().answers('youth', 'approve').answers('health', 'notResponsible');
    expect(play.seat('health')).toMatchObject({ state: 'back', owner: null });
    expect(play.round.outcome).toBeNull();
    expect(
      play.refuses(headOf('social'), { type: 'replaceSeat', seatId: 's0001', unitId: 'social', reason: 'x' }),
    ).toBe('notLead');
    play.does(LEAD, { type: 'replaceSeat', seatId: 's0001', unitId: 'social', reason: 'richtig ist Soziales' });
    expect(play.seat('health')).toMatchObject({ state: 'open', unitId: 'social' });
    play.does(headOf('social'), { type: 'claim', seatId: 's0001' });
    play.does(headOf('social'), { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 });
    expect(play.round.outcome).toBe('agreed');
  });

  it('goes to the unit that decides on responsibility the second time, and there is no third time', () => {
    const play = two().answers('health', 'notResponsible');
    const replace = { type: 'replaceSeat', seatId: 's0001', reason: 'geklärt' } as const;
    play.does(LEAD, { ...replace, unitId: 'social' });
    play.does(headOf('social'), { type: 'claim', seatId: 's0001' });
    play.does(headOf('social'), {
      type: 'answer',
      seatId: 's0001',
      kind: 'notResponsible',
      version: 1,
      proposedUnitId: 'urban',
    });
    expect(play.events('seatAnswered').at(-1)).toMatchObject({ proposedUnitId: 'urban' });
    expect(play.refuses(LEAD, { ...replace, unitId: 'urban' })).toBe('notLead');
    play.does(acts('otto', 'organisation-office'), { ...replace, unitId: 'urban' });
    play.does(headOf('urban'), { type: 'claim', seatId: 's0001' });
    expect(play.refuses(headOf('urban'), { type: 'answer', seatId: 's0001', kind: 'notResponsible', version: 1 })).toBe(
      'thirdNotResponsible',
    );
  });

  it('reminds the lead after the period for signing again, then its superior, and settles nothing', () => {
    const play = two().answers('health', 'notResponsible');
    play.tick('2027-04-01T00:00:00.000Z');
    expect(play.events('reminded').map(({ unitId }) => unitId)).toEqual(['lead']);
    play.tick('2027-04-02T22:00:00.000Z').tick('2027-04-02T22:00:00.000Z');
    expect(play.events('reminded').map(({ unitId }) => unitId)).toEqual(['lead', 'councillor']);
    expect(play.seat('health').state).toBe('back');
  });
});

describe('withdrawing', () => {
  it('is for the answerer, and opens the seat with at least the period for signing again', () => {
    const play = two().answers('health', 'approve');
    expect(play.refuses(acts('other', 'health'), { type: 'withdraw', seatId: 's0001' })).toBe('notAnswerer');
    expect(play.refuses({ personId: 'head-health', grants: [] }, { type: 'withdraw', seatId: 's0001' })).toBe(
      'noAuthority',
    );
    play.now = '2027-04-05T09:00:00.000Z';
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    expect(play.seat('health')).toMatchObject({ state: 'open', dueEnd: '2027-04-07T22:00:00.000Z' });
    expect(play.seat('health').answers).toMatchObject([{ kind: 'approve', stale: true }]);
  });

  it('is too late once a later wave, a later serial seat or the answer to its condition builds on it', () => {
    const waves = playRound([{ seats: ['health'] }, { seats: ['youth'] }]).answers('health', 'approve');
    expect(waves.refuses(headOf('health'), { type: 'withdraw', seatId: 's0001' })).toBe('notWithdrawable');
    const serial = playRound([{ mode: 'serial', seats: ['health', 'youth'] }]).answers('health', 'approve');
    expect(serial.refuses(headOf('health'), { type: 'withdraw', seatId: 's0001' })).toBe('notWithdrawable');
    const condition = two().answers('health', 'condition', 'Absatz 2').newText('substantive');
    condition.does(LEAD, { type: 'answerCondition', seatId: 's0001', accept: true });
    expect(condition.refuses(headOf('health'), { type: 'withdraw', seatId: 's0001' })).toBe('notWithdrawable');
  });

  it('is possible while its dissent is open, even behind an answered condition', () => {
    const play = two().answers('health', 'condition', 'Absatz 2');
    play.does(LEAD, { type: 'answerCondition', seatId: 's0001', accept: false, words: 'geht nicht' });
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    expect(play.seat('health')).toMatchObject({ state: 'open', condition: null, dissent: { ended: 'withdrawn' } });
  });

  it('ends the reservation of the answer', () => {
    const play = two().answers('health', 'reserve', 'Geld');
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' });
    expect(play.seat('health').reservation).toBeNull();
    expect(play.refuses(headOf('health'), { type: 'liftReservation', seatId: 's0001' })).toBe('noOpenReservation');
    expect(play.refuses(headOf('youth'), { type: 'withdraw', seatId: 's0002' })).toBe('notWithdrawable');
  });
});

describe('lifting a reservation', () => {
  it('is for the unit that made it', () => {
    const play = two().answers('health', 'reserve', 'Geld');
    expect(play.refuses(headOf('youth'), { type: 'liftReservation', seatId: 's0001' })).toBe('noAuthority');
    play.does(headOf('health'), { type: 'liftReservation', seatId: 's0001', words: 'erledigt' });
    expect(play.seat('health').reservation).toBe('lifted');
    expect(play.answers('youth', 'approve').events('roundEnded')).toMatchObject([{ openReservations: [] }]);
  });
});
