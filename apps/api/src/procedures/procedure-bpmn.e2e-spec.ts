import { ImportedProcedures, ProcedureDraft, type ProblemBody, type ProcedureSummary } from '@querraum/contracts';
import { TEMPLATES } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { importBpmn } from '@querraum/workflow/bpmn';
import { startTestApi, type TestApi } from '../testing';

const EDITOR = 'katrin.moeller';
const RELEASER = 'viet.nguyen';
const READER = 'jonas.albrecht';

const model = (content: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    targetNamespace="test">${content}</definitions>`;
const process = (id: string, name: string, inside: string) =>
  `<process id="${id}" name="${name}" isExecutable="true"><startEvent id="${id}-start"/>
    <sequenceFlow id="${id}-flow" sourceRef="${id}-start" targetRef="${id}-next"/>${inside}</process>`;
const SIMPLE = model(
  process('grant', 'Zuschuss prüfen', '<userTask id="grant-next" name="Prüfen" camunda:async="true"/>'),
);

describe('procedures as BPMN files', () => {
  let database: TestDatabase;
  let api: TestApi;
  let id: string;

  const upload = (content: string | Buffer, { as = EDITOR, key }: { as?: string; key?: string } = {}) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type: 'application/xml' }), 'modell.bpmn');
    return api.request<ImportedProcedures & ProblemBody>('POST', '/procedures/import', {
      as,
      form,
      ...(key && { key }),
    });
  };
  const download = (path: string, as = READER) => api.request<ProblemBody>('GET', `/procedures/${path}`, { as });
  const draftOf = async (procedure: string) =>
    ProcedureDraft.parse((await api.request('GET', `/procedures/${procedure}/draft`, { as: EDITOR })).body);
  const count = async () =>
    (await database.owner.query('select count(*)::int as count from procedure'))[0] as { count: number };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const { body } = await api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as: READER });
    id = body.items.find(({ key }) => key === 'co-signature-four-departments')?.id ?? '';
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('are given to everybody of the house and come back as they were', async () => {
    const file = await download(`${id}/bpmn`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(file.headers.get('content-disposition')).toContain('filename="co-signature-four-departments.bpmn"');
    const shipped = TEMPLATES.find(({ definition }) => definition.key === 'co-signature-four-departments')?.definition;
    expect(await importBpmn(file.text)).toEqual({ ok: true, definitions: [shipped], notes: [] });
    expect((await download(`${id}/bpmn?version=1`)).text).toBe(file.text);

    const answer = await upload(file.text);
    expect(answer.status).toBe(201);
    const { procedures, notes } = ImportedProcedures.parse(answer.body);
    expect(notes).toEqual([]);
    const [copy] = procedures;
    expect(copy?.name.de).toBe(`${shipped?.name.de} (2)`);
    const draft = await draftOf(copy?.id ?? '');
    expect(draft.definition).toEqual({ ...shipped, key: copy?.key, name: copy?.name });
    expect(draft).toMatchObject({ baseVersion: null, editedBy: ['Katrin Möller'], findings: [] });
    expect((await download(`${copy?.id}/bpmn`)).status).toBe(404);
    expect((await download(`${copy?.id}/bpmn?draft=true`, EDITOR)).status).toBe(200);
    expect((await download(`${copy?.id}/bpmn?draft=true`)).body.code).toBe('adminOnly');
  });

  it('get a number each where several of one name come at once', async () => {
    const twice = model(process('twice', 'Zweimal zugleich', '<userTask id="twice-next" name="Prüfen"/>'));
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(twice)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const names = answers.flatMap(({ body }) => body.procedures.map(({ name }) => name.de)).sort();
    expect(names).toEqual(['Zweimal zugleich', ...[2, 3, 4].map((number) => `Zweimal zugleich (${number})`)]);
  });

  it('become drafts that somebody else releases, with what has no effect', async () => {
    const key = '0192f000-0000-7000-8000-00000000b001';
    const answers = [await upload(SIMPLE, { key }), await upload(SIMPLE, { key })];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    const { procedures, notes } = ImportedProcedures.parse(answers[0]?.body);
    expect(procedures).toEqual([
      { id: expect.any(String), key: 'zuschuss-pruefen', name: { de: 'Zuschuss prüfen', en: 'Zuschuss prüfen' } },
    ]);
    expect(notes).toEqual([
      {
        ...{ element: 'userTask', id: 'grant-next' },
        message: { de: '„async“ hat hier keine Wirkung.', en: '“async” has no effect here.' },
      },
    ]);
    const imported = procedures[0]?.id ?? '';
    const { revision, findings } = await draftOf(imported);
    expect(findings).toEqual([]);
    const release = (as: string) =>
      api.request<ProblemBody>('POST', `/procedures/${imported}/versions`, {
        as,
        headers: { 'if-match': `"${revision}"` },
      });
    expect((await release(EDITOR)).body.code).toBe('procedureOwnDraft');
    expect((await release(RELEASER)).status).toBe(201);
    expect((await download(`${imported}/bpmn`)).text).toContain('<bpmn:process id="grant"');
  });

  it('call each other by the ids of their processes', async () => {
    const called = process('inner', 'Innen', '<userTask id="inner-next"/>');
    const calls = process('outer', 'Außen', '<callActivity id="outer-next" calledElement="inner"/>');
    const { procedures } = ImportedProcedures.parse((await upload(model(calls + called))).body);
    expect(procedures.map(({ name }) => name.de)).toEqual(['Außen', 'Innen']);
    const [outer = '', inner = ''] = procedures.map((one) => one.id);
    expect((await draftOf(outer)).findings).toMatchObject([{ nodeId: 'outer-next', code: 'unknownProcedure' }]);
    const release = (procedure: string) =>
      api.request('POST', `/procedures/${procedure}/versions`, { as: RELEASER, headers: { 'if-match': '"1"' } });
    expect((await release(outer)).status).toBe(409);
    expect((await release(inner)).status).toBe(201);
    expect((await draftOf(outer)).findings).toEqual([]);
    expect((await release(outer)).status).toBe(201);
    const [{ called: pinned }] = await database.owner.query(
      "select bundle -> 'called' as called from procedure_version where procedure_id = $1",
      [outer],
    );
    expect(Object.keys(pinned as object)).toEqual(['inner']);
  });

  it('are refused with every element that stands in the way, and nothing is kept', async () => {
    const before = await count();
    const wrong = model(
      process(
        'wrong',
        'Falsch',
        '<scriptTask id="wrong-next" scriptFormat="groovy"/><serviceTask id="more" camunda:class="X"/>',
      ),
    );
    for (const [language, words] of [
      ['de', 'Die BPMN-Datei wird nicht übernommen (2 Befunde)'],
      ['en', 'The BPMN file is not taken over (findings: 2)'],
    ] as const) {
      const form = new FormData();
      form.append('file', new Blob([wrong]), 'falsch.bpmn');
      const answer = await api.request<ProblemBody>('POST', '/procedures/import', {
        ...{ as: EDITOR, form },
        headers: { 'accept-language': language },
      });
      expect([answer.status, answer.body.code]).toEqual([422, 'bpmnRefused']);
      expect(answer.body.detail).toContain(words);
      expect(answer.body.refused?.map(({ element, id, code }) => [element, id, code])).toEqual([
        ['scriptTask', 'wrong-next', 'unsupported'],
        ['serviceTask', 'more', 'unsupported'],
      ]);
    }
    expect(await count()).toEqual(before);
  });

  it('are refused when they are none, empty, bombs or too large', async () => {
    const before = await count();
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${SIMPLE.replace('Prüfen', '&b;')}`;
    for (const [content, status, code] of [
      ['', 422, 'bpmnRefused'],
      ['%PDF-1.7', 422, 'bpmnRefused'],
      [Buffer.from([0xff, 0xfe, 0x00, 0x80]), 422, 'bpmnRefused'],
      [bomb, 422, 'bpmnRefused'],
      [SIMPLE.replace('isExecutable="true"', ''), 422, 'bpmnRefused'],
      [`${SIMPLE}${' '.repeat(5 * 1024 * 1024)}`, 413, 'documentTooLarge'],
    ] as const) {
      const answer = await upload(content);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    const without = await api.request<ProblemBody>('POST', '/procedures/import', { as: EDITOR, form: new FormData() });
    expect([without.status, without.body.code]).toEqual([400, 'documentMissing']);
    const more = new FormData();
    more.append('file', new Blob([SIMPLE]), 'a.bpmn');
    more.append('name', 'x');
    const refused = await api.request<ProblemBody>('POST', '/procedures/import', { as: EDITOR, form: more });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
    expect((await upload(SIMPLE, { as: READER })).body.code).toBe('adminOnly');
    for (const query of ['version=0', 'version=x', 'version=1.5', 'draft=yes', 'more=1'])
      expect([query, (await download(`${id}/bpmn?${query}`)).status]).toEqual([query, 400]);
    expect((await download(`${id}/bpmn?version=7`)).status).toBe(404);
    expect((await download(`${id}/bpmn`, 'pia.lorenz')).status).toBe(404);
    expect(await count()).toEqual(before);
  });
});
