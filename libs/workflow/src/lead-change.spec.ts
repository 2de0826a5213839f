import { acts, FACTS, fiveDays, LEAD, named, Play, playRound, roundNode, roundOnly } from './play';
import { situationOf, tasksOf } from './index';
import { end, graph, task } from './play-graph';

const URBAN = acts('ulla', 'urban');
const HANDED_OVER = { ...FACTS, leadUnitId: 'urban', boardMemberUnitId: 'deputy-mayor' };
const handsOver = (play: Play): Play => {
  play.facts = HANDED_OVER;
  return play.run({ type: 'leadChanged', fromUnitId: 'lead' });
};
const two = () => playRound([{ seats: ['health', 'youth'] }]);
const extension = (play: Play) =>
  ({
    type: 'extend',
    seatId: play.seat('health').id,
    dueEnd: '2027-06-01T22:00:00.000Z',
    reason: 'Ferien',
  }) as const;

describe('a lead that changes hands', () => {
  it('takes the round along: the new lead commands it, the old one no longer', () => {
    const play = handsOver(two());
    expect(play.refuses(LEAD, extension(play))).toBe('notLead');
    expect(play.refuses(URBAN, extension(play))).toBeNull();
    expect(play.events('leadChanged')).toMatchObject([{ by: null, fromUnitId: 'lead', toUnitId: 'urban' }]);
  });

  it('leaves answers, owners and Fristen of the seats as they are', () => {
    const play = two().answers('health', 'approve');
    const before = structuredClone(play.round.seats);
    expect(handsOver(play).round.seats).toEqual(before);
  });

  it('brings what waits for the lead to the new one, and tells it', () => {
    const play = two().answers('health', 'condition', 'Nur mit Zaun').answers('youth', 'notResponsible');
    play.notices = [];
    handsOver(play);
    const duties = tasksOf(play.bundle, play.state).filter(({ kind }) => kind === 'condition' || kind === 'readdress');
    expect(duties.map(({ unitId, status }) => [unitId, status])).toEqual([
      ['urban', 'open'],
      ['urban', 'open'],
    ]);
    expect(play.notices).toEqual([
      { reason: 'waitsForLead', unitId: 'urban' },
      { reason: 'waitsForLead', unitId: 'urban' },
    ]);
  });

  it('gives an open task of the lead to the new one, free of its old owner', () => {
    const bundle = graph(
      [task('prepare'), end('end')],
      [
        ['start', 'prepare'],
        ['prepare', 'end'],
      ],
    );
    const play = new Play(bundle).start().does(LEAD, { type: 'claim' });
    handsOver(play);
    expect(situationOf(play.bundle, play.state).waitingFor).toMatchObject([{ unitId: 'urban', ownerId: null }]);
    expect(play.refuses(LEAD, { type: 'complete' })).toBe('noAuthority');
    expect(play.does(URBAN, { type: 'claim' }).does(URBAN, { type: 'complete' }).state.status).toBe('completed');
  });

  it('keeps four eyes: an author of the new lead still does not answer', () => {
    const play = new Play(roundOnly(roundNode([{ seats: ['health', 'urban'] }]))).start(['ulla']);
    handsOver(play);
    const seatId = play.seat('urban').id;
    expect(play.refuses(URBAN, { type: 'claim', seatId })).toBe('author');
  });

  it('lets the board member of the new lead sign, where the old one has not yet', () => {
    const signature = { id: 'final', type: 'finalSignature', roundNodeId: 'round', period: fiveDays, reminders: [] };
    const signers = [{ kind: 'boardMemberOfLead' }, { kind: 'unit', unitId: 'board' }];
    const bundle = graph(
      [
        roundNode([{ seats: ['health'] }]),
        { ...signature, name: named('Schlusszeichnung'), fourEyes: false, signers },
        end('end'),
      ],
      [
        ['start', 'round'],
        ['round', 'final'],
        ['final', 'end'],
      ],
    );
    const play = new Play(bundle).start().answers('health', 'approve');
    play.notices = [];
    handsOver(play);
    expect(play.finalStep.signers.map(({ unitId, state }) => [unitId, state])).toEqual([
      ['deputy-mayor', 'open'],
      ['board', 'waiting'],
    ]);
    expect(play.notices).toEqual([{ reason: 'newTask', unitId: 'deputy-mayor' }]);
  });

  it('is refused once the run has ended', () => {
    const play = two().answers('health', 'approve').answers('youth', 'approve');
    expect(play.state.status).toBe('completed');
    expect(play.attempt({ type: 'leadChanged', fromUnitId: 'lead' }).refused?.code).toBe('runEnded');
  });
});
