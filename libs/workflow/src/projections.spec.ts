import { acts, headOf, LEAD, Play, playRound } from './play';
import { STORY } from './play-story';
import { seatFacts, situationOf, tasksOf } from './projections';

const tasks = (play: Play) => tasksOf(play.bundle, play.state).map(({ key, unitId, status }) => [key, unitId, status]);

describe('the tasks of a run', () => {
  it('are one for each seat and one for each duty of the lead, with keys that stay', () => {
    const play = playRound([{ seats: ['health', 'youth', 'social'] }, { seats: ['urban'] }]);
    play.answers('health', 'condition', 'x').answers('youth', 'refuse', 'y').answers('social', 'notResponsible');
    expect(tasks(play)).toEqual([
      ['coSignature:e1:s0001', 'health', 'done'],
      ['condition:e1:s0001', 'lead', 'open'],
      ['coSignature:e1:s0002', 'youth', 'done'],
      ['dissent:e1:s0002', 'lead', 'open'],
      ['coSignature:e1:s0003', 'social', 'waiting'],
      ['readdress:e1:s0003', 'lead', 'open'],
      ['coSignature:e1:s0004', 'urban', 'waiting'],
    ]);
    play.does(LEAD, { type: 'answerCondition', seatId: 's0001', accept: false, words: 'nein' });
    play.does(headOf('youth'), { type: 'withdraw', seatId: 's0002' });
    play.does(LEAD, { type: 'replaceSeat', seatId: 's0003', unitId: 'urban', reason: 'z' });
    expect(tasks(play)).toEqual([
      ['coSignature:e1:s0001', 'health', 'done'],
      ['condition:e1:s0001', 'lead', 'done'],
      ['dissent:e1:s0001', 'lead', 'open'],
      ['coSignature:e1:s0002', 'youth', 'open'],
      ['dissent:e1:s0002', 'lead', 'done'],
      ['coSignature:e1:s0003', 'urban', 'open'],
      ['readdress:e1:s0003', 'lead', 'done'],
      ['coSignature:e1:s0004', 'urban', 'waiting'],
    ]);
  });

  it('are cancelled with the round', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).answers('health', 'condition', 'x');
    play.does(LEAD, { type: 'cancel', reason: 'z' });
    expect(tasks(play)).toEqual([
      ['coSignature:e1:s0001', 'health', 'done'],
      ['condition:e1:s0001', 'lead', 'cancelled'],
      ['coSignature:e1:s0002', 'youth', 'cancelled'],
    ]);
  });

  it('name owner, period and the unit that decides on responsibility', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).answers('health', 'notResponsible');
    play.does(LEAD, { type: 'replaceSeat', seatId: 's0001', unitId: 'social', reason: 'z' });
    play.does(headOf('social'), { type: 'claim', seatId: 's0001' });
    expect(tasksOf(play.bundle, play.state)[0]).toMatchObject({
      ownerId: 'head-social',
      ownerSince: play.now,
      dueEnd: '2027-04-05T22:00:00.000Z',
    });
    play.does(headOf('social'), { type: 'answer', seatId: 's0001', kind: 'notResponsible', version: 1 });
    expect(tasksOf(play.bundle, play.state)[1]).toMatchObject({
      kind: 'readdress',
      unitId: 'organisation-office',
      status: 'open',
    });
  });

  it('of the final signature follow its signers', () => {
    const play = new Play(STORY).start();
    for (const unitId of ['health', 'youth', 'social', 'urban']) play.answers(unitId, 'approve');
    expect(tasks(play).at(-1)).toEqual(['finalSignature:e2:g1', 'councillor', 'open']);
    const by = acts('stadträtin', 'councillor');
    play
      .does(by, { type: 'claim', seatId: 'g1' })
      .does(by, { type: 'sign', seatId: 'g1', version: 1, acknowledged: [] });
    expect(tasks(play).at(-1)).toEqual(['finalSignature:e2:g1', 'councillor', 'done']);
  });
});

describe('the situation', () => {
  it('says who has it, since when, until when, and what follows', () => {
    const play = new Play(STORY).start().answers('health', 'approve').answers('youth', 'condition', 'x');
    const { waitingFor, next, outcome } = situationOf(play.bundle, play.state);
    expect(waitingFor.map(({ unitId, kind, seatId }) => [unitId, kind, seatId])).toEqual([
      ['lead', 'condition', 's0002'],
      ['social', 'coSignature', 's0003'],
      ['urban', 'coSignature', 's0004'],
    ]);
    expect(waitingFor[1]).toMatchObject({ since: play.now, dueEnd: '2027-04-05T22:00:00.000Z', ownerId: null });
    expect(next.map(({ de }) => de)).toEqual(['Schlusszeichnung']);
    expect(outcome).toBe('running');
  });

  it('names the next group of a round', () => {
    const play = playRound([{ seats: ['health'] }, { seats: ['youth'] }]);
    expect(situationOf(play.bundle, play.state).next.map(({ de }) => de)).toEqual([
      'Mitzeichnung, Gruppe 2 von 2',
      'Ende',
    ]);
  });

  it('says what the outcome is when all is over', () => {
    const play = playRound([{ seats: ['health'] }]).answers('health', 'approve');
    expect(situationOf(play.bundle, play.state)).toEqual({ waitingFor: [], next: [], outcome: 'completed' });
  });
});

describe('the seven facts of a seat', () => {
  it('are unit, answer, words, person and capacity, time, version, and the end of the period', () => {
    const play = playRound([{ seats: ['health', 'youth'] }]).answers('health', 'reserve', 'Geld');
    expect(seatFacts(play.roundStep)).toMatchObject([
      {
        unitId: 'health',
        answer: 'reserve',
        words: 'Geld',
        by: { personId: 'head-health', capacity: 'HEAD' },
        at: play.now,
        paper: { number: 1 },
        dueEnd: '2027-04-05T22:00:00.000Z',
        late: false,
        reservation: 'open',
      },
      { unitId: 'youth', answer: 'none', words: null, by: null, at: null, paper: null, state: 'open' },
    ]);
  });

  it('show silence as no answer', () => {
    const nil = playRound([{ seats: ['health', 'youth'] }], { onSilence: 'nil' }).answers('youth', 'approve');
    expect(seatFacts(nil.tick('2027-04-05T22:00:00.000Z').roundStep)[0]).toMatchObject({
      answer: 'silentNil',
      by: null,
      at: null,
    });
    const refuse = playRound([{ seats: ['health'] }], { onSilence: 'refuse' }).tick('2027-04-05T22:00:00.000Z');
    expect(seatFacts(refuse.roundStep)[0]).toMatchObject({ answer: 'silentRefuse', dissent: 'open' });
  });

  it('show "nicht zuständig" only while the seat is back, and nothing of a stale answer', () => {
    const play = playRound([{ seats: ['health', 'youth'] }], { onTextChange: 'all' });
    play.answers('health', 'notResponsible').answers('youth', 'approve');
    expect(seatFacts(play.roundStep).map(({ answer }) => answer)).toEqual(['notResponsible', 'approve']);
    play.does(LEAD, { type: 'replaceSeat', seatId: 's0001', unitId: 'social', reason: 'z' }).newText('substantive');
    expect(seatFacts(play.roundStep).map(({ answer }) => answer)).toEqual(['none', 'none']);
  });
});
