import {
  ProcedureDraft,
  type CalendarEffect,
  type ProcedureSummary,
  type RunDetail,
  type Task,
} from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { lastDayBefore, type ProcedureEdit } from '@querraum/workflow';
import { startTestApi, type TestApi } from '../testing';
import { publishProcedure } from '../testing/procedure';
import { LEAD, Story } from '../testing/story';
import { recordEveryRun } from '../testing/recording';

const EDITOR = 'katrin.moeller';
const RELEASER = 'viet.nguyen';

const text = (word: string) => ({ de: word, en: word });
const costs = (key: string, more: object = {}) => ({ key, name: text('Kosten'), type: 'number' as const, ...more });
const start = { id: 'start', type: 'start', name: text('Beginn') };
const end = (id: string, outcome = 'completed') => ({ id, type: 'end', name: text('Ende'), outcome });
const task = (id: string, name: string) => ({
  ...{ id, type: 'task', name: text(name), addressee: { kind: 'lead' }, reminders: [] },
  period: { length: 5, unit: 'workingDay', roll: true },
});
const line = (...ids: string[]) => ids.slice(1).map((to, index) => ({ id: `w${index}`, from: ids[index] ?? '', to }));

/** Asks for a sum, and sends back what costs more than a thousand. */
const EXAMINATION = {
  key: 'examination',
  name: text('Haushaltsprüfung'),
  facts: [costs('sum', { atStart: true })],
  nodes: [
    start,
    task('examine', 'Prüfen'),
    { id: 'enough', type: 'exclusiveGateway', name: text('Genug Geld?'), defaultFlow: 'yes' },
    end('good'),
    end('bad', 'returned'),
  ],
  flows: [
    ...line('start', 'examine', 'enough'),
    { id: 'yes', from: 'enough', to: 'good' },
    { id: 'no', from: 'enough', to: 'bad', condition: 'facts.sum > 1000' },
  ],
};

describe('a procedure that calls another one', () => {
  let database: TestDatabase;
  let api: TestApi;
  let procedureId: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishProcedure(database, EXAMINATION, [LEAD]);
    await publishProcedure(
      database,
      {
        key: 'with-examination',
        name: text('Mit Prüfung'),
        nodes: [start, task('draft', 'Entwerfen'), end('end')],
        flows: line('start', 'draft', 'end'),
      },
      [LEAD],
    );
    const { body } = await api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as: LEAD });
    procedureId = body.items.find(({ key }) => key === 'with-examination')?.id ?? '';
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const editWith = (call: object): ProcedureEdit =>
    ({
      name: text('Mit Prüfung'),
      description: { de: '', en: '' },
      facts: [costs('costs', { atStart: true })],
      nodes: [
        start,
        { id: 'sub', type: 'call', name: text('Prüfung'), ...call },
        { id: 'how', type: 'exclusiveGateway', name: text('Bestanden?'), defaultFlow: 'yes' },
        task('repair', 'Nachbessern'),
        end('end'),
      ],
      flows: [
        ...line('start', 'sub', 'how'),
        { id: 'yes', from: 'how', to: 'end' },
        { id: 'no', from: 'how', to: 'repair', condition: 'steps.sub.result = "returned"' },
        { id: 'repaired', from: 'repair', to: 'end' },
      ],
    }) as unknown as ProcedureEdit;

  async function saved(call: object): Promise<ProcedureDraft> {
    await api.request('POST', `/procedures/${procedureId}/draft`, { as: EDITOR });
    const draft = await api.request<ProcedureDraft>('GET', `/procedures/${procedureId}/draft`, { as: EDITOR });
    const answer = await api.request<ProcedureDraft>('PUT', `/procedures/${procedureId}/draft`, {
      as: EDITOR,
      body: editWith(call),
      headers: { 'if-match': `"${draft.body.revision}"` },
    });
    if (answer.status !== 200) throw new Error(answer.text);
    return ProcedureDraft.parse(answer.body);
  }
  const codesOf = ({ findings }: ProcedureDraft) => findings.map(({ nodeId, code }) => [nodeId, code]);

  it('is not released before what it calls is there and gets its facts', async () => {
    expect(codesOf(await saved({ procedure: 'nowhere' }))).toEqual([['sub', 'unknownProcedure']]);
    expect(codesOf(await saved({ procedure: 'with-examination' }))).toEqual([['sub', 'callsItself']]);
    expect(codesOf(await saved({ procedure: 'examination' }))).toEqual([['sub', 'callFactMissing']]);
  });

  it('pins it, and runs it inside its own run', async () => {
    const { revision } = await saved({ procedure: 'examination', inputs: { sum: 'costs' } });
    const released = await api.request('POST', `/procedures/${procedureId}/versions`, {
      as: RELEASER,
      headers: { 'if-match': `"${revision}"` },
    });
    expect(released.status).toBe(201);
    const versions = await database.owner.query<{ called: string[] }>(
      `select array(select jsonb_object_keys(bundle -> 'called')) as called from procedure_version
       where procedure_id = $1 and version = 2`,
      [procedureId],
    );
    expect(versions).toEqual([{ called: ['examination'] }]);

    const story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    const begin = (facts?: object) =>
      api.request<RunDetail & { code: string }>('POST', `/projects/${story.projectId}/runs`, {
        as: LEAD,
        body: { procedureId, documentId: story.documentId, ...(facts && { facts }) },
      });
    expect((await begin()).body.code).toBe('factMissing');
    expect((await begin({ costs: 'viel' })).body.code).toBe('badFact');
    const run = story.ok(await begin({ costs: 5000 }), 201);
    story.runId = run.id;
    expect(run.facts).toMatchObject([{ key: 'costs', value: 5000 }]);
    expect(run.steps).toMatchObject([
      { type: 'call', scope: null },
      { type: 'task', scope: 'c1', procedureName: text('Haushaltsprüfung'), name: text('Prüfen') },
    ]);

    const done: Task = await story.claim(LEAD, 'task');
    const after = story.ok(
      await api.request<RunDetail>('POST', `/tasks/${done.id}/completion`, { as: LEAD, body: {} }),
    );
    expect(after.steps.filter(({ open }) => open)).toMatchObject([{ nodeId: 'repair', scope: null }]);
    expect(after.steps[0]).toMatchObject({ type: 'call', open: false, result: 'returned' });
  });

  it('has its Fristen moved by a change of the calendar, like any other', async () => {
    const story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    const started = await api.request<RunDetail>('POST', `/projects/${story.projectId}/runs`, {
      as: LEAD,
      body: { procedureId, documentId: story.documentId, facts: { costs: 5 } },
    });
    const examined = story.ok(started, 201).steps.find(({ nodeId }) => nodeId === 'examine');
    const dueEnd = examined?.type === 'task' ? examined.dueEnd : null;
    const change = { add: [{ date: lastDayBefore(dueEnd ?? ''), name: 'Betriebsausflug', kind: 'closed' }] };
    const { status, body } = await api.request<CalendarEffect>(
      'GET',
      `/calendar/preview?change=${encodeURIComponent(JSON.stringify(change))}`,
      { as: EDITOR },
    );
    // What the other run has to repair is as long.
    const moved = ['task', dueEnd];
    expect([status, body.moves.map(({ step, was }) => [step, was])]).toEqual([200, [moved, moved]]);
  });

  it('can be recorded across a change of the calendar, and played to equal bytes', async () => {
    expect((await recordEveryRun(database)).wrong).toEqual([]);
  });
});
