import { nextDue } from '../advance';
import { LEAD, Play } from '../play';
import { alone, completes, end, graph, placeOf, placesStep, task, tries, workingDays } from '../play-graph';
import { situationOf, taskForm } from '../projections';

const node = (more: Record<string, unknown> = {}) => ({
  id: 'again',
  type: 'resubmission',
  addressee: { kind: 'lead' },
  at: { kind: 'period', period: workingDays(3) },
  reminders: [],
  ...more,
});
const resubmitted = (more = {}) => new Play(alone(node(more))).start();
/** Thursday, 1 April, as Berlin begins it. */
const ITS_DAY = '2027-03-31T22:00:00.000Z';

describe('Wiedervorlage', () => {
  it('waits until its day begins, and is then done with', () => {
    const play = resubmitted();
    expect(nextDue(play.state)).toBe(ITS_DAY);
    expect(completes(play, 'lead', { result: 'done' })).toBe('notYourTurn');
    expect(situationOf(play.bundle, play.state).waitingFor).toMatchObject([{ kind: 'timer', dueEnd: ITS_DAY }]);
    play.tick(ITS_DAY);
    expect(play.notices.at(-1)).toEqual({ reason: 'newTask', unitId: 'lead' });
    expect(situationOf(play.bundle, play.state).waitingFor).toMatchObject([{ kind: 'resubmission', unitId: 'lead' }]);
    expect(completes(play, 'lead', { result: 'done' })).toBeNull();
    expect(play.state.status).toBe('completed');
    expect(placesStep(play).result).toBe('done');
  });

  it('counts the Frist for the answer from the day on which it comes back', () => {
    const play = resubmitted({ period: workingDays(2) })
      .tick(ITS_DAY)
      .tick(ITS_DAY);
    expect(placeOf(play, 'lead').dueEnd).toBe('2027-04-05T22:00:00.000Z');
    play.tick('2027-04-05T22:00:00.000Z');
    expect(play.events('reminded')).toHaveLength(1);
    expect(play.state.status).toBe('running');
  });

  it('is put off to a later day, as often as need be', () => {
    const play = resubmitted().tick(ITS_DAY);
    const again = (values?: Record<string, string>) =>
      completes(play, 'lead', { result: 'again', words: 'noch offen', ...(values && { values }) });
    expect(again()).toBe('factMissing');
    expect(again({ day: '2027-04-01' })).toBe('badFact');
    expect(again({ day: '2027-02-30' })).toBe('badFact');
    expect(again({ day: '2027-05-03', other: 'x' })).toBe('unknownFact');
    expect(completes(play, 'lead', { result: 'done', values: { day: '2027-05-03' } })).toBe('unknownFact');
    expect(again({ day: '2027-05-03' })).toBeNull();
    expect(placeOf(play, 'lead')).toMatchObject({ state: 'waiting', owner: null, result: null });
    expect(nextDue(play.state)).toBe('2027-05-02T22:00:00.000Z');
    expect(completes(play, 'lead', { result: 'done' })).toBe('notYourTurn');
    play.tick('2027-05-02T22:00:00.000Z');
    expect(again({ day: '2027-06-01' })).toBeNull();
    play.tick('2027-06-01T09:00:00.000Z');
    expect(completes(play, 'lead', { result: 'done' })).toBeNull();
    expect(play.events('placeDone')).toMatchObject([
      { result: 'again', words: 'noch offen' },
      { result: 'again' },
      { result: 'done' },
    ]);
    expect(play.state.facts).toBeUndefined();
  });

  it('comes back on the day that a fact names; one that has passed has come', () => {
    const bundle = graph(
      [
        task('plan', { fields: [{ fact: 'day', required: true }] }),
        node({ at: { kind: 'date', fact: 'day' } }),
        end('end'),
      ],
      [
        ['start', 'plan'],
        ['plan', 'again'],
        ['again', 'end'],
      ],
    );
    bundle.definition.facts = [{ key: 'day', name: { de: 'Tag', en: 'Day' }, type: 'date' }];
    const onDay = (day: string) => {
      const play = new Play(bundle).start().does(LEAD, { type: 'claim' });
      return play.does(LEAD, { type: 'complete', values: { day } });
    };
    expect(nextDue(onDay('2027-07-01').state)).toBe('2027-06-30T22:00:00.000Z');
    expect(placeOf(onDay('2027-03-01'), 'lead').state).toBe('open');
  });

  it('waits for the lead where nobody has said the day', () => {
    const bundle = alone(node({ at: { kind: 'date', fact: 'day' } }));
    bundle.definition.facts = [{ key: 'day', name: { de: 'Tag', en: 'Day' }, type: 'date' }];
    const play = new Play(bundle).start();
    expect(play.state.obstacles).toMatchObject({ again: { reason: 'factMissing' } });
  });

  it('asks for the day only where it is to come again', () => {
    const play = resubmitted().tick(ITS_DAY);
    expect(taskForm(play.bundle, play.state, 'e1', 'p0001')).toMatchObject({
      results: [{ key: 'done' }, { key: 'again' }],
      fields: [{ key: 'day', type: 'date', required: true, onlyWith: 'again' }],
    });
  });

  it('cannot grow', () => {
    const play = resubmitted().tick(ITS_DAY);
    expect(tries(play, LEAD, { type: 'addPlace', unitId: 'health', reason: 'x' })).toBe('notOpen');
    const { id: seatId } = placeOf(play, 'lead');
    expect(tries(play, LEAD, { type: 'removePlace', seatId, reason: 'x' })).toBe('lastPlace');
  });
});
