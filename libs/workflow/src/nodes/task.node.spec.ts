import { nextDue } from '../advance';
import { acts, headOf, LEAD, Play } from '../play';
import { complete, end, graph, open, task, workingDays } from '../play-graph';
import { taskForm } from '../projections';
import type { FactDefinition } from '../definition';
import type { Completion } from '../vocabulary';

describe('a task', () => {
  const one = (more = {}) =>
    new Play(
      graph(
        [task('work', more), end('end')],
        [
          ['start', 'work'],
          ['work', 'end'],
        ],
      ),
    ).start();

  it('is claimed, released and completed by its owner', () => {
    const play = one();
    expect(play.refuses(headOf('health'), { type: 'claim' })).toBe('noAuthority');
    expect(play.refuses(LEAD, { type: 'complete' })).toBe('notOwner');
    play.does(LEAD, { type: 'claim' });
    expect(play.refuses(acts('zweite', 'lead'), { type: 'claim' })).toBe('alreadyClaimed');
    play.does(LEAD, { type: 'release' });
    expect(complete(play, 'work').state.status).toBe('completed');
    expect(play.events('taskCompleted')).toMatchObject([{ words: 'fertig', by: { personId: 'lena' } }]);
  });

  it('reminds its unit, and once more when the period has run out', () => {
    const days = (length: number) => ({ length, unit: 'workingDay', roll: true });
    const play = one({ period: days(3), reminders: [days(1), days(9)] });
    play.tick('2027-03-30T22:00:00.000Z').tick('2027-04-01T22:00:00.000Z').tick('2027-06-01T00:00:00.000Z');
    expect(play.events('reminded').map(({ at }) => at)).toEqual([
      '2027-03-30T22:00:00.000Z',
      '2027-04-01T22:00:00.000Z',
    ]);
    expect(nextDue(play.state)).toBeNull();
  });

  it('is claimed a second time by its owner without any change', () => {
    const play = one().does(LEAD, { type: 'claim' });
    const [before, events] = [play.state.steps, play.record.length];
    play.now = '2027-03-25T10:00:00.000Z';
    play.does(LEAD, { type: 'claim' });
    expect(play.state.steps).toEqual(before);
    expect(play.record).toHaveLength(events);
  });

  it('takes no command once it is closed, though the run goes on', () => {
    const play = new Play(
      graph(
        [task('work'), task('more'), end('end')],
        [
          ['start', 'work'],
          ['work', 'more'],
          ['more', 'end'],
        ],
      ),
    ).start();
    complete(play, 'work');
    const before = play.record.length;
    for (const command of [{ type: 'claim' }, { type: 'release' }, { type: 'complete' }] as const) {
      const { refused } = play.attempt({ type: 'step', stepId: 'e1', by: LEAD, command });
      expect(refused?.code).toBe('notOpen');
    }
    expect(play.record).toHaveLength(before);
  });

  it('understands no command of another kind of step', () => {
    expect(one().refuses(LEAD, { type: 'cancel', reason: 'x' })).toBe('unknownStep');
    expect(one().attempt({ type: 'step', stepId: 'e9', by: LEAD, command: { type: 'claim' } }).refused?.code).toBe(
      'unknownStep',
    );
  });
});

describe('a task with results and fields', () => {
  const facts: FactDefinition[] = [
    { key: 'amount', name: { de: 'Betrag', en: 'Amount' }, type: 'number' },
    { key: 'day', name: { de: 'Tag', en: 'Day' }, type: 'date' },
    { key: 'secret', name: { de: 'Anderswo', en: 'Elsewhere' }, type: 'text' },
  ];
  const results = [
    { key: 'ok', name: { de: 'geprüft', en: 'checked' } },
    { key: 'back', name: { de: 'zurück', en: 'back' }, needsWords: true },
  ];
  const play = () => {
    const bundle = graph(
      [
        task('check', { results, fields: [{ fact: 'amount', required: true }, { fact: 'day' }] }),
        { id: 'which', type: 'exclusiveGateway', defaultFlow: 'f3' },
        task('large'),
        end('end'),
        end('returned', 'returned'),
      ],
      [
        ['start', 'check'],
        ['check', 'which'],
        ['which', 'returned', 'steps.check.result = "back"'],
        ['which', 'end'],
        ['which', 'large', 'facts.amount > 1000'],
        ['large', 'end'],
      ],
    );
    bundle.definition.facts = facts;
    return new Play(bundle).start().does(LEAD, { type: 'claim' });
  };
  const refused = (given: Completion) =>
    play().attempt({
      type: 'step',
      stepId: 'e1',
      by: LEAD,
      command: { type: 'complete', ...given },
    }).refused;

  it('takes one of its results, with words where it needs them', () => {
    const values = { amount: 7 };
    expect(refused({ values })?.code).toBe('unknownResult');
    expect(refused({ result: 'maybe', values })).toEqual({ code: 'unknownResult', details: { result: 'maybe' } });
    expect(refused({ result: 'back', values })?.code).toBe('wordsRequired');
    expect(refused({ result: 'back', words: ' ', values })?.code).toBe('wordsRequired');
    const done = play().does(LEAD, { type: 'complete', result: 'back', words: 'Anlage fehlt', values });
    expect(done.state.status).toBe('returned');
    expect(done.events('taskCompleted')).toMatchObject([{ result: 'back', words: 'Anlage fehlt' }]);
  });

  it('takes the facts that it asks for, each in its form, and no other', () => {
    const given = (values: Completion['values']) => refused({ result: 'ok', ...(values && { values }) });
    expect(given(undefined)).toEqual({ code: 'factMissing', details: { fact: 'amount' } });
    expect(given({ amount: null })?.code).toBe('factMissing');
    expect(given({ amount: 'viel' })).toEqual({ code: 'badFact', details: { fact: 'amount' } });
    expect(given({ amount: 7, day: '2027-02-30' })).toEqual({ code: 'badFact', details: { fact: 'day' } });
    expect(given({ amount: 7, secret: 'x' })).toEqual({ code: 'unknownFact', details: { fact: 'secret' } });
    expect(given({ amount: 7, toString: 'x' })?.code).toBe('unknownFact');
    expect(given({ amount: 7 })).toBeUndefined();
  });

  it('sets the facts, by which the run is routed', () => {
    const done = play().does(LEAD, { type: 'complete', result: 'ok', values: { amount: 5000 } });
    expect(open(done)).toEqual(['large']);
    expect(done.state.facts).toEqual({ amount: 5000 });
    expect(done.events('factsSet')).toMatchObject([{ values: { amount: 5000 }, by: { personId: 'lena' } }]);
  });

  it('tells what can be said and what the facts say now', () => {
    const running = play();
    const state = { ...running.state, facts: { amount: 12 } };
    expect(taskForm(running.bundle, state, 'e1', null)).toEqual({
      request: null,
      results,
      fields: [
        { ...facts[0], required: true, value: 12 },
        { ...facts[1], required: false },
      ],
    });
  });
});

describe('a task that goes up by silence', () => {
  const escalating = () =>
    new Play(
      graph(
        [task('work', { period: workingDays(3), reminders: [workingDays(1)], onSilence: 'escalate' }), end('end')],
        [
          ['start', 'work'],
          ['work', 'end'],
        ],
      ),
    ).start();
  const TIMES = ['2027-04-01T22:00:00.000Z', '2027-04-06T22:00:00.000Z', '2027-04-09T22:00:00.000Z'];

  it('is reminded of, then goes to the superior, twice at most, and is then an incident of the lead', () => {
    const play = escalating().tick('2027-03-30T22:00:00.000Z').does(LEAD, { type: 'claim' });
    for (const at of TIMES) play.tick(at).tick(at);
    expect(play.events('reminded')).toHaveLength(1);
    expect(play.events('escalated')).toMatchObject([
      { fromUnitId: 'lead', toUnitId: 'councillor', unitId: 'councillor' },
      { fromUnitId: 'councillor', toUnitId: 'board' },
    ]);
    expect(play.events('incident')).toMatchObject([{ reason: 'noAnswer', unitId: 'board' }]);
    expect(nextDue(play.state)).toBeNull();
    expect(play.refuses(LEAD, { type: 'complete' })).toBe('noAuthority');
    play.does(headOf('board'), { type: 'claim' }).does(headOf('board'), { type: 'complete' });
    expect(play.state.status).toBe('completed');
  });
});
