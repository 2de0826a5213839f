import { randomUUID } from 'node:crypto';
import type { ExternalWork, ProcedureSummary, RunDetail, RunEvents } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { importBpmn } from '@querraum/workflow/bpmn';
import { startTestApi, type TestApi } from '../testing';
import { publishProcedure } from '../testing/procedure';
import { LEAD, RESSORTS, Story } from '../testing/story';

interface Problem {
  code: string;
}

/** Waits for a message or a signal, has work done outside, and ends by what it found; an error ends it another way. */
const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
  <message id="m" name="Antrag"/><signal id="s" name="Alarm"/><error id="e" errorCode="ABGELEHNT"/>
  <process id="antrag" name="Antrag" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="both"/>
    <parallelGateway id="both"/>
    <sequenceFlow id="f2" sourceRef="both" targetRef="comes"/><sequenceFlow id="f3" sourceRef="both" targetRef="alarmed"/>
    <intermediateCatchEvent id="comes" name="Antrag kommt"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
    <intermediateCatchEvent id="alarmed"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
    <sequenceFlow id="f4" sourceRef="comes" targetRef="check"/><sequenceFlow id="f5" sourceRef="alarmed" targetRef="told"/>
    <receiveTask id="told" name="Bestätigen"/><sequenceFlow id="f6" sourceRef="told" targetRef="end1"/><endEvent id="end1"/>
    <serviceTask id="check" name="Register fragen" camunda:type="external" camunda:topic="register"/>
    <boundaryEvent id="refused" attachedToRef="check"><errorEventDefinition errorRef="e"/></boundaryEvent>
    <sequenceFlow id="f7" sourceRef="check" targetRef="way"/><sequenceFlow id="f8" sourceRef="refused" targetRef="end3"/>
    <exclusiveGateway id="way"/>
    <sequenceFlow id="f9" sourceRef="way" targetRef="end2"><conditionExpression>\${betrag &gt; 100}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f10" sourceRef="way" targetRef="end3"><conditionExpression>\${betrag &lt;= 100}</conditionExpression></sequenceFlow>
    <endEvent id="end2" name="Groß"/><endEvent id="end3" name="Klein"/>
  </process>
</definitions>`;

const BEGINS_BY_MESSAGE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><message id="m" name="Brief"/>
  <process id="eingang" isExecutable="true"><startEvent id="start"><messageEventDefinition messageRef="m"/></startEvent>
    <sequenceFlow id="a" sourceRef="start" targetRef="read"/><receiveTask id="read"/></process></definitions>`;

describe('a run of an imported model', () => {
  let database: TestDatabase;
  let api: TestApi;
  let story: Story;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const read = await importBpmn(MODEL);
    const [definition] = read.ok ? read.definitions : [];
    if (definition === undefined) throw new Error('the model does not come in');
    await publishProcedure(database, definition, [LEAD]);
    const begun = await importBpmn(BEGINS_BY_MESSAGE);
    if (begun.ok && begun.definitions[0]) await publishProcedure(database, begun.definitions[0], [LEAD]);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  beforeEach(async () => {
    story = new Story(api);
    await story.open();
    await story.attach('Fassung eins');
    await story.start('antrag');
  });

  const post = (what: string, body: unknown, as: string = LEAD, key = randomUUID() as string) =>
    api.request<RunDetail & Problem>('POST', `/runs/${story.runId}/${what}`, { as, body, key });
  const done = async (what: string, body: unknown) => story.ok(await post(what, body));
  const refused = async (what: string, body: unknown, as: string = LEAD) => {
    const { status, body: problem } = await post(what, body, as);
    return [status, problem.code];
  };
  const events = async (as: string = LEAD) =>
    story.ok(await api.request<RunEvents>('GET', `/runs/${story.runId}/events`, { as }));
  const work = async (nodeId: string) => (await events()).work.find((item) => item.nodeId === nodeId)?.stepId ?? 'e0';

  it('says what it waits for, and goes on by what comes from outside', async () => {
    expect(await events(RESSORTS.GES.first)).toEqual({
      waiting: [
        expect.objectContaining({ nodeId: 'alarmed', kind: 'signal', event: 'Alarm' }),
        expect.objectContaining({
          nodeId: 'comes',
          kind: 'message',
          event: 'Antrag',
          name: { de: 'Antrag kommt', en: 'Antrag kommt' },
        }),
      ],
      work: [],
      variables: {},
    });
    await done('events', { message: 'Antrag', variables: { betrag: 250 } });
    await done('signals', { signal: 'Alarm' });
    const now = await events();
    expect([now.waiting, now.variables]).toEqual([[], { betrag: 250 }]);
    expect(now.work.map(({ nodeId, topic }) => [nodeId, topic])).toEqual([
      ['check', 'register'],
      ['told', null],
    ]);
    await done(`work/${await work('told')}/result`, {});
    const run = await done(`work/${await work('check')}/result`, { variables: { gefunden: ['A', { b: null }] } });
    expect([run.status, (await events()).variables]).toEqual([
      'completed',
      { betrag: 250, gefunden: ['A', { b: null }] },
    ]);
    const rows = await database.owner.query<{ action: string; actor: string | null }[]>(
      `select action, actor from audit_entry where chain = $1 and action in ('run.eventOccurred', 'run.workDone') order by seq`,
      [story.projectId],
    );
    const by = DEMO_PEOPLE[LEAD]?.id;
    expect(rows).toEqual(
      ['run.eventOccurred', 'run.eventOccurred', 'run.workDone', 'run.workDone'].map((action) => ({
        action,
        actor: by,
      })),
    );
  });

  it('takes the same message once, however often it is sent', async () => {
    const key = randomUUID();
    const body = { message: 'Antrag', variables: { betrag: 1 } };
    const [first, again] = [await post('events', body, LEAD, key), await post('events', body, LEAD, key)];
    expect([first.status, again.status, again.body.revision]).toEqual([200, 200, first.body.revision]);
    expect(await refused('events', body)).toEqual([409, 'unknownEvent']);
  });

  it('shows a worker outside what is to be done, by its topic, until somebody has done it', async () => {
    const open = async (as: string = LEAD, topic = 'register') => {
      const path = `/external-work?topic=${topic}`;
      const { items } = story.ok(await api.request<ExternalWork>('GET', path, { as }));
      return items.filter(({ runId }) => runId === story.runId);
    };
    expect(await open()).toEqual([]);
    await done('events', { message: 'Antrag', variables: { betrag: 250 } });
    const [item, ...more] = await open();
    expect([item, more]).toMatchObject([
      { nodeId: 'check', projectId: story.projectId, variables: { betrag: 250 } },
      [],
    ]);
    expect([await open(RESSORTS.GES.first), await open(LEAD, 'anderes')]).toEqual([[], []]);
    const both = await Promise.all([1, 2].map(() => post(`work/${item?.stepId}/result`, {})));
    expect(both.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'notOpen']);
    expect(await open()).toEqual([]);
    const bad = await api.request<Problem>('GET', '/external-work?limit=1000', { as: LEAD });
    expect([bad.status, bad.body.code]).toEqual([400, 'invalidInput']);
  });

  it('is told by its error code that work cannot be done', async () => {
    await done('events', { message: 'Antrag' });
    await done(`work/${await work('check')}/error`, { code: 'ABGELEHNT', message: 'nicht im Register' });
    expect((await events()).work).toEqual([]);
  });

  it('refuses as a whole what the model cannot carry out', async () => {
    await done('events', { message: 'Antrag' });
    const stepId = await work('check');
    expect(await refused(`work/${stepId}/result`, { variables: { anderes: 1 } })).toEqual([422, 'unknownVariable']);
    expect((await events()).variables).toEqual({});
    await done('variables', { variables: { betrag: 'viel' } });
    expect(await refused(`work/${stepId}/result`, {})).toEqual([422, 'expressionError']);
    await done('variables', { variables: { betrag: 7 } });
    await done(`work/${stepId}/result`, {});
    expect((await events()).work).toEqual([]);
  });

  it('is led by the lead alone', async () => {
    const as = RESSORTS.GES.first;
    expect(await refused('events', { message: 'Antrag' }, as)).toEqual([403, 'notLead']);
    expect(await refused('signals', { signal: 'Alarm' }, as)).toEqual([403, 'notLead']);
    expect(await refused('variables', { variables: {} }, as)).toEqual([403, 'notLead']);
  });

  it('begins by a message where the model does, with the values that come with it', async () => {
    await done('cancel', { reason: 'Irrtum' });
    const { items } = story.ok(await api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as: LEAD }));
    const start = (given: Record<string, unknown>, key = 'eingang') => {
      const procedureId = items.find((one) => one.key === key)?.id;
      const body = { procedureId, documentId: story.documentId, ...given };
      return api.request<RunDetail & Problem>('POST', `/projects/${story.projectId}/runs`, { as: LEAD, body });
    };
    const codeOf = ({ status, body }: { status: number; body: Problem }) => [status, body.code];
    expect(codeOf(await start({ event: 'Anderes' }))).toEqual([409, 'unknownEvent']);
    expect(codeOf(await start({}))).toEqual([409, 'unknownEvent']);
    expect(codeOf(await start({ variables: { x: 1 } }, 'co-signature-four-departments'))).toEqual([409, 'notImported']);
    story.runId = story.ok(await start({ event: 'Brief', variables: { von: 'Amt' } }), 201).id;
    const { variables, work } = await events();
    expect([variables, work.map(({ nodeId }) => nodeId)]).toEqual([{ von: 'Amt' }, ['read']]);
  });

  it('gives a clear answer to bad input', async () => {
    expect(await refused('events', { message: '' })).toEqual([400, 'invalidInput']);
    expect(await refused('events', { message: 'Antrag', variables: { 'a b': 1 } })).toEqual([400, 'invalidInput']);
    expect(await refused('events', { message: 'Antrag', variables: { constructor: 1, __proto__x: 1 } })).toEqual([
      400,
      'invalidInput',
    ]);
    expect(await refused('variables', { variables: { x: 'a'.repeat(100_001) } })).toEqual([400, 'invalidInput']);
    expect(await refused('variables', {})).toEqual([400, 'invalidInput']);
    expect(await refused('events', { message: 'Anderes' })).toEqual([409, 'unknownEvent']);
    expect(await refused('signals', { signal: 'Anderes' })).toEqual([409, 'unknownEvent']);
    expect(await refused('work/e99/result', {})).toEqual([404, 'unknownStep']);
    expect(await refused('work/e1/error', { code: ' ' })).toEqual([400, 'invalidInput']);
    await done('cancel', { reason: 'Irrtum' });
    expect(await refused('variables', { variables: {} })).toEqual([409, 'runEnded']);
  });
});
