import { headOf, LEAD, Play } from '../play';
import { alone, completes, placeOf, placesStep, tries, unit, workingDays } from '../play-graph';
import { taskForm, tasksOf } from '../projections';

const contributed = (more: Record<string, unknown> = {}) =>
  new Play(
    alone({
      id: 'parts',
      type: 'contribution',
      addressees: [unit('health'), unit('youth')],
      period: workingDays(3),
      reminders: [],
      onSilence: 'without',
      ...more,
    }),
  ).start();
const AFTER_THREE = '2027-04-01T22:00:00.000Z';
const AFTER_TWO_MORE = '2027-04-06T22:00:00.000Z';

describe('Beitrag', () => {
  it('is over with the last part', () => {
    const play = contributed();
    expect(completes(play, 'health', { words: 'Absatz 1' })).toBeNull();
    expect(completes(play, 'youth', { words: 'Absatz 2' })).toBeNull();
    expect(play.state.status).toBe('completed');
    expect(placesStep(play).result).toBe('complete');
    expect(placeOf(play, 'health')).toMatchObject({ state: 'done', words: 'Absatz 1', result: null });
  });

  it('says that there is nothing only where that is allowed, and only in words', () => {
    expect(completes(contributed(), 'health', { result: 'nil', words: 'nichts' })).toBe('unknownResult');
    const play = contributed({ nilAllowed: true });
    expect(completes(play, 'health', { result: 'nil' })).toBe('wordsRequired');
    expect(completes(play, 'health', { result: 'nil', words: '  ' })).toBe('wordsRequired');
    expect(completes(play, 'health', { words: 'ohne Ergebnis' })).toBe('unknownResult');
    expect(completes(play, 'health', { result: 'nil', words: 'keine Kinder im Gebiet' })).toBeNull();
    expect(completes(play, 'youth', { result: 'delivered', words: 'Absatz 2' })).toBeNull();
    expect(play.events('placeDone')).toMatchObject([{ result: 'nil', words: 'keine Kinder im Gebiet' }, {}]);
  });

  it('goes on without a part whose Frist has run out, where that is so set', () => {
    const play = contributed();
    completes(play, 'health');
    play.tick(AFTER_THREE);
    expect(play.events('placeWithout')).toMatchObject([{ unitId: 'youth', role: 'part' }]);
    expect(placesStep(play)).toMatchObject({ open: false, result: 'incomplete' });
  });

  it('goes up where nobody delivers, twice at most, and is then an incident of the lead', () => {
    const play = contributed({ onSilence: 'escalate' });
    play.tick(AFTER_THREE).tick(AFTER_TWO_MORE);
    expect(play.events('escalated').map((event) => 'toUnitId' in event && event.toUnitId)).toEqual([
      'councillor',
      'councillor',
      'board',
      'board',
    ]);
    play.tick('2027-06-01T00:00:00.000Z');
    expect(play.events('incident')).toMatchObject([{ reason: 'noAnswer' }, { reason: 'noAnswer' }]);
    play.tick('2027-07-01T00:00:00.000Z');
    expect(play.events('incident')).toHaveLength(2);
    expect(completes(play, 'health')).toBeNull();
  });

  it('goes up as often and with the Frist that are set', () => {
    const play = contributed({ onSilence: 'escalate', maxEscalations: 1, escalationPeriod: workingDays(1) });
    play.tick(AFTER_THREE);
    expect(placeOf(play, 'health')).toMatchObject({ unitId: 'councillor', dueEnd: '2027-04-05T22:00:00.000Z' });
    play.tick('2027-04-05T22:00:00.000Z');
    expect(play.events('incident')).toHaveLength(2);
  });

  it('only reminds where that is all that is set', () => {
    const play = contributed({ onSilence: 'remindOnly' }).tick(AFTER_THREE);
    expect(play.events('reminded')).toHaveLength(2);
    expect(completes(play, 'health')).toBeNull();
    expect(play.events('placeDone')).toMatchObject([{ late: true }]);
  });
});

describe('parts that are put together', () => {
  const combined = (more = {}) => contributed({ combinedBy: { kind: 'lead' }, combinePeriod: workingDays(2), ...more });
  const combine = (play: Play) => {
    const { id: seatId } = placeOf(play, 'lead');
    tries(play, LEAD, { type: 'claim', seatId });
    return tries(play, LEAD, { type: 'complete', seatId, words: 'eingearbeitet' });
  };

  it('wait for the last of them', () => {
    const play = combined();
    completes(play, 'health');
    expect(combine(play)).toBe('notYourTurn');
    completes(play, 'youth');
    expect(play.state.status).toBe('running');
    expect(placeOf(play, 'lead')).toMatchObject({ state: 'open', dueEnd: '2027-03-31T22:00:00.000Z' });
    expect(combine(play)).toBeNull();
    expect(play.state.status).toBe('completed');
    expect(tasksOf(play.bundle, play.state).map(({ kind, status }) => [kind, status])).toEqual([
      ['contribution', 'done'],
      ['contribution', 'done'],
      ['combination', 'done'],
    ]);
  });

  it('take in a late one until they are put together, and show it as late', () => {
    const play = combined();
    completes(play, 'health');
    play.tick(AFTER_THREE);
    expect(placeOf(play, 'lead').state).toBe('open');
    expect(tries(play, headOf('urban'), { type: 'complete', seatId: placeOf(play, 'youth').id })).toBe('noAuthority');
    expect(completes(play, 'youth', { words: 'doch noch' })).toBeNull();
    expect(play.events('placeDone').at(-1)).toMatchObject({ unitId: 'youth', late: true });
    expect(completes(play, 'youth', { words: 'noch einmal' })).toBe('notOpen');
    expect(combine(play)).toBeNull();
    expect(placesStep(play).result).toBe('complete');
    expect(completes(play, 'youth')).toBe('runEnded');
  });

  it('are not asked of anybody else once that has begun', () => {
    const play = combined();
    expect(tries(play, LEAD, { type: 'addPlace', unitId: 'social', reason: 'fehlte' })).toBeNull();
    for (const unitId of ['health', 'youth', 'social']) completes(play, unitId);
    expect(tries(play, LEAD, { type: 'addPlace', unitId: 'urban', reason: 'fehlte' })).toBe('notOpen');
    const { id: seatId } = placeOf(play, 'lead');
    expect(tries(play, LEAD, { type: 'removePlace', seatId, reason: 'x' })).toBe('lastPlace');
  });

  it('begin when the lead takes away the last that is missing', () => {
    const play = combined();
    completes(play, 'health');
    const { id: seatId } = placeOf(play, 'youth');
    expect(tries(play, LEAD, { type: 'removePlace', seatId, reason: 'nicht betroffen' })).toBeNull();
    expect(placeOf(play, 'lead').state).toBe('open');
    combine(play);
    expect(placesStep(play).result).toBe('complete');
  });

  it('follow the lead when it changes, and whoever was asked stays asked', () => {
    const play = combined();
    play.facts = { ...play.facts, leadUnitId: 'social' };
    play.run({ type: 'leadChanged', fromUnitId: 'lead' });
    expect(placesStep(play).places.map(({ unitId }) => unitId)).toEqual(['health', 'youth', 'social']);
  });
});

it('tells what is asked and how it can be answered', () => {
  const request = { de: 'Zahlen für 2026', en: 'Figures for 2026' };
  const play = contributed({ request, nilAllowed: true });
  const step = placesStep(play);
  expect(taskForm(play.bundle, play.state, step.id, 'p0001')).toMatchObject({
    request,
    results: [{ key: 'delivered' }, { key: 'nil', needsWords: true }],
    fields: [],
  });
  expect(taskForm(play.bundle, play.state, 'e9', null)).toBeNull();
});
