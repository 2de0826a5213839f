import {
  MigrationRun,
  ProcedureMigration,
  ProcedureMigrationSummary,
  type ProcedureDetail,
  type ProcedureSummary,
  type RunDetail,
} from '@querraum/contracts';
import {
  bundleHash,
  checkRun,
  moveRunOf,
  serveProject,
  undoRunOf,
  type JobPayload,
  type Transaction,
} from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { Bundle } from '@querraum/workflow';
import { buildSubject } from '../access.world';
import { startTestApi, type RequestOptions, type TestApi } from '../testing';
import { recordEveryRun } from '../testing/recording';

const EDITOR = 'katrin.moeller';
const RELEASER = 'viet.nguyen';
const LEAD = 'jonas.albrecht';
const JOBS = { checkMigration: checkRun, migrateRun: moveRunOf, undoMigration: undoRunOf } as const;
type Work = (tx: Transaction, payload: JobPayload<keyof typeof JOBS>) => Promise<void>;

describe('moving running procedures to another version', () => {
  let database: TestDatabase;
  let api: TestApi;
  let procedureId: string;
  let runId: string;
  let projectId: string;
  let plan: ProcedureMigration;

  const call = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options: RequestOptions = {}) =>
    api.request<T>(method, `/procedures/${procedureId}${path}`, { as: EDITOR, ...options });
  const onPlan = async (
    method: 'POST' | 'PUT',
    act: string,
    { as = EDITOR, body }: { as?: string; body?: object } = {},
  ) => {
    const headers = { 'if-match': `"${plan.revision}"` };
    const answer = await call(method, `/migrations/${plan.id}${act}`, { as, headers, ...(body && { body }) });
    if (answer.status < 300) plan = ProcedureMigration.parse(answer.body);
    return answer;
  };
  const refusalOf = ({ status, body }: { status: number; body: unknown }) =>
    `${status} ${(body as { code?: string }).code ?? ''}`;
  const runPage = async () =>
    (await call<{ items: unknown[] }>('GET', `/migrations/${plan.id}/runs`)).body.items.map((run) =>
      MigrationRun.parse(run),
    );
  /** What the workers do. */
  async function work(): Promise<void> {
    const items: { id: string; kind: keyof typeof JOBS; payload: JobPayload<keyof typeof JOBS> }[] =
      await database.owner.query("select id, kind, payload from work_item where state = 'ready' and kind = any ($1)", [
        Object.keys(JOBS),
      ]);
    for (const { id, kind, payload } of items) {
      await database.workerTransactions.run(async (tx) => {
        await serveProject(tx, payload.projectId);
        await (JOBS[kind] as Work)(tx, payload);
      });
      await database.owner.query("update work_item set state = 'done' where id = $1", [id]);
    }
  }
  const openTasks = async (): Promise<string[]> => {
    const rows: { unit: string }[] = await database.owner.query(
      "select unit_id as unit from task where run_id = $1 and status = 'open' order by key",
      [runId],
    );
    return rows.map(({ unit }) => Object.entries(DEMO_UNITS).find(([, id]) => id === unit)?.[0] ?? unit);
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const { body } = await api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as: EDITOR });
    procedureId = body.items.find(({ key }) => key === 'co-signature-four-departments')?.id ?? '';
    ({ runId, projectId } = await buildSubject(api, 'mitte', 'round'));
    await publish();
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  /** Version 2 asks the Rechtsamt instead of the Jugendamt. */
  async function publish(): Promise<void> {
    const tenantId = DEMO_PEOPLE[LEAD]?.tenantId;
    const [{ bundle }] = (await database.owner.query(
      'select bundle from procedure_version where procedure_id = $1 and version = 1',
      [procedureId],
    )) as [{ bundle: Bundle }];
    const nodes = bundle.definition.nodes.map((node) =>
      node.type === 'coSignatureRound'
        ? {
            ...node,
            waves: node.waves.map((wave) => ({
              ...wave,
              seats: wave.seats.map((seat) =>
                seat.addressee.kind === 'department' && seat.addressee.department === 'YOUTH'
                  ? { ...seat, addressee: { kind: 'unit' as const, unitId: DEMO_UNITS['BA-MITTE/RECHT'] ?? '' } }
                  : seat,
              ),
            })),
          }
        : node,
    );
    const changed: Bundle = { ...bundle, definition: { ...bundle.definition, nodes } };
    await database.owner.query(
      `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
       values ($1, $2, 2, 1, $3, $4, now())`,
      [tenantId, procedureId, bundleHash(changed), JSON.stringify(changed)],
    );
  }

  it('is planned between two versions that there are, each refusal in words', async () => {
    const planned = (body: object) => call('POST', '/migrations', { body });
    expect(refusalOf(await planned({ fromVersion: 1, toVersion: 1 }))).toBe('422 migrationSameVersion');
    expect(refusalOf(await planned({ fromVersion: 1, toVersion: 9 }))).toBe('422 migrationVersionUnknown');
    for (const body of [
      {},
      { fromVersion: 0, toVersion: 2 },
      { fromVersion: 1, toVersion: 2, more: 1 },
      { fromVersion: '1', toVersion: 2 },
    ])
      expect(refusalOf(await planned(body))).toBe('400 invalidInput');
    const { status, body, headers } = await planned({ fromVersion: 1, toVersion: 2 });
    expect(status).toBe(201);
    plan = ProcedureMigration.parse(body);
    expect(headers.get('etag')).toBe('"1"');
    expect(plan).toMatchObject({ status: 'planned', editedBy: ['Katrin Möller'], unmapped: [] });
    expect(plan.release).toEqual({ allowed: false, others: ['Viet Nguyen'] });
    const { items } = (await call<{ items: unknown[] }>('GET', '/migrations')).body;
    expect(items.map((item) => ProcedureMigrationSummary.parse(item).id)).toEqual([plan.id]);
  });

  it('takes a mapping only as the versions allow it, and only by who has read it', async () => {
    const change = (mapping: object) => onPlan('PUT', '', { body: { mapping } });
    const wrong = await change({ nowhere: 'start' });
    expect(refusalOf(wrong)).toBe('422 migrationMappingWrong');
    expect(wrong.text).toContain('kein Schritt der bisherigen Version');
    expect(refusalOf(await change({ start: 17 }))).toBe('400 invalidInput');
    const stale = await call('PUT', `/migrations/${plan.id}`, {
      body: { mapping: plan.mapping },
      headers: { 'if-match': '"7"' },
    });
    expect(refusalOf(stale)).toBe('412 migrationPlanChanged');
    expect(refusalOf(await call('PUT', `/migrations/${plan.id}`, { body: { mapping: plan.mapping } }))).toBe(
      '428 revisionRequired',
    );
    const { status } = await change({ ...plan.mapping });
    expect([status, plan.revision]).toEqual([200, 2]);
  });

  it('is released only after its dry run, and not by who has planned it', async () => {
    expect(refusalOf(await onPlan('POST', '/release', { as: RELEASER }))).toBe('409 migrationUnchecked');
    expect((await onPlan('POST', '/check')).status).toBe(200);
    const early = await onPlan('POST', '/release', { as: RELEASER });
    expect(refusalOf(early)).toBe('409 migrationUnchecked');
    expect(early.text).toContain('1 offen');
    await work();
    const [run] = await runPage();
    expect(run).toMatchObject({ runId, status: 'movable', chosen: true, outcome: null });
    expect(run?.told?.changes.map(({ what, unitName }) => `${what} ${unitName}`)).toEqual([
      expect.stringMatching(/^placeReleased .*Jugend/),
      expect.stringMatching(/^placeAdded .*Recht/),
    ]);
    expect(refusalOf(await onPlan('POST', '/release'))).toBe('403 migrationOwnPlan');
    await onPlan('PUT', '/choice', { body: { choose: 'only', runIds: [] } });
    expect(refusalOf(await onPlan('POST', '/release', { as: RELEASER }))).toBe('409 migrationEmpty');
    expect(refusalOf(await onPlan('PUT', '/choice', { body: { choose: 'some', runIds: ['x'] } }))).toBe(
      '400 invalidInput',
    );
    await onPlan('PUT', '/choice', { body: { choose: 'add', runIds: [runId] } });
    expect(plan.progress.chosen).toBe(1);
    expect(refusalOf(await onPlan('POST', '/undo'))).toBe('409 migrationNotReleased');
  });

  it('moves state, version, tasks and the sight of the project together', async () => {
    expect(await openTasks()).toEqual(expect.arrayContaining(['BA-MITTE/JUG']));
    expect((await onPlan('POST', '/release', { as: RELEASER })).status).toBe(200);
    await work();
    const tasks = await openTasks();
    expect(tasks).toHaveLength(4);
    expect(tasks).toEqual(expect.arrayContaining(['BA-MITTE/RECHT', 'BA-MITTE/GES']));
    expect(tasks).not.toContain('BA-MITTE/JUG');
    const { body } = await api.request<RunDetail>('GET', `/runs/${runId}`, { as: LEAD });
    expect(body).toMatchObject({ procedureVersion: 2, procedureValidVersion: 2, status: 'running' });
    expect(refusalOf(await onPlan('POST', '/check'))).toBe('409 migrationNotOpen');
    const history = await api.request<{ items: { kind: string }[] }>('GET', `/projects/${projectId}/history`, {
      as: LEAD,
    });
    expect(history.body.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['run.migrated', 'run.seatReleased']),
    );
  });

  it('keeps what it did, so that the run can be played again across the versions', async () => {
    expect((await recordEveryRun(database)).wrong).toEqual([]);
  });

  it('is undone while nothing has gone on, and leaves no task behind', async () => {
    expect((await onPlan('POST', '/undo', { as: RELEASER })).status).toBe(200);
    await work();
    const tasks = await openTasks();
    expect(tasks).toHaveLength(4);
    expect(tasks).toContain('BA-MITTE/JUG');
    expect(tasks).not.toContain('BA-MITTE/RECHT');
    const { body } = await api.request<RunDetail>('GET', `/runs/${runId}`, { as: LEAD });
    expect(body.procedureVersion).toBe(1);
    plan = ProcedureMigration.parse((await call('GET', `/migrations/${plan.id}`)).body);
    expect(plan.progress).toMatchObject({ undone: 1, moved: 0, left: 0 });
  });

  it('keeps that it was undone, and plays the run there and back', async () => {
    const { histories, wrong } = await recordEveryRun(database);
    expect(wrong).toEqual([]);
    const [history] = histories;
    expect(history?.runs[0]?.steps.map(([, , { type }]) => type).slice(-2)).toEqual(['migrate', 'undoMigration']);
    expect(Object.keys(history?.versions ?? {})).toEqual(['1', '2']);
  });

  it('stands in the chain of the house, act by act', async () => {
    const rows: { action: string }[] = await database.owner.query(
      "select action from audit_entry where action like 'procedure.migration%' order by seq",
    );
    expect(rows.map(({ action }) => action.replace('procedure.migration', ''))).toEqual([
      'Planned',
      'Changed',
      'Checked',
      'Changed',
      'Changed',
      'Released',
      'Undone',
    ]);
  });

  it('shows an administrator of another house nothing', async () => {
    const answer = await call('GET', `/migrations/${plan.id}/runs`, { as: 'ruth.sommerfeld' });
    expect([403, 404]).toContain(answer.status);
  });
});

describe('a published version', () => {
  it('is taken as it is and refused when it has been edited', async () => {
    const database = await openTestDatabase(DEMO);
    const api = await startTestApi(database);
    try {
      const as = EDITOR;
      const { body: list } = await api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as });
      const id = list.items[0]?.id ?? '';
      const { definition, hash } = (await api.request<ProcedureDetail>('GET', `/procedures/${id}`, { as })).body;
      const publish = (sent: object, version: number | string = 1) =>
        api.request('PUT', `/procedures/${id}/versions/${version}`, { as, body: { definition: sent } });
      expect(await publish(definition)).toMatchObject({ status: 200, body: { version: 1, hash } });
      const edited = await publish({ ...definition, name: { de: 'Anders', en: 'Different' } });
      expect(edited).toMatchObject({ status: 409, body: { code: 'procedureVersionFixed' } });
      expect(edited.text).toContain('Version 1 ist veröffentlicht und ändert sich nicht mehr');
      expect((await publish(definition, 7)).status).toBe(404);
      expect((await publish(definition, 'x')).status).toBe(404);
      expect((await publish({})).status).toBe(400);
      await expect(database.owner.query("update procedure_version set hash = 'x'")).rejects.toThrow(/never changes/);
      expect((await api.request<ProcedureDetail>('GET', `/procedures/${id}`, { as })).body.hash).toBe(hash);
    } finally {
      await api.close();
      await database.close();
    }
  });
});
