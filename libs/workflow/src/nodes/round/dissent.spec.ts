import { acts, headOf, LEAD, playRound } from '../../play';

const refused = () => playRound([{ seats: ['health', 'youth'] }]).answers('health', 'refuse', 'Zuständigkeit offen');
const HEALTH = headOf('health');
const seatId = 's0001';

describe('a dissent', () => {
  it('is opened by a refusal between the unit and the lead, and the others go on answering', () => {
    const play = refused();
    expect(play.seat('health').dissent).toMatchObject({
      level: 0,
      words: 'Zuständigkeit offen',
      ended: null,
      paper: { number: 1 },
    });
    play.answers('youth', 'approve');
    expect(play.round.outcome).toBeNull();
  });

  it('is settled when both say that a newer version settles it; the unit then answers again', () => {
    const play = refused().answers('youth', 'approve');
    expect(play.refuses(LEAD, { type: 'settleDissent', seatId })).toBe('noAgreedText');
    play.newText('substantive').does(LEAD, { type: 'settleDissent', seatId });
    expect(play.seat('health').dissent?.ended).toBeNull();
    expect(play.refuses(headOf('youth'), { type: 'settleDissent', seatId })).toBe('notParty');
    play.does(HEALTH, { type: 'settleDissent', seatId });
    expect(play.seat('health')).toMatchObject({ state: 'open', dissent: { ended: 'settled' } });
    expect(play.round.outcome).toBeNull();
    expect(play.answers('health', 'approve').round.outcome).toBe('agreed');
  });

  it('is settled only by one and the same version', () => {
    const play = refused().answers('youth', 'approve').newText('substantive');
    play.does(LEAD, { type: 'settleDissent', seatId }).newText('substantive');
    play.does(HEALTH, { type: 'settleDissent', seatId });
    expect(play.seat('health').dissent?.ended).toBeNull();
    play.does(LEAD, { type: 'settleDissent', seatId });
    expect(play.seat('health').dissent?.ended).toBe('settled');
  });

  it('goes to the decision shown when both say so: it blocks no more and is no consent', () => {
    const play = refused().answers('youth', 'approve').does(HEALTH, { type: 'showDissent', seatId });
    expect(play.round.outcome).toBeNull();
    play.does(HEALTH, { type: 'showDissent', seatId });
    expect(play.round.outcome).toBeNull();
    play.does(LEAD, { type: 'showDissent', seatId });
    expect(play.round.outcome).toBe('agreed');
    expect(play.events('roundEnded')).toMatchObject([{ shownDissents: ['s0001'] }]);
  });

  it('needs two statements when one person acts for both parties', () => {
    const both = { personId: 'beide', grants: [...HEALTH.grants, ...LEAD.grants] };
    const play = refused().answers('youth', 'approve').does(both, { type: 'showDissent', seatId });
    expect(play.seat('health').dissent?.saysShown).toEqual({ seat: false, lead: true });
    const deputy = {
      personId: 'lena',
      grants: [...LEAD.grants, { unitId: 'health', capacity: 'DEPUTY' as const, onBehalfOf: 'hanna' }],
    };
    play.does(deputy, { type: 'showDissent', seatId });
    expect(play.seat('health').dissent?.ended).toBeNull();
    play.does(both, { type: 'showDissent', seatId });
    expect(play.seat('health').dissent?.ended).toBe('shown');
  });

  it('is passed up by either party to the last level and no further', () => {
    const play = refused();
    expect(play.refuses(headOf('youth'), { type: 'raiseDissent', seatId })).toBe('notParty');
    for (const by of [HEALTH, LEAD, HEALTH, LEAD]) play.does(by, { type: 'raiseDissent', seatId });
    expect(play.seat('health').dissent?.level).toBe(4);
    expect(play.refuses(LEAD, { type: 'raiseDissent', seatId })).toBe('topOfLadder');
  });

  it('is shown by the board alone, but only at the last level', () => {
    const play = refused().answers('youth', 'approve');
    const board = acts('kollegium', 'board');
    expect(play.refuses(board, { type: 'showDissent', seatId })).toBe('notParty');
    for (let level = 0; level < 4; level += 1) play.does(LEAD, { type: 'raiseDissent', seatId });
    expect(play.does(board, { type: 'showDissent', seatId }).round.outcome).toBe('agreed');
  });

  it('is shown by the head of the board or a deputy of the head, not by order', () => {
    const atBoard = () => {
      const play = refused().answers('youth', 'approve');
      for (let level = 0; level < 4; level += 1) play.does(LEAD, { type: 'raiseDissent', seatId });
      return play;
    };
    const grant = { unitId: 'board', onBehalfOf: 'büro', capacity: 'DEPUTY' } as const;
    const show = { type: 'showDissent', seatId } as const;
    expect(atBoard().refuses(acts('büro', 'board', 'BY_ORDER'), show)).toBe('noAuthority');
    expect(atBoard().refuses({ personId: 'vertreter', grants: [grant] }, show)).toBe('noAuthority');
    expect(atBoard().refuses(headOf('youth'), show)).toBe('notParty');
    const by = {
      personId: 'vertreter',
      grants: [
        { ...grant, principalCapacity: 'BY_ORDER' as const },
        { ...grant, onBehalfOf: 'vorsitz', principalCapacity: 'HEAD' as const },
      ],
    };
    const shown = atBoard().does(by, show).events('dissentEnded');
    expect(shown).toMatchObject([{ how: 'shown', by: { personId: 'vertreter', onBehalfOf: 'vorsitz' } }]);
  });

  it('passes up by itself when a level runs out, and stays at the last one with an incident', () => {
    const play = refused().answers('youth', 'approve');
    const ends = ['2027-04-01', '2027-04-07', '2027-04-13', '2027-04-19'].map((day) => `${day}T22:00:00.000Z`);
    ends.forEach((end, level) => {
      expect(play.seat('health').dissent).toMatchObject({ level, dueEnd: end });
      play.tick(end).tick(end);
    });
    expect(play.seat('health').dissent).toMatchObject({ level: 4, dueEnd: '2027-04-23T22:00:00.000Z' });
    play.tick('2027-04-23T22:00:00.000Z').tick('2027-05-19T22:00:00.000Z');
    expect(play.seat('health').dissent).toMatchObject({ level: 4, ended: null });
    expect(play.events('incident')).toHaveLength(1);
  });

  it('starts at the level reached when the seat refuses again', () => {
    const play = refused().does(LEAD, { type: 'raiseDissent', seatId }).does(HEALTH, { type: 'withdraw', seatId });
    play.answers('health', 'refuse', 'immer noch');
    expect(play.seat('health').dissent).toMatchObject({ level: 1, ended: null, words: 'immer noch' });
  });

  it('cannot be spoken of where there is none', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]);
    for (const type of ['settleDissent', 'showDissent', 'raiseDissent'] as const) {
      expect(play.refuses(LEAD, { type, seatId })).toBe('noDissent');
    }
  });
});
