import {
  ProcedureDetail,
  ProcedureDraft,
  type ProcedureOverview,
  type ProcedureSummary,
  type ProcedureTemplate,
  ProcedureVersion,
  type RunDetail,
} from '@querraum/contracts';
import { bundleHash, newId } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { ProcedureEdit } from '@querraum/workflow';
import { buildSubject } from '../access.world';
import { type RequestOptions, startTestApi, type TestApi } from '../testing';

const EDITOR = 'katrin.moeller';
const RELEASER = 'viet.nguyen';
const BLOCKED =
  'select 1 from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0';
const days = (length: number) => ({ length, unit: 'workingDay' as const, roll: true });
const NO_TEXT = { de: '', en: '' };
const EMPTY_EDIT = {
  name: NO_TEXT,
  description: NO_TEXT,
  facts: [],
  nodes: ['start', 'end'].map((type) => ({ id: type, type, name: NO_TEXT })),
  flows: [{ id: 'way', from: 'start', to: 'end' }],
};
type Round = Extract<ProcedureEdit['nodes'][number], { type: 'coSignatureRound' }>;

describe('drafts of procedures', () => {
  let database: TestDatabase;
  let api: TestApi;
  let id: string;

  const call = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options: RequestOptions = {}) =>
    api.request<T>(method, `/procedures${path}`, { as: EDITOR, ...options });
  const at = (revision: number) => ({ headers: { 'if-match': `"${revision}"` } });
  const draftOf = async (as = EDITOR) => ProcedureDraft.parse((await call('GET', `/${id}/draft`, { as })).body);
  const versions = async (as = EDITOR) =>
    (await call<{ items: unknown[] }>('GET', `/${id}/versions`, { as })).body.items.map((one) =>
      ProcedureVersion.parse(one),
    );
  const withRound = (edit: ProcedureEdit, change: (round: Round) => Partial<Round>): ProcedureEdit => ({
    ...edit,
    nodes: edit.nodes.map((node) => (node.type === 'coSignatureRound' ? { ...node, ...change(node) } : node)),
  });
  /** Opens the draft and saves a round with this change, as this person. */
  const edited = async (change: (round: Round) => Partial<Round>, as = EDITOR) => {
    await call('POST', `/${id}/draft`, { as });
    const { edit, revision } = await draftOf(as);
    const { status, body } = await call('PUT', `/${id}/draft`, { as, body: withRound(edit, change), ...at(revision) });
    expect(status).toBe(200);
    return ProcedureDraft.parse(body);
  };
  const release = (revision: number, as = RELEASER) => call('POST', `/${id}/versions`, { as, ...at(revision) });
  const seat = (addressee: Round['waves'][number]['seats'][number]['addressee']) => ({
    addressee,
    mandatory: true,
    kind: 'technical' as const,
  });
  const withSeat =
    (addressee: Parameters<typeof seat>[0]) =>
    ({ waves }: Round) => ({
      waves: waves.map((wave) => ({ ...wave, seats: [...wave.seats, seat(addressee)] })),
    });

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  beforeEach(async () => {
    const { body } = await call<{ items: ProcedureSummary[] }>('GET', '');
    id = body.items.find(({ key }) => key === 'co-signature-four-departments')?.id ?? '';
  });
  afterEach(async () => {
    const { status, body } = await call<ProcedureDraft>('GET', `/${id}/draft`);
    if (status === 200) await call('DELETE', `/${id}/draft`, at(body.revision));
  });

  it('become version 2 by a second administrator, while what runs keeps version 1 and says so', async () => {
    const { runId } = await buildSubject(api, 'mitte', 'round');
    const draft = await edited((round) => ({
      ...withSeat({ kind: 'department', department: 'LEGAL' })(round),
      period: days(8),
    }));
    expect(draft).toMatchObject({
      baseVersion: 1,
      editedBy: ['Katrin Möller'],
      findings: [],
      release: { allowed: false, others: ['Viet Nguyen'] },
      changes: [
        { words: { de: '„Mitzeichnung“, Beteiligte: neu dabei: „Recht“ (Pflicht).' } },
        { words: { de: '„Mitzeichnung“, Frist: 8 Arbeitstage (bisher: 5 Arbeitstage).' } },
      ],
    });

    const own = await release(draft.revision, EDITOR);
    expect([own.status, own.body]).toEqual([403, expect.objectContaining({ code: 'procedureOwnDraft' })]);
    expect(own.text).toContain('Das kann: Viet Nguyen.');
    expect(await draftOf(RELEASER)).toMatchObject({ release: { allowed: true, others: [] } });

    const { status, body } = await release(draft.revision);
    expect(status).toBe(201);
    expect(ProcedureVersion.parse(body)).toMatchObject({
      version: 2,
      releasedBy: 'Viet Nguyen',
      editedBy: ['Katrin Möller'],
      changes: draft.changes,
      running: 0,
    });
    expect((await call('GET', `/${id}/draft`)).status).toBe(404);
    const detail = ProcedureDetail.parse((await call('GET', `/${id}`, { as: 'jonas.albrecht' })).body);
    expect(detail).toMatchObject({ version: 2, releasedBy: 'Viet Nguyen' });
    expect(detail.hash).toBe(bundleHash({ semantics: 1, definition: detail.definition }));
    expect(detail.steps[0]?.summary.de).toBe(
      'Gesundheit, Jugend, Soziales, Stadtentwicklung und Recht gleichzeitig; Frist 8 Arbeitstage, Erinnerung nach 3 Arbeitstagen.',
    );
    expect((await versions()).map(({ version, running }) => [version, running])).toEqual([
      [2, 0],
      [1, 1],
    ]);
    expect((await versions('jonas.albrecht')).map(({ running }) => running)).toEqual([null, null]);

    const run = async (runOf: string) =>
      (await api.request<RunDetail>('GET', `/runs/${runOf}`, { as: 'jonas.albrecht' })).body;
    expect(await run(runId)).toMatchObject({ procedureVersion: 1, procedureValidVersion: 2 });
    const subject = await buildSubject(api, 'mitte', 'draft');
    await join(subject.projectId, 'RECHT');
    const started = await api.request<RunDetail>('POST', `/projects/${subject.projectId}/runs`, {
      as: 'jonas.albrecht',
      body: { procedureId: id, documentId: subject.documentId },
    });
    expect([started.status, started.body]).toEqual([
      201,
      expect.objectContaining({ procedureVersion: 2, procedureValidVersion: 2 }),
    ]);
    const overview = (await call<{ items: ProcedureOverview[] }>('GET', '/overview')).body.items;
    expect(overview.find((one) => one.id === id)?.running).toEqual(
      expect.arrayContaining([
        { version: 1, count: 1 },
        { version: 2, count: 1 },
      ]),
    );
    expect(await auditActions()).toEqual(['procedure.draftOpened', 'procedure.draftChanged', 'procedure.released']);
  });

  async function join(projectId: string, unit: string): Promise<void> {
    const { tenantId } = DEMO_PEOPLE['jonas.albrecht'] ?? {};
    await database.owner.query(
      `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
       values ($1, $2, $3, $4, $1, 'CO_SIGNATURE', now())`,
      [tenantId, newId(), projectId, DEMO_UNITS[`BA-MITTE/${unit}`]],
    );
  }

  async function auditActions(): Promise<string[]> {
    const rows: { action: string }[] = await database.owner.query(
      "select action from audit_entry where chain = $1 and action like 'procedure.%' order by seq",
      [DEMO_PEOPLE[EDITOR]?.tenantId],
    );
    return rows.map(({ action }) => action);
  }

  it('are not released with a Frist of 0 or a unit for which nobody may act', async () => {
    const draft = await edited((round) => ({
      ...withSeat({ kind: 'unit', unitId: DEMO_UNITS['BA-MITTE/ORG'] ?? '' })(round),
      period: days(0),
      reminders: [days(3)],
    }));
    expect(draft.findings.map(({ nodeId, path, code }) => [nodeId, path, code])).toEqual([
      ['coSignature', 'period', 'periodZero'],
      ['coSignature', expect.stringMatching(/^waves\.0\.seats\.\d$/), 'unitWithoutPeople'],
    ]);
    expect(draft.findings[1]?.message.en).toBe(
      'Nobody may act for the unit “Serviceeinheit Organisation und IT” at present.',
    );
    for (const [language, words] of [
      ['de', 'Eine Frist von 0 lässt niemandem Zeit. Für die Stelle „Serviceeinheit Organisation und IT“'],
      ['en', 'A time limit of 0 leaves nobody any time. Nobody may act for the unit'],
    ] as const) {
      const headers = { ...at(draft.revision).headers, 'accept-language': language };
      const answer = await call<{ code: string; detail: string }>('POST', `/${id}/versions`, { as: RELEASER, headers });
      expect([answer.status, answer.body.code]).toEqual([409, 'procedureUnsound']);
      expect(answer.body.detail).toContain(words);
    }
    expect((await versions())[0]?.version).not.toBe(draft.baseVersion === null ? 0 : draft.baseVersion + 1);
  });

  it('belong to whoever saves first; the second learns who was faster and may try again', async () => {
    await call('POST', `/${id}/draft`);
    const { edit, revision } = await draftOf();
    const save = (as: string, length: number) =>
      call<{ code: string; detail: string }>('PUT', `/${id}/draft`, {
        as,
        body: withRound(edit, () => ({ period: days(length) })),
        ...at(revision),
      });
    const answers = await Promise.all([save(EDITOR, 6), save(RELEASER, 7)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const loser = answers.find(({ status }) => status === 412);
    const winner = answers[0]?.status === 200 ? 'Katrin Möller' : 'Viet Nguyen';
    expect(loser?.body).toMatchObject({ code: 'procedureDraftChanged' });
    expect(loser?.body.detail).toContain(`${winner} war schneller`);
    expect(await draftOf()).toMatchObject({ revision: revision + 1, editedBy: [winner] });
    const second = answers[0]?.status === 200 ? RELEASER : EDITOR;
    const again = await call('PUT', `/${id}/draft`, {
      as: second,
      body: withRound(edit, () => ({ period: days(9) })),
      ...at(revision + 1),
    });
    expect(again.status).toBe(200);
    const draft = await draftOf();
    expect([...draft.editedBy].sort()).toEqual(['Katrin Möller', 'Viet Nguyen']);
    expect(draft.release).toEqual({ allowed: false, others: [] });
    const nobody = await release(draft.revision);
    expect(nobody.text).toContain('zurzeit niemand');
  });

  it('are released once when two administrators do it at the same time', async () => {
    const { tenantId, id: third } = DEMO_PEOPLE['sabine.lindner'] ?? {};
    await database.owner.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
       values ($1, $2, $3, $4, 'ADMIN', 'BY_ORDER', now() - interval '1 day')`,
      [tenantId, newId(), third, DEMO_UNITS['BA-MITTE/ORG']],
    );
    const draft = await edited(() => ({ period: days(23) }));
    const before = (await versions()).length;
    const answers = await Promise.all([
      release(draft.revision),
      release(draft.revision, 'sabine.lindner'),
      release(draft.revision),
    ]);
    const outcomes = answers.map(({ status, body }) => [status, (body as { code?: string }).code]);
    expect(outcomes.filter(([status]) => status === 201)).toHaveLength(1);
    expect(outcomes.filter(([, code]) => code === 'procedureDraftGone')).toHaveLength(2);
    expect(await versions()).toHaveLength(before + 1);
  });

  it('begin from the version that a release makes at the same time', async () => {
    const { revision } = await edited(() => ({ period: days(24) }));
    const before = (await versions()).length;
    const opened = await database.owner.transaction(async (owner) => {
      await owner.query('select 1 from audit_chain where chain = $1 for update', [DEMO_PEOPLE[EDITOR]?.tenantId]);
      const answers = [];
      for (const [waiting, ask] of [() => release(revision), () => call('POST', `/${id}/draft`)].entries()) {
        answers.push(ask());
        do await owner.query('select pg_stat_clear_snapshot()');
        while ((await owner.query(BLOCKED)).length <= waiting);
      }
      return answers;
    });
    const [released, draft] = await Promise.all(opened);
    expect([released?.status, draft?.status]).toEqual([201, 201]);
    expect(ProcedureDraft.parse(draft?.body)).toMatchObject({ baseVersion: before + 1, changes: [] });
  });

  it('do not count on units that are dissolved', async () => {
    const { tenantId } = DEMO_PEOPLE[EDITOR] ?? {};
    const unitId = newId();
    await database.owner.query(
      `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department, dissolved_at)
       values ($1, $2, $3, 'ALT', 'Altes Dezernat', 'DIVISION', 'BOARD', now())`,
      [tenantId, unitId, DEMO_UNITS['BA-MITTE/BA']],
    );
    const { findings } = await edited(withSeat({ kind: 'unit', unitId }));
    expect(findings.map(({ code }) => code)).toEqual(['unitUnknown']);
    await database.owner.query('delete from org_unit where id = $1', [unitId]);
  });

  it('are released as they were read, or not at all', async () => {
    const draft = await edited(() => ({ period: days(12) }));
    await edited(() => ({ period: days(13) }));
    const stale = await release(draft.revision);
    expect([stale.status, stale.body]).toEqual([412, expect.objectContaining({ code: 'procedureDraftChanged' })]);
    const without = await call('POST', `/${id}/versions`, { as: RELEASER });
    expect([without.status, without.body]).toEqual([428, expect.objectContaining({ code: 'revisionRequired' })]);
  });

  it('that change nothing make nobody an editor and no version', async () => {
    const draft = await edited(() => ({}));
    expect(draft).toMatchObject({ editedBy: [], changes: [] });
    const same = await release(draft.revision);
    expect([same.status, same.body]).toEqual([409, expect.objectContaining({ code: 'procedureUnchanged' })]);
  });

  it('are discarded once, and the version stays', async () => {
    const { revision } = await edited(() => ({ period: days(14) }));
    const valid = (await versions())[0]?.version;
    expect((await call('DELETE', `/${id}/draft`, at(revision))).status).toBe(204);
    const again = await call<{ code: string; detail: string }>('DELETE', `/${id}/draft`, at(revision));
    expect([again.status, again.body.code]).toEqual([409, 'procedureDraftGone']);
    expect(again.body.detail).toContain(`Gültig ist Version ${valid}`);
    expect((await versions())[0]?.version).toBe(valid);
  });

  it('take no bad input', async () => {
    await call('POST', `/${id}/draft`);
    const { edit, revision } = await draftOf();
    const [first, ...others] = edit.nodes;
    const [way] = edit.flows;
    const bad: [unknown, number, string][] = [
      [{}, 400, 'invalidInput'],
      [{ ...edit, more: 1 }, 400, 'invalidInput'],
      [withRound(edit, () => ({ period: days(-1) })), 400, 'invalidInput'],
      [withRound(edit, () => ({ period: { ...days(1), length: 1.5 } })), 400, 'invalidInput'],
      [
        withRound(edit, () => ({ waves: [{ mode: 'serial', seats: [seat({ kind: 'unit', unitId: 'x' })] }] })),
        400,
        'invalidInput',
      ],
      [{ ...edit, nodes: [{ ...first, type: 'anything' }, ...others] }, 400, 'invalidInput'],
      [{ ...edit, nodes: [{ id: 'note', type: 'takeNote', name: edit.name }, ...others] }, 400, 'invalidInput'],
      [{ ...edit, facts: [{ key: 'amount', name: edit.name, type: 'money' }] }, 400, 'invalidInput'],
      [{ ...edit, flows: [{ ...way, to: 'nowhere' }] }, 422, 'procedureLooseEnd'],
      [{ ...edit, nodes: others }, 422, 'procedureLooseEnd'],
      [{ ...edit, nodes: [...edit.nodes, first] }, 422, 'procedureLooseEnd'],
      [{ ...edit, name: { de: 'x'.repeat(301), en: '' } }, 400, 'invalidInput'],
    ];
    for (const [body, status, code] of bad) {
      const answer = await call<{ code: string }>('PUT', `/${id}/draft`, { body, ...at(revision) });
      expect([body, answer.status, answer.body.code]).toEqual([body, status, code]);
    }
    expect(await draftOf()).toMatchObject({ revision, editedBy: [] });
  });

  it('begin from a template: unchanged at once, under another name with a second administrator', async () => {
    const { tenantId, id: person, unitId } = DEMO_PEOPLE['pia.lorenz'] ?? {};
    await database.owner.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
       values ($1, $2, $3, $4, 'ADMIN', 'BY_ORDER', now() - interval '1 day')`,
      [tenantId, newId(), person, unitId],
    );
    const as = 'pia.lorenz';
    expect((await call<{ items: unknown[] }>('GET', '', { as })).body.items).toEqual([]);
    const { items } = (await call<{ items: ProcedureTemplate[] }>('GET', '/templates', { as })).body;
    expect(items.filter(({ taken }) => taken)).toEqual([]);
    expect(items.length).toBeGreaterThanOrEqual(3);
    const template = 'co-signature-of-participants';
    const takeOver = () => call<{ id: string; code: string }>('POST', '', { as, body: { act: 'takeOver', template } });
    const answers = await Promise.all([takeOver(), takeOver()]);
    expect(answers.map(({ status, body: { code } }) => [status, code]).sort()).toEqual([
      [201, undefined],
      [409, 'procedureTaken'],
    ]);
    const taken = answers.find(({ status }) => status === 201)?.body.id;
    const [first] = (await call<{ items: ProcedureVersion[] }>('GET', `/${taken}/versions`, { as })).body.items;
    expect(first).toMatchObject({ version: 1, fromTemplate: true, editedBy: [], releasedBy: 'Pia Lorenz' });

    await call('POST', `/${id}/draft`);
    for (const foreign of [id, newId()])
      for (const [method, path, body] of [
        ['GET', `/${foreign}/draft`, undefined],
        ['POST', `/${foreign}/draft`, {}],
        ['PUT', `/${foreign}/draft`, EMPTY_EDIT],
        ['DELETE', `/${foreign}/draft`, undefined],
        ['POST', `/${foreign}/versions`, undefined],
      ] as const) {
        const answer = await call<{ code: string }>(method, path, { as, ...(body && { body }), ...at(1) });
        expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'notFound']);
      }

    const name = { de: 'Mitzeichnung Förderanträge', en: 'Co-signature of grants' };
    const copied = await call<{ id: string }>('POST', '', { as, body: { act: 'copy', template, name } });
    expect(copied.status).toBe(201);
    const draft = (await call<ProcedureDraft>('GET', `/${copied.body.id}/draft`, { as })).body;
    expect(draft).toMatchObject({ baseVersion: null, editedBy: ['Pia Lorenz'], edit: { name } });
    expect((await call('GET', `/${copied.body.id}`, { as })).status).toBe(404);
    const own = await call('POST', `/${copied.body.id}/versions`, { as, ...at(1) });
    expect(own.text).toContain('zurzeit niemand');
    const twice = await call<{ code: string }>('POST', '', { as, body: { act: 'copy', template, name } });
    expect([twice.status, twice.body.code]).toEqual([409, 'procedureTaken']);
    const nothing = await call<{ code: string }>('POST', '', { as, body: { act: 'takeOver', template: 'x' } });
    expect([nothing.status, nothing.body.code]).toEqual([422, 'templateUnknown']);
    expect((await call('DELETE', `/${copied.body.id}/draft`, { as, ...at(1) })).status).toBe(204);
    expect((await call('GET', `/${copied.body.id}/draft`, { as })).status).toBe(404);
  });
});
