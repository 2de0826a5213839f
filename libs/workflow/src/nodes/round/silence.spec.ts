import { nextDue } from '../../advance';
import { acts, headOf, LEAD, playRound } from '../../play';

const END = '2027-04-05T22:00:00.000Z';
const chief = { unit: 'chief', mandatory: true };

describe('the end of a period', () => {
  it('is the first instant after it: one millisecond earlier is in time', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'nil' });
    expect(nextDue(play.state)).toBe(END);
    play.now = '2027-04-05T21:59:59.999Z';
    play.answers('health', 'approve');
    expect(play.seat('health').answers[0]?.late).toBe(false);
    play.tick(END);
    expect(play.seat('youth').silent).toBe('nil');
  });

  it('comes before a command of the same instant, also when that is refused', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'nil', lateAnswers: false });
    play.does(headOf('health'), { type: 'claim', seatId: 's0001' });
    play.answers('youth', 'approve');
    play.now = END;
    expect(play.refuses(headOf('health'), { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 })).toBe(
      'runEnded',
    );
    expect(play.round.outcome).toBe('agreed');
  });

  it('fires once: a tick twice is a tick once', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'remindOnly' }).tick(END);
    const { state } = play;
    play.tick(END).tick('2027-05-01T00:00:00.000Z');
    expect(play.state).toBe(state);
    expect(play.events('seatSilent')).toHaveLength(2);
  });
});

describe('silence', () => {
  it('"deemed" is consent, and the record says that the period ran out', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'deemed' })
      .answers('youth', 'approve')
      .tick(END);
    expect(play.round.outcome).toBe('agreed');
    expect(play.seat('health').answers).toMatchObject([
      { kind: 'deemed', by: null, words: 'Die Mitzeichnung gilt nach Fristablauf als erteilt.' },
    ]);
  });

  it('"nil" leaves the count and is no answer', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'nil' })
      .answers('youth', 'approve')
      .tick(END);
    expect(play.round.outcome).toBe('agreed');
    expect(play.seat('health')).toMatchObject({ silent: 'nil', answers: [] });
  });

  it('"refuse" opens a dissent, or decides', () => {
    const dissent = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'refuse' })
      .answers('youth', 'approve')
      .tick(END);
    expect(dissent.seat('health')).toMatchObject({ silent: 'refuse', dissent: { ended: null } });
    const decides = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'refuse', onRefusal: 'return' }).tick(END);
    expect(decides.round.outcome).toBe('returned');
  });

  it('"remindOnly" leaves the seat open; what then comes is late', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'remindOnly' }).tick(END);
    expect(play.seat('health').state).toBe('open');
    expect(play.answers('health', 'approve').seat('health').answers).toMatchObject([{ late: true }]);
  });

  it('"escalate" goes to the next superior without an owner, at last to an incident, and never to consent', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).answers('youth', 'approve');
    play.does(headOf('health'), { type: 'claim', seatId: 's0001' }).tick(END);
    expect(play.seat('health')).toMatchObject({
      unitId: 'councillor',
      owner: null,
      escalations: 1,
      dueEnd: '2027-04-08T22:00:00.000Z',
    });
    expect(play.refuses(headOf('health'), { type: 'claim', seatId: 's0001' })).toBe('noAuthority');
    play.tick('2027-04-08T22:00:00.000Z');
    expect(play.seat('health')).toMatchObject({ unitId: 'board', escalations: 2 });
    play.tick('2028-01-01T00:00:00.000Z').tick('2029-01-01T00:00:00.000Z');
    expect(play.seat('health')).toMatchObject({ unitId: 'board', state: 'open' });
    expect(play.events('incident')).toHaveLength(1);
    expect(play.round.outcome).toBeNull();
    play.does(acts('kollegium', 'board'), { type: 'claim', seatId: 's0001' });
    play.does(acts('kollegium', 'board'), { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 });
    expect(play.round.outcome).toBe('agreed');
  });

  it('escalates at most as often as allowed', () => {
    const play = playRound([{ seats: ['health'] }], { maxEscalations: 0 }).tick(END);
    expect(play.seat('health').unitId).toBe('health');
    expect(play.events('incident')).toHaveLength(1);
  });

  it.each(['deemed', 'nil'] as const)(
    '"%s" escalates for mandatory seats, law, money and data protection',
    (onSilence) => {
      const play = playRound(
        [
          {
            seats: [
              chief,
              { unit: 'legal', kind: 'law' },
              { unit: 'finance', kind: 'money' },
              { unit: 'privacy', kind: 'dataProtection' },
              'health',
            ],
          },
        ],
        { onSilence },
      );
      play.facts = {
        ...play.facts,
        superiors: { chief: 'x', legal: 'x', finance: 'x', privacy: 'x', health: 'x', x: null },
      };
      play.tick(END);
      expect(play.round.seats.map(({ state }) => state)).toEqual(['open', 'open', 'open', 'open', 'answered']);
      expect(play.round.seats.map(({ escalations }) => escalations)).toEqual([1, 1, 1, 1, 0]);
    },
  );

  it('is deemed consent of a mandatory seat only where the admin chose it', () => {
    const play = playRound([{ seats: [chief] }], { onSilence: 'deemed', deemedMandatory: true });
    expect(play.tick(END).round.outcome).toBe('agreed');
  });

  it('never turns a refusal into consent: a seat that ever refused escalates', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'deemed' }).answers(
      'health',
      'refuse',
      'nein',
    );
    play.does(headOf('health'), { type: 'withdraw', seatId: 's0001' }).tick(END);
    expect(play.seat('health')).toMatchObject({ state: 'open', unitId: 'councillor' });
    expect(play.seat('youth').answers).toMatchObject([{ kind: 'deemed' }]);
  });
});

describe('a late answer', () => {
  const waiting = (onSilence: 'deemed' | 'nil' | 'refuse', settings: Parameters<typeof playRound>[1] = {}) =>
    playRound([{ seats: ['health', 'youth'] }], { onSilence, ...settings })
      .does(LEAD, { type: 'extend', seatId: 's0002', dueEnd: '2027-06-01T00:00:00.000Z', reason: 'Urlaub' })
      .tick(END);

  it.each(['deemed', 'nil', 'refuse'] as const)('after "%s" supersedes the silence, and both stay', (onSilence) => {
    const play = waiting(onSilence);
    play.does(headOf('health'), { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 });
    const { answers, silent, owner } = play.seat('health');
    expect(answers.at(-1)).toMatchObject({ kind: 'approve', late: true, stale: false });
    expect([silent, owner]).toEqual([null, 'head-health']);
    if (onSilence === 'deemed') expect(answers[0]).toMatchObject({ kind: 'deemed', stale: true });
    expect(play.answers('youth', 'approve').round.outcome).toBe('agreed');
  });

  it('is for one who could claim the seat, and only where late answers are allowed', () => {
    const answer = { type: 'answer', seatId: 's0001', kind: 'approve', version: 1 } as const;
    expect(waiting('nil').refuses(headOf('youth'), answer)).toBe('noAuthority');
    expect(waiting('nil', { lateAnswers: false }).refuses(headOf('health'), answer)).toBe('lateNotAllowed');
    expect(waiting('nil').refuses(acts('autor', 'health'), answer)).toBe('author');
  });
});
