import { randomUUID } from 'node:crypto';
import type { PlaceView, RunDetail, StepView, Task, TaskDetail, TaskKind } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { ALL_BLOCKS, UNIT_OF_LAW } from '../testing/blocks';
import { publishProcedure } from '../testing/procedure';
import { LEAD, RESSORTS, Story, unitId } from '../testing/story';
import { recordEveryRun } from '../testing/recording';

interface Problem {
  code: string;
  detail: string;
}
type Blocks = Extract<StepView, { places: unknown }>;

const { GES, JUG, SOZ, STADT } = RESSORTS;

describe('the blocks of the office', () => {
  let database: TestDatabase;
  let api: TestApi;
  let story: Story;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishProcedure(database, ALL_BLOCKS, [LEAD]);
    await moveClock('2027-03-25T09:00:00.000Z');
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  beforeEach(async () => {
    story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    await story.start(ALL_BLOCKS.key);
  });

  const moveClock = (to: string) =>
    database.owner.query(
      `insert into test_clock (id, shift_ms) values (1, round(extract(epoch from $1::timestamptz - app.now()) * 1000))
       on conflict (id) do update set shift_ms = test_clock.shift_ms + excluded.shift_ms`,
      [to],
    );
  const send = (taskId: string, as: string, body: unknown, key = randomUUID() as string) =>
    api.request<RunDetail & Problem>('POST', `/tasks/${taskId}/completion`, { as, body, key });
  const complete = async (as: string, kind: TaskKind, body: Record<string, unknown> = {}) => {
    const { id } = await story.claim(as, kind);
    return send(id, as, body);
  };
  const done = async (as: string, kind: TaskKind, body: Record<string, unknown> = {}): Promise<RunDetail> =>
    story.ok(await complete(as, kind, body));
  const detail = async (as: string, kind: TaskKind): Promise<TaskDetail> => {
    const { id } = await story.taskOf(as, kind);
    return story.ok(await api.request<TaskDetail>('GET', `/tasks/${id}`, { as }));
  };
  const stepOf = (run: RunDetail, nodeId: string): Blocks => {
    const step = run.steps.findLast((candidate) => candidate.nodeId === nodeId);
    if (step === undefined || !('places' in step)) throw new Error(`no step ${nodeId}`);
    return step;
  };
  const placeOf = (run: RunDetail, nodeId: string, code: string): PlaceView => {
    const place = stepOf(run, nodeId).places.findLast(({ unit }) => unit.id === unitId(code));
    if (place === undefined) throw new Error(`no place of ${code}`);
    return place;
  };
  const command = async (nodeId: string, body: unknown, as = LEAD) => {
    const { id } = stepOf(await story.run(as), nodeId);
    return api.request<RunDetail & Problem>('POST', `/runs/${story.runId}/steps/${id}/commands`, { as, body });
  };
  const codeOf = ({ status, body }: { status: number; body: Problem }) => [status, body.code];
  /** Both parts are in and put together. */
  const toCheck = async () => {
    await done(SOZ.first, 'contribution', { result: 'delivered', words: '12 Plätze' });
    await done(STADT.first, 'contribution', { result: 'nil', words: 'nichts bekannt' });
    await done(LEAD, 'combination', { words: 'eingearbeitet' });
  };

  it('lead a run from start to end', async () => {
    expect((await detail(SOZ.first, 'contribution')).form).toEqual({
      request: { de: 'Zahlen für 2026', en: 'Figures for 2026' },
      results: [
        { key: 'delivered', name: { de: 'Beitrag', en: 'contribution' } },
        { key: 'nil', name: { de: 'Fehlanzeige', en: 'nil return' }, needsWords: true },
      ],
      fields: [],
    });
    await toCheck();
    expect((await detail(LEAD, 'task')).form?.fields).toMatchObject([
      { key: 'amount', required: true },
      { key: 'session', required: false },
    ]);
    const waiting = await done(LEAD, 'task', { result: 'ok', values: { amount: 900 } });
    expect(stepOf(waiting, 'again')).toMatchObject({ dueEnd: '2027-03-30T22:00:00.000Z' });
    expect(waiting.situation.waitingFor.map(({ kind }) => kind)).toContain('timer');
    await moveClock('2027-03-31T08:00:00.000Z');
    // Whoever is the first to act that day finds everything that fell due.
    await done(GES.first, 'takeNote');
    await done(LEAD, 'resubmission', { result: 'done' });
    const dispatch = await detail(LEAD, 'dispatch');
    expect(dispatch.form?.request?.de).toBe('Versand an: Senatskanzlei');
    const sent = await done(LEAD, 'dispatch', { result: 'sent', words: 'heute per Bote' });
    expect(sent.status).toBe('running');
    const ended = await done(JUG.first, 'takeNote');
    expect(ended.status).toBe('completed');
    expect(stepOf(ended, 'note').places.map(({ state, late }) => [state, late])).toEqual([
      ['done', false],
      ['done', false],
    ]);
    const decisions = await database.owner.query(
      "select type, data from decision where run_id = $1 and type in ('factsSet', 'placeDone') order by number",
      [story.runId],
    );
    expect(decisions).toHaveLength(8);
    expect(decisions.find(({ type }: { type: string }) => type === 'factsSet').data).toEqual({
      values: { amount: 900 },
    });
  });

  it('refuse what a place does not offer, and say in words what is wrong', async () => {
    expect(codeOf(await complete(SOZ.first, 'contribution', { result: 'nil', words: ' ' }))).toEqual([
      400,
      'wordsRequired',
    ]);
    expect(codeOf(await complete(SOZ.first, 'contribution', {}))).toEqual([422, 'unknownResult']);
    expect(codeOf(await complete(SOZ.first, 'contribution', { result: 'yes' }))).toEqual([422, 'unknownResult']);
    expect(codeOf(await complete(GES.first, 'takeNote', { result: 'ok' }))).toEqual([422, 'unknownResult']);
    await toCheck();
    const check = (values: Record<string, unknown>) => complete(LEAD, 'task', { result: 'ok', values });
    const missing = await check({});
    expect([missing.body.code, missing.body.detail]).toEqual(['factMissing', 'Es fehlt die Angabe „Betrag“.']);
    expect(codeOf(await check({ amount: 'viel' }))).toEqual([422, 'badFact']);
    expect(codeOf(await check({ amount: 1, session: '2027-02-30' }))).toEqual([422, 'badFact']);
    expect(codeOf(await check({ amount: 1, other: 2 }))).toEqual([422, 'unknownFact']);
    expect(codeOf(await complete(LEAD, 'task', { result: 'back', values: { amount: 1 } }))).toEqual([
      400,
      'wordsRequired',
    ]);
  });

  it('refuse input that is none', async () => {
    const { id } = await story.claim(GES.first, 'takeNote');
    for (const body of [
      { word: 'verschrieben' },
      { words: 7 },
      { words: 'x'.repeat(4001) },
      { result: 'nicht so' },
      { values: 'x' },
      { values: { amount: { nested: 1 } } },
      { values: { 'a b': 1 } },
      [],
    ])
      expect(codeOf(await send(id, GES.first, body))).toEqual([400, 'invalidInput']);
    expect((await story.run()).steps.every(({ id: stepId }) => stepId !== id)).toBe(true);
    expect(codeOf(await send(randomUUID(), GES.first, {}))).toEqual([404, 'notFound']);
    expect(codeOf(await send(id, 'omar.haddad', {}))).toEqual([404, 'notFound']);
    expect(codeOf(await send(id, GES.second, {}))).toEqual([409, 'notOwner']);
    expect(codeOf(await send(id, SOZ.first, {}))).toEqual([403, 'noAuthority']);
  });

  it('go back to a block that was done, and ask everybody anew', async () => {
    await toCheck();
    const again = await done(LEAD, 'task', { result: 'back', words: 'Zahlen fehlen', values: { amount: 5 } });
    expect(again.steps.filter(({ nodeId }) => nodeId === 'parts')).toHaveLength(2);
    expect((await story.taskOf(SOZ.first, 'contribution')).status).toBe('open');
  });

  it('are taken over and done once, however many try at the same instant', async () => {
    const task = await story.taskOf(GES.first, 'takeNote');
    const claim = (as: string) => api.request<Task & Problem>('POST', `/tasks/${task.id}/claim`, { as, body: {} });
    const claims = await Promise.all([claim(GES.first), claim(GES.second)]);
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = claims[0].status === 200 ? GES.first : GES.second;
    const answers = await Promise.all([1, 2, 3].map(() => send(task.id, winner, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const key = randomUUID();
    const { id } = await story.claim(JUG.first, 'takeNote');
    const [first, second] = [await send(id, JUG.first, {}, key), await send(id, JUG.first, {}, key)];
    expect([second.status, second.text]).toEqual([200, first.text]);
    const kept = await database.owner.query("select 1 from decision where run_id = $1 and type = 'placeDone'", [
      story.runId,
    ]);
    expect(kept).toHaveLength(2);
  });

  it('get another unit, or do without one, by the word of the lead', async () => {
    const add = (unit: unknown, as = LEAD, reason = 'fehlte') =>
      command('parts', { type: 'addPlace', unitId: unit, reason }, as);
    expect(codeOf(await add(UNIT_OF_LAW, SOZ.first))).toEqual([403, 'notLead']);
    expect(codeOf(await add(UNIT_OF_LAW, LEAD, ' '))).toEqual([400, 'reasonRequired']);
    expect(codeOf(await add(unitId('SOZ')))).toEqual([409, 'alreadyAsked']);
    expect((await add(randomUUID())).body.code).toBe('unitUnknown');
    expect((await add('Rechtsamt')).body.code).toBe('invalidInput');
    expect(story.ok(await add(UNIT_OF_LAW))).toMatchObject({ status: 'running' });
    await done(SOZ.first, 'contribution', { result: 'delivered' });
    const run = await story.run();
    const remove = (code: string) =>
      command('parts', { type: 'removePlace', seatId: placeOf(run, 'parts', code).id, reason: 'nicht betroffen' });
    expect(codeOf(await remove('SOZ'))).toEqual([409, 'notOpen']);
    await remove('RECHT');
    const combining = story.ok(await remove('STADT'));
    expect(placeOf(combining, 'parts', 'SPK').state).toBe('open');
    expect(placeOf(combining, 'parts', 'STADT').state).toBe('released');
    expect(codeOf(await add(UNIT_OF_LAW))).toEqual([409, 'notOpen']);
  });

  it('show a place to its unit alone as long as it takes part', async () => {
    const pankow = DEMO_UNITS['BA-PANKOW/JUG'];
    const seen = async () => (await api.request('GET', `/projects/${story.projectId}`, { as: 'omar.haddad' })).status;
    expect(await seen()).toBe(404);
    const added = story.ok(await command('parts', { type: 'addPlace', unitId: pankow, reason: 'grenzt an' }));
    expect(await seen()).toBe(200);
    const place = stepOf(added, 'parts').places.find(({ unit }) => unit.id === pankow);
    story.ok(await command('parts', { type: 'removePlace', seatId: place?.id, reason: 'doch nicht' }));
    expect(await seen()).toBe(404);
  });

  it('are extended by the lead and handed on by whoever has them', async () => {
    const seatId = placeOf(await story.run(), 'parts', 'SOZ').id;
    const extend = (lastDay: string) => command('parts', { type: 'extend', seatId, lastDay, reason: 'Ferien' });
    expect(codeOf(await extend('2027-01-01'))).toEqual([400, 'notLater']);
    expect(placeOf(story.ok(await extend('2027-05-31')), 'parts', 'SOZ').dueEnd).toBe('2027-05-31T22:00:00.000Z');
    await story.claim(SOZ.first, 'contribution');
    const body = { type: 'delegate', seatId, personId: DEMO_PEOPLE[SOZ.second]?.id };
    story.ok(await command('parts', body, SOZ.first));
    expect((await story.claim(SOZ.second, 'contribution')).reason).toBe('mine');
  });

  it('take in a late part until the parts are put together, and show it as late', async () => {
    await done(SOZ.first, 'contribution', { result: 'delivered', words: '12 Plätze' });
    const { id } = await story.taskOf(STADT.first, 'contribution');
    await moveClock('2027-06-30T09:00:00.000Z');
    const late = story.ok(await send(id, STADT.first, { result: 'delivered', words: 'doch noch etwas' }));
    expect(placeOf(late, 'parts', 'STADT')).toMatchObject({ state: 'done', late: true, words: 'doch noch etwas' });
    expect(placeOf(late, 'parts', 'SOZ').late).toBe(false);
    expect(stepOf(late, 'note').places.map(({ state }) => state)).toEqual(['without', 'without']);
    await done(LEAD, 'combination');
    expect(codeOf(await send(id, STADT.first, { result: 'delivered' }))).toEqual([409, 'notOpen']);
    expect(stepOf(await story.run(), 'parts').result).toBe('complete');
  });

  it('can be recorded, and played to equal bytes', async () => {
    expect((await recordEveryRun(database)).wrong).toEqual([]);
  });
});
