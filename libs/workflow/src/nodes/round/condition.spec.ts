import { headOf, LEAD, playRound } from '../../play';

const pending = () => playRound([{ seats: ['health', 'youth'] }]).answers('health', 'condition', 'Absatz 2 ändern');

describe('a Maßgabe', () => {
  it('is pending until the lead answers, while the others go on', () => {
    const play = pending().answers('youth', 'approve');
    expect(play.seat('health')).toMatchObject({ state: 'answered', condition: 'pending' });
    expect(play.round.outcome).toBeNull();
    expect(play.notices).toContainEqual({ reason: 'waitsForLead', unitId: 'lead' });
  });

  it('is accepted only with a newer version, and is then consent to it', () => {
    const play = pending().answers('youth', 'approve');
    const accept = { type: 'answerCondition', seatId: 's0001', accept: true } as const;
    expect(play.refuses(LEAD, accept)).toBe('noNewerVersion');
    play.newText('substantive');
    expect(play.seat('health').condition).toBe('pending');
    expect(play.refuses(headOf('health'), accept)).toBe('notLead');
    play.does(LEAD, accept);
    expect(play.seat('health')).toMatchObject({ condition: 'accepted', acceptedOn: { number: 2 } });
    expect(play.round.outcome).toBe('agreed');
  });

  it('turns into a refusal when it is declined with reasons', () => {
    const play = pending();
    const decline = { type: 'answerCondition', seatId: 's0001', accept: false } as const;
    expect(play.refuses(LEAD, decline)).toBe('reasonRequired');
    play.does(LEAD, { ...decline, words: 'widerspricht dem Beschluss' });
    expect(play.seat('health')).toMatchObject({
      condition: 'declined',
      everRefused: true,
      dissent: { words: 'Absatz 2 ändern', ended: null },
    });
    expect(play.refuses(LEAD, { ...decline, words: 'noch einmal' })).toBe('noPendingCondition');
  });

  it('decides when it is declined under "return"', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onRefusal: 'return' }).answers(
      'health',
      'condition',
      'x',
    );
    play
      .answers('youth', 'approve')
      .does(LEAD, { type: 'answerCondition', seatId: 's0001', accept: false, words: 'nein' });
    expect(play.round.outcome).toBe('returned');
  });

  it('reminds the lead, then its superior; time alone never settles it', () => {
    const play = pending()
      .answers('youth', 'approve')
      .tick('2027-06-01T00:00:00.000Z')
      .tick('2028-06-01T00:00:00.000Z');
    expect(play.events('reminded').map(({ unitId }) => unitId)).toEqual(['lead', 'councillor']);
    expect(play.seat('health').condition).toBe('pending');
    expect(play.round.outcome).toBeNull();
  });
});
