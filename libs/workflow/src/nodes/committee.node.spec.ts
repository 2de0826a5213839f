import { nextDue } from '../advance';
import { LEAD, Play, sha256 } from '../play';
import { alone, complete, completes, end, graph, placeOf, placesStep, task, unit, workingDays } from '../play-graph';
import { situationOf, taskForm, tasksOf } from '../projections';
import type { CommitteeStep } from '../state';

const MEMBERS = ['health', 'youth-team', 'social', 'urban', 'board'];
const node = (more: Record<string, unknown> = {}) => ({
  id: 'board',
  type: 'committee',
  office: { kind: 'lead' },
  members: MEMBERS.map(unit),
  session: { weekday: 2, everyWeeks: 1, anchor: '2026-01-06', closing: { weekday: 4, time: '12:00' } },
  quorum: { kind: 'percent', p: 50 },
  majority: 'simple',
  mode: 'session',
  reminders: [],
  ...more,
});
/** The play begins on Thursday, 25 March 2027, at 10:00; papers are taken until 12:00. */
const before = (more = {}, now?: string) => new Play(alone(node(more)), now).start();
const entered = (more = {}) => {
  const play = before(more);
  expect(completes(play, 'lead', { result: 'entered', values: { number: '7/V' } })).toBeNull();
  return play;
};
const inSession = (more = {}) => {
  const play = entered(more);
  return play.tick(nextDue(play.state) ?? '');
};
const step = (play: Play) => placesStep(play) as CommitteeStep;
const VOTES = { present: 5, yes: 3, no: 1, abstained: 1 };
const decide = (play: Play, result: string, values: Record<string, unknown> = VOTES, words?: string) =>
  completes(play, 'lead', { result, values: values as never, ...(words && { words }) });

describe('Gremium', () => {
  it('takes a paper for the session whose closing time has not passed', () => {
    const play = entered();
    const session = { at: '2027-03-29T22:00:00.000Z', closesAt: '2027-03-25T11:00:01.000Z' };
    expect(step(play)).toMatchObject({ agendaNumber: '7/V', session });
    expect(situationOf(play.bundle, play.state).waitingFor).toMatchObject([{ kind: 'timer', dueEnd: session.at }]);
    expect(decide(play, 'asDrafted')).toBe('notYourTurn');
    const late = before({}, '2027-03-25T11:00:01.000Z');
    completes(late, 'lead', { result: 'entered', values: { number: '7/V' } });
    expect(step(late).session).toEqual({ at: '2027-04-05T22:00:00.000Z', closesAt: '2027-04-01T10:00:01.000Z' });
  });

  it('takes what is urgent for the very next session, and gives back what has a formal fault', () => {
    const urgent = before();
    const words = 'niemand widerspricht';
    expect(completes(urgent, 'lead', { result: 'urgent', values: { number: '8/V' } })).toBe('wordsRequired');
    expect(completes(urgent, 'lead', { result: 'urgent', words })).toBe('factMissing');
    expect(completes(urgent, 'lead', { result: 'urgent', words, values: { number: '8/V' } })).toBeNull();
    expect(step(urgent).session?.at).toBe('2027-03-29T22:00:00.000Z');
    const faulty = before();
    expect(completes(faulty, 'lead', { result: 'fault', words: 'Anlage fehlt' })).toBeNull();
    expect(step(faulty)).toMatchObject({ open: false, result: 'fault', session: null });
    expect(faulty.state.status).toBe('completed');
  });

  it('writes down what was decided, with votes that add up and bear the result', () => {
    const play = inSession();
    expect(tasksOf(play.bundle, play.state)).toMatchObject([
      { kind: 'agenda', status: 'done' },
      { kind: 'minutes', status: 'open' },
    ]);
    expect(decide(play, 'asDrafted', { present: 5, yes: 3, no: 1 })).toBe('factMissing');
    expect(decide(play, 'asDrafted', { ...VOTES, present: 6, yes: 4 })).toBe('votesDoNotAddUp');
    expect(decide(play, 'asDrafted', { ...VOTES, yes: 4 })).toBe('votesDoNotAddUp');
    expect(decide(play, 'asDrafted', { ...VOTES, yes: 2.5, no: 1.5 })).toBe('votesDoNotAddUp');
    expect(decide(play, 'asDrafted', { present: 2, yes: 2, no: 0, abstained: 0 })).toBe('noQuorum');
    expect(decide(play, 'asDrafted', { present: 5, yes: 1, no: 3, abstained: 1 })).toBe('otherwiseDecided');
    expect(decide(play, 'rejected')).toBe('otherwiseDecided');
    expect(decide(play, 'changed')).toBe('wordsRequired');
    expect(decide(play, 'changed', VOTES, 'Nr. 3 gestrichen')).toBeNull();
    expect(step(play)).toMatchObject({ open: false, result: 'changed' });
    expect(play.events('committeeDecided')).toMatchObject([
      { result: 'changed', yes: 3, no: 1, abstained: 1, excluded: [], words: 'Nr. 3 gestrichen' },
    ]);
  });

  it('counts nobody who is excluded for a conflict of interest, and says why', () => {
    const play = inSession({ quorum: { kind: 'all' } });
    const four = { present: 4, yes: 4, no: 0, abstained: 0 };
    expect(decide(play, 'asDrafted', four)).toBe('noQuorum');
    expect(decide(play, 'asDrafted', { ...four, excluded: ['health'] })).toBe('factMissing');
    expect(decide(play, 'asDrafted', { ...four, excluded: ['strangers'], exclusion: 'x' })).toBe('badFact');
    expect(decide(play, 'asDrafted', { ...four, excluded: ['health'], exclusion: 'verwandt' })).toBeNull();
    expect(step(play).excluded).toEqual([{ unitId: 'health', reason: 'verwandt' }]);
  });

  it('lets the chair decide a tie, where there is one', () => {
    const tie = { present: 4, yes: 2, no: 2, abstained: 0 };
    expect(decide(inSession(), 'asDrafted', { ...tie, tie: 'yes' })).toBe('otherwiseDecided');
    expect(decide(inSession({ chair: unit('board') }), 'asDrafted', { ...tie, tie: 'yes' })).toBeNull();
    expect(decide(inSession({ chair: unit('board') }), 'rejected', { ...tie, tie: 'no' })).toBeNull();
  });

  it.each([
    ['absolute', { present: 5, yes: 3, no: 1, abstained: 1 }, true],
    ['absolute', { present: 4, yes: 2, no: 1, abstained: 1 }, false],
    ['unanimous', { present: 3, yes: 3, no: 0, abstained: 0 }, true],
    ['unanimous', { present: 3, yes: 2, no: 0, abstained: 1 }, false],
  ])('under %s majority with %j is carried: %s', (majority, votes, carried) => {
    expect(decide(inSession({ majority }), carried ? 'asDrafted' : 'rejected', votes)).toBeNull();
  });

  it('puts off to the next session, as often as need be', () => {
    const play = inSession();
    expect(decide(play, 'postponed', {}, 'Gutachten fehlt')).toBeNull();
    expect(step(play)).toMatchObject({
      open: true,
      session: { at: '2027-04-05T22:00:00.000Z' },
      postponed: [{ at: '2027-03-29T22:00:00.000Z', reason: 'Gutachten fehlt' }],
    });
    expect(decide(play, 'asDrafted')).toBe('notYourTurn');
    play.tick('2027-04-05T22:00:00.000Z');
    expect(decide(play, 'asDrafted')).toBeNull();
    expect(play.state.status).toBe('completed');
  });

  it('is kept by one unit, whoever else the addressee names', () => {
    const bundle = alone(node({ office: { kind: 'fact', fact: 'offices' } }));
    bundle.definition.facts = [{ key: 'offices', name: { de: 'x', en: 'x' }, type: 'units', atStart: true }];
    const play = new Play(bundle);
    const facts = { offices: ['lead', 'health'] };
    play.run({ type: 'start', paper: { number: 1, sha256: sha256(1) }, authors: [], by: LEAD, facts });
    expect(step(play).places.map(({ unitId }) => unitId)).toEqual(['lead']);
  });

  it('leaves out sessions on closed days', () => {
    const play = before();
    play.facts = { ...play.facts, closedDays: { ...play.facts.closedDays, '2027-03-30': 'Klausur' } };
    completes(play, 'lead', { result: 'entered', values: { number: '7/V' } });
    expect(step(play).session?.at).toBe('2027-04-05T22:00:00.000Z');
  });
});

describe('a decision by circulation', () => {
  const circulated = (more = {}) => before({ mode: 'circulation', period: workingDays(2), ...more });
  const vote = (play: Play, unitId: string, result: string, words?: string) =>
    completes(play, unitId, { result, ...(words && { words }) });

  it('is taken when all have consented', () => {
    const play = circulated();
    expect(tasksOf(play.bundle, play.state).map(({ kind }) => kind)).toEqual(MEMBERS.map(() => 'vote'));
    for (const member of MEMBERS.slice(1)) expect(vote(play, member, 'yes')).toBeNull();
    expect(vote(play, 'health', 'conflict')).toBe('wordsRequired');
    expect(vote(play, 'health', 'conflict', 'eigener Antrag')).toBeNull();
    expect(step(play)).toMatchObject({ result: 'asDrafted', excluded: [{ unitId: 'health' }] });
    expect(play.state.status).toBe('completed');
  });

  it('goes to the session by one objection', () => {
    const play = circulated();
    vote(play, 'health', 'yes');
    expect(vote(play, 'social', 'objection', 'zu beraten')).toBeNull();
    expect(placeOf(play, 'urban').state).toBe('released');
    expect(vote(play, 'urban', 'yes')).toBe('notOpen');
    expect(completes(play, 'lead', { result: 'entered', values: { number: '9/V' } })).toBeNull();
    play.tick(nextDue(play.state) ?? '');
    expect(decide(play, 'asDrafted')).toBeNull();
  });

  it('keeps a conflict of interest that was declared for the session', () => {
    const play = circulated({ quorum: { kind: 'all' } });
    vote(play, 'health', 'conflict', 'eigener Antrag');
    vote(play, 'social', 'objection', 'zu beraten');
    completes(play, 'lead', { result: 'entered', values: { number: '9/V' } });
    play.tick(nextDue(play.state) ?? '');
    const four = { present: 4, yes: 4, no: 0, abstained: 0 };
    expect(decide(play, 'asDrafted', { ...four, present: 5, yes: 5 })).toBe('votesDoNotAddUp');
    expect(decide(play, 'asDrafted', four)).toBeNull();
    expect(step(play).excluded).toEqual([{ unitId: 'health', reason: 'eigener Antrag' }]);
  });

  it('takes silence for an abstention where that is set, and waits where it is not', () => {
    const abstaining = circulated({ onSilence: 'abstain' });
    for (const member of MEMBERS.slice(0, 3)) vote(abstaining, member, 'yes');
    abstaining.tick(nextDue(abstaining.state) ?? '');
    expect(step(abstaining)).toMatchObject({ open: false, result: 'asDrafted' });
    const patient = circulated();
    patient.tick(nextDue(patient.state) ?? '');
    expect(step(patient).open).toBe(true);
  });

  it('goes to the session where too many abstain, since nobody can vote against it here', () => {
    const play = circulated({ majority: 'absolute' });
    for (const member of MEMBERS) vote(play, member, member === 'health' ? 'yes' : 'abstain');
    expect(step(play).open).toBe(true);
    expect(placeOf(play, 'lead')).toMatchObject({ role: 'agenda', state: 'open' });
  });

  it('goes to the session where too few took part', () => {
    const play = circulated({ onSilence: 'abstain' });
    vote(play, 'health', 'yes');
    play.tick(nextDue(play.state) ?? '');
    expect(placeOf(play, 'lead')).toMatchObject({ role: 'agenda', state: 'open' });
  });
});

it('tells what the minutes ask for', () => {
  const play = inSession();
  const minutes = placeOf(play, 'lead');
  expect(taskForm(play.bundle, play.state, step(play).id, minutes.id)?.fields.map(({ key }) => key)).toEqual([
    'present',
    'yes',
    'no',
    'abstained',
    'tie',
    'excluded',
    'exclusion',
  ]);
});

describe('what binds the house', () => {
  const withTask = () =>
    new Play(
      graph(
        [task('draft'), node(), task('carryOut'), end('end')],
        [
          ['start', 'draft'],
          ['draft', 'board'],
          ['board', 'carryOut'],
          ['carryOut', 'end'],
        ],
      ),
    ).start();
  const lead = (play: Play, command: { type: 'skipStep'; stepId: string } | { type: 'returnTo'; nodeId: string }) =>
    play.attempt({ ...command, by: LEAD, reason: 'eilig' }).refused?.code ?? null;

  it('is not passed over by the lead, neither skipped nor gone around', () => {
    const play = withTask();
    expect(lead(play, { type: 'returnTo', nodeId: 'carryOut' })).toBe('notReturnable');
    complete(play, 'draft');
    expect(lead(play, { type: 'skipStep', stepId: step(play).id })).toBe('notSkippable');
    expect(lead(play, { type: 'returnTo', nodeId: 'carryOut' })).toBe('notReturnable');
    expect(lead(play, { type: 'returnTo', nodeId: 'draft' })).toBeNull();
  });

  it('lets the lead go on once it has been decided', () => {
    const play = complete(withTask(), 'draft');
    completes(play, 'lead', { result: 'entered', values: { number: '7/V' } });
    play.tick(nextDue(play.state) ?? '');
    expect(decide(play, 'asDrafted')).toBeNull();
    expect(lead(play, { type: 'returnTo', nodeId: 'draft' })).toBeNull();
    expect(lead(play, { type: 'returnTo', nodeId: 'carryOut' })).toBeNull();
  });
});
