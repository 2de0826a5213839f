import { JobRegister, WorkItem, WorkItems } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { buildSubject, publishLeadTask, type Subject } from '../access.world';
import { startTestApi, type TestApi } from '../testing';

const ADMIN = 'katrin.moeller';
const CANARY = 'KANARIENVOGEL';
const REASON = 'Die Nummer wurde von Hand vergeben.';

describe('the register of jobs', () => {
  let database: TestDatabase;
  let api: TestApi;
  let mitte: Subject;
  let pankow: Subject;

  /** A row of work, an hour late unless said otherwise. */
  const owe = async (kind: string, payload: object, columns: { state?: string; due?: string; error?: string } = {}) => {
    const id = crypto.randomUUID();
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state, attempts, last_error, done_at)
       values ($1::uuid, $2, 'test ' || $1::text, $3, date_trunc('milliseconds', now() + $4::interval), now() - interval '2 hours', $5,
         case $5 when 'incident' then 8 else 0 end, $6, case $5 when 'done' then now() end)`,
      [id, kind, JSON.stringify(payload), columns.due ?? '-1 hour', columns.state ?? 'ready', columns.error ?? null],
    );
    return id;
  };
  const incident = (project: Subject, error = 'the series is locked') =>
    owe('giveNumber', { projectId: project.projectId, runId: project.runId }, { state: 'incident', error });
  const list = async (query = '', as = ADMIN) => {
    const { status, body } = await api.request('GET', `/work-items${query}`, { as });
    expect(status).toBe(200);
    return WorkItems.parse(body);
  };
  const rowOf = async (id: string) => {
    const [row] = await database.owner.query<Record<string, unknown>[]>('select * from work_item where id = $1', [id]);
    return row;
  };
  const audited = async (id: string) =>
    database.owner.query<unknown[]>(
      `select e.action, e.actor, b.body from audit_entry e join audit_body b using (tenant_id, chain, seq)
       where e.chain = $1 and b.body ->> 'workItem' = $2 order by e.seq`,
      [DEMO_PEOPLE[ADMIN]?.tenantId, id],
    );

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
    [mitte, pankow] = await Promise.all([
      buildSubject(api, 'mitte', 'signature'),
      buildSubject(api, 'pankow', 'round'),
    ]);
    await database.owner.query('delete from work_item');
  }, 180_000);
  afterEach(() => database.owner.query('delete from work_item'));
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('says of every kind what it does, how much of it there is, and how late it was', async () => {
    const payload = { projectId: mitte.projectId, runId: mitte.runId };
    await owe('tickRun', payload, { due: '2 hours' });
    await owe('tickRun', payload, { due: '3 days' });
    await owe('tickRun', payload);
    await owe('tickRun', payload, { state: 'done', due: '-2 minutes' });
    await owe('tickRun', payload, { state: 'done', due: '-3 minutes' });
    await owe('tickRun', payload, { state: 'done', due: '-1 hour' });
    await incident(mitte);
    await owe('sendMail', { projectId: pankow.projectId });
    const { status, body } = await api.request('GET', '/jobs', { as: ADMIN });
    expect(status).toBe(200);
    const { jobs } = JobRegister.parse(body);
    const of = (kind: string) => jobs.find((job) => job.kind === kind);
    expect(of('tickRun')).toMatchObject({ waiting: 1, due: 1, incidents: 0, oldestDueAt: expect.any(String) });
    expect(of('tickRun')?.medianLateness).toBeGreaterThanOrEqual(180);
    expect(of('tickRun')?.medianLateness).toBeLessThan(240);
    expect(of('giveNumber')).toMatchObject({ waiting: 0, due: 0, incidents: 1, medianLateness: null });
    expect(of('sendMail')).toMatchObject({ due: 0, name: { de: 'Mail senden', en: 'Send a mail' } });
  });

  it('counts what is held since a restore, of the own house alone', async () => {
    for (const { projectId } of [mitte, mitte, pankow]) await owe('sendMail', { projectId }, { state: 'held' });
    await owe('sendMail', { projectId: mitte.projectId });
    const { body } = await api.request('GET', '/jobs', { as: ADMIN });
    const { jobs } = JobRegister.parse(body);
    expect(jobs.find(({ kind }) => kind === 'sendMail')).toMatchObject({ due: 1, incidents: 0, held: 2 });
    expect(jobs.find(({ kind }) => kind === 'tickRun')).toMatchObject({ held: 0 });
  });

  it('finds the worker that lives behind two hundred that have died within a day', async () => {
    await database.worker.query(
      `insert into worker (id, name, transport, bell_answers, executed, executed_directly, started_at, seen_at)
       select gen_random_uuid(), 'died', 'inline', true, 5, 0, now() - interval '3 days', clock_timestamp() - interval '5 minutes'
       from generate_series(1, 200)
       union all select gen_random_uuid(), 'lives', 'inline', true, 5, 0, now(), clock_timestamp()`,
    );
    const { body } = await api.request('GET', '/jobs', { as: ADMIN });
    const { workers } = JobRegister.parse(body);
    await database.worker.query('delete from worker');
    expect(workers.filter(({ isSilent }) => !isSilent)).toMatchObject([{ name: 'lives' }]);
    // Who has been there longest comes first.
    expect([workers.length, workers.at(-1)?.name]).toEqual([200, 'lives']);
  });

  it('shows which workers there are, and which of them is silent', async () => {
    const report = (name: string, ago: string) =>
      database.worker.query(
        `insert into worker (id, name, transport, bell_answers, executed, executed_directly, started_at, seen_at)
         values (gen_random_uuid(), $1, 'inline', true, 5, 0, now() - interval '3 days', clock_timestamp() - $2::interval)`,
        [name, ago],
      );
    await report('lives', '5 seconds');
    await report('is silent', '5 minutes');
    await report('left long ago', '2 days');
    const { body } = await api.request('GET', '/jobs', { as: ADMIN });
    const { workers } = JobRegister.parse(body);
    expect(workers.map(({ name, isSilent }) => [name, isSilent]).sort()).toEqual([
      ['is silent', true],
      ['lives', false],
    ]);
  });

  it('lists what is open by due date, narrowed to a state, a kind or an instant', async () => {
    const payload = { projectId: mitte.projectId, runId: mitte.runId };
    const late = await owe('tickRun', payload);
    const soon = await owe('tickRun', payload, { due: '1 hour' });
    const failed = await owe('giveNumber', payload, { state: 'incident', due: '-2 hours' });
    await owe('tickRun', payload, { state: 'done' });
    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await ids('')).toEqual([failed, late, soon]);
    expect(await ids('?state=waiting')).toEqual([soon]);
    expect(await ids('?state=due')).toEqual([late]);
    expect(await ids('?state=incident')).toEqual([failed]);
    expect(await ids('?kind=giveNumber')).toEqual([failed]);
    expect(await ids('?kind=sendMail')).toEqual([]);
    expect(await ids(`?until=${new Date().toISOString()}`)).toEqual([failed, late]);
  });

  it('goes page by page without losing or doubling a row, also where many are due at once', async () => {
    for (let n = 0; n < 3; n += 1) await owe('tickRun', { projectId: mitte.projectId });
    await database.owner.query("update work_item set due_at = date_trunc('hour', now())");
    await owe('tickRun', { projectId: mitte.projectId }, { due: '2 hours' });
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual((await list()).items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(4);
  });

  it('tells neither of other houses nor of projects in which the reader takes no part', async () => {
    const own = await incident(mitte);
    const foreign = await incident(pankow, CANARY);
    const { text } = await api.request('GET', '/work-items', { as: ADMIN });
    expect(text).not.toContain(CANARY);
    const [item] = (await list()).items;
    expect(item).toMatchObject({ id: own, project: null, runId: null, lastError: 'the series is locked' });
    const one = await api.request('GET', `/work-items/${own}`, { as: ADMIN });
    expect(WorkItem.parse(one.body)).toEqual(item);
    for (const path of ['', '/retry', '/skip']) {
      const body = path === '/skip' ? { reason: REASON } : undefined;
      const answer = await api.request(path ? 'POST' : 'GET', `/work-items/${foreign}${path}`, { as: ADMIN, body });
      expect(answer.body).toMatchObject({ status: 404, code: 'notFound' });
    }
    expect(await rowOf(foreign)).toMatchObject({ state: 'incident' });
  });

  it('names project and run where the administrator takes part', async () => {
    const { id, tenantId } = DEMO_PEOPLE[ADMIN] ?? {};
    await database.owner.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
       select $1, gen_random_uuid(), $2, unit_id, 'CASE_WORKER', 'BY_ORDER', app.now() - interval '1 day'
       from project_party where project_id = $3 and role = 'LEAD'`,
      [tenantId, id, mitte.projectId],
    );
    await incident(mitte);
    const [item] = (await list()).items;
    expect(item).toMatchObject({ project: { id: mitte.projectId }, runId: mitte.runId });
    await database.owner.query("delete from membership where person_id = $1 and role = 'CASE_WORKER'", [id]);
  });

  it('an incident is tried again from the first attempt, at once, and that is audited', async () => {
    const id = await incident(mitte);
    const { status, body } = await api.request('POST', `/work-items/${id}/retry`, { as: ADMIN });
    expect([status, body]).toEqual([200, expect.objectContaining({ id, state: 'due', attempts: 0 })]);
    expect(await rowOf(id)).toMatchObject({ state: 'ready', attempts: 0, dispatch_no: 0, dispatched_at: null });
    expect(await audited(id)).toEqual([
      {
        action: 'incident.retried',
        actor: DEMO_PEOPLE[ADMIN]?.id,
        body: { workItem: id, kind: 'giveNumber', lastError: 'the series is locked' },
      },
    ]);
  });

  it('an incident is given up for a reason that is kept', async () => {
    const id = await incident(mitte);
    const { status, body } = await api.request('POST', `/work-items/${id}/skip`, {
      as: ADMIN,
      body: { reason: REASON },
    });
    expect([status, body]).toEqual([200, expect.objectContaining({ id, state: 'skipped' })]);
    expect(await audited(id)).toEqual([
      expect.objectContaining({ action: 'incident.skipped', body: expect.objectContaining({ reason: REASON }) }),
    ]);
    expect((await list()).items).toEqual([]);
  });

  it('of two who settle an incident at once one does, and the same key does it once', async () => {
    const id = await incident(mitte);
    const answers = await Promise.all([
      api.request('POST', `/work-items/${id}/retry`, { as: ADMIN }),
      api.request('POST', `/work-items/${id}/skip`, { as: ADMIN, body: { reason: REASON } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'notIncident' });
    expect(await audited(id)).toHaveLength(1);

    const other = await incident(mitte);
    const key = crypto.randomUUID();
    const twice = [0, 1].map(() => api.request('POST', `/work-items/${other}/retry`, { as: ADMIN, key }));
    const [first, second] = await Promise.all(twice);
    expect([first?.status, second?.status, second?.body]).toEqual([200, 200, first?.body]);
    expect(await audited(other)).toHaveLength(1);
  });

  it('what belongs to the whole installation is seen and may be tried again, but no house gives it up', async () => {
    const id = await owe('tickRun', {}, { state: 'incident' });
    expect((await list()).items).toMatchObject([{ id, isShared: true }]);
    const skip = await api.request('POST', `/work-items/${id}/skip`, { as: ADMIN, body: { reason: REASON } });
    expect(skip.body).toMatchObject({ status: 409, code: 'incidentShared' });
    expect((await api.request('POST', `/work-items/${id}/retry`, { as: ADMIN })).status).toBe(200);
  });

  it('what has begun to delete, or has put something into the store, may be tried again but is not given up', async () => {
    const { id: personId, tenantId } = DEMO_PEOPLE[ADMIN] ?? {};
    const begun = [
      await owe('deleteProject', { projectId: mitte.projectId }, { state: 'incident' }),
      await owe('makeExport', { tenantId, personId, exportId: crypto.randomUUID() }, { state: 'incident' }),
    ];
    const given = await incident(mitte);
    const skippable = (await list()).items.filter(({ isSkippable }) => isSkippable).map(({ id }) => id);
    expect(skippable).toEqual([given]);
    for (const id of begun) {
      const skip = await api.request('POST', `/work-items/${id}/skip`, { as: ADMIN, body: { reason: REASON } });
      expect(skip.body).toMatchObject({ status: 409, code: 'incidentUnfinished' });
      expect(await rowOf(id)).toMatchObject({ state: 'incident' });
      expect((await api.request('POST', `/work-items/${id}/retry`, { as: ADMIN })).status).toBe(200);
    }
  });

  it('the deletion of a project is still its house’s when the project is gone', async () => {
    const gone = async (tenantId: string | undefined, reference: string) => {
      const projectId = crypto.randomUUID();
      await database.owner.query(
        `insert into project_deletion (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
           state, released_at, released_by, released_by_name, begins_at)
         values ($1, $2, $3, '{}', '2010-01-01', '2015-01-01', '2020-12-31', '', '', 'waived', 'running', now(), gen_random_uuid(), '', now())`,
        [tenantId, projectId, reference],
      );
      return owe('deleteProject', { projectId }, { state: 'incident', error: reference });
    };
    const own = await gone(DEMO_PEOPLE[ADMIN]?.tenantId, 'SPK 900/2010');
    const foreign = await gone(DEMO_PEOPLE['omar.haddad']?.tenantId, CANARY);
    expect((await list()).items.map(({ id }) => id)).toEqual([own]);
    expect((await list('?state=incident&kind=deleteProject')).items).toHaveLength(1);
    const { body } = await api.request('GET', '/jobs', { as: ADMIN });
    expect(JobRegister.parse(body).jobs.find(({ kind }) => kind === 'deleteProject')).toMatchObject({ incidents: 1 });
    expect((await api.request('POST', `/work-items/${foreign}/retry`, { as: ADMIN })).status).toBe(404);
    const retry = await api.request('POST', `/work-items/${own}/retry`, { as: ADMIN });
    expect([retry.status, retry.body]).toEqual([
      200,
      expect.objectContaining({ id: own, state: 'due', project: null }),
    ]);
    expect((await api.request('GET', `/work-items/${own}`, { as: ADMIN })).status).toBe(200);
  });

  it('refuses everybody else, what is no incident, and what makes no sense', async () => {
    const id = await incident(mitte);
    for (const as of ['jonas.albrecht', 'lukas.hartwig'])
      for (const path of ['/jobs', '/work-items', `/work-items/${id}`])
        expect((await api.request('GET', path, { as })).body).toMatchObject({ status: 403, code: 'adminOnly' });
    for (const query of ['state=lost', 'kind=%27', 'until=tomorrow', 'cursor=x', 'limit=0', 'color=red'])
      expect((await api.request('GET', `/work-items?${query}`, { as: ADMIN })).body).toMatchObject({ status: 400 });
    for (const body of [undefined, {}, { reason: ' x ' }, { reason: 'x'.repeat(1001) }, { reason: REASON, more: 1 }])
      expect((await api.request('POST', `/work-items/${id}/skip`, { as: ADMIN, body })).body).toMatchObject({
        status: 400,
        code: 'invalidInput',
      });
    const keyless = await api.request('POST', `/work-items/${id}/retry`, { as: ADMIN, key: null });
    expect(keyless.body).toMatchObject({ code: 'idempotencyKeyRequired' });
    const due = await owe('tickRun', { projectId: mitte.projectId });
    const retry = await api.request('POST', `/work-items/${due}/retry`, { as: ADMIN });
    expect(retry.body).toMatchObject({ status: 409, code: 'notIncident' });
    expect((await api.request('GET', '/work-items/nonsense', { as: ADMIN })).status).toBe(404);
  });

  it('leaves the rows themselves out of sight of the API', async () => {
    for (const sql of ['select payload from work_item', 'select last_error from work_item', 'select * from work_item'])
      await expect(database.api.query(sql)).rejects.toThrow('permission denied');
  });

  it('says in the log of mails that one whose sending was dropped does not go out, and leaves one that is tried again', async () => {
    const person = DEMO_PEOPLE[ADMIN];
    const [dropped, retried] = [crypto.randomUUID(), crypto.randomUUID()];
    const work = await Promise.all(
      [dropped, retried].map(async (deliveryId) => {
        await database.owner.query(
          `insert into mail_delivery (tenant_id, id, notification_id, project_id, person_id, unit_id, reason, state, created_at)
           values ($1, $2, gen_random_uuid(), $3, $4, $5, 'incident', 'queued', now())`,
          [person?.tenantId, deliveryId, mitte.projectId, person?.id, person?.unitId],
        );
        return owe('sendMail', { projectId: mitte.projectId, deliveryId }, { state: 'incident' });
      }),
    );
    const decide = (id: string | undefined, act: string, body?: object) =>
      api.request('POST', `/work-items/${id}/${act}`, { as: ADMIN, ...(body && { body }) });
    expect((await decide(work[0], 'skip', { reason: REASON })).status).toBe(200);
    expect((await decide(work[1], 'retry')).status).toBe(200);
    const states = 'select id, state, skip_reason from mail_delivery where id = any ($1)';
    const rows = await database.owner.query<{ id: string }[]>(states, [[dropped, retried]]);
    expect(rows.sort((one) => (one.id === dropped ? -1 : 1))).toEqual([
      { id: dropped, state: 'skipped', skip_reason: 'dropped' },
      { id: retried, state: 'queued', skip_reason: null },
    ]);
  });
});
