import { randomUUID } from 'node:crypto';
import { serveProject, workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { RunDetail } from '@querraum/contracts';
import type { Executed } from './execute';
import { executeRing } from './execute-ring';
import { workerLog } from './logging';
import { moveClock, startedRuns, workOff, type StartedRuns } from './testing/started-run';

const START = '2027-03-25T09:00:00.000Z';
const AFTER_REMINDER = '2027-04-02T06:00:00.000Z';

describe('many Fristen at once', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let runs: RunDetail[];
  const noted: Executed[] = [];

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    await moveClock(database, START);
    runs = [];
    for (const title of ['Eins', 'Zwei', 'Drei', 'Vier']) runs.push(await started.start(title));
    await workOff(database, { mailServer: undefined });
    await moveClock(database, AFTER_REMINDER);
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  const execute = (ids: string[]) =>
    executeRing(
      {
        transactions: database.workerTransactions,
        outside: { mailServer: undefined },
        note: (executed) => noted.push(executed),
        log: workerLog('silent'),
      },
      ids,
    );
  const ticks = async () =>
    (
      await database.owner.query<{ id: string; runId: string; state: string }[]>(
        `select id, payload ->> 'runId' as "runId", state from work_item
         where kind = 'tickRun' and due_at <= app.now() order by due_at, id`,
      )
    ).filter(({ runId }) => runs.some(({ id }) => id === runId));
  const reminded = (runId: string) =>
    database.owner.query(
      `select (select count(*)::int from notification where run_id = $1 and reason = 'reminder') as notices,
         (select count(*)::int from audit_entry e join run r on r.project_id = e.chain where r.id = $1 and e.action = 'run.reminded') as entries,
         (select count(*)::int from task where run_id = $1 and reminded_at is not null) as tasks,
         (select revision - (select max(sequence) from run_command where run_id = $1) from run where id = $1) as unrecorded`,
      [runId],
    );
  const ONCE = [{ notices: 4, entries: 4, tasks: 4, unrecorded: 0 }];
  const NEVER = [{ notices: 0, entries: 0, tasks: 0, unrecorded: 0 }];

  it('leaves out a run whose project somebody holds, and does the others in the same instant', async () => {
    const due = await ticks();
    expect(due).toHaveLength(4);
    const [held] = runs;
    const ids = due.map(({ id }) => id);
    await database.workerTransactions.run(async (holder) => {
      await serveProject(holder, held?.projectId ?? '');
      await holder.rows('select from project where id = $1 for update', [held?.projectId]);
      // The one that is held is tried alone, waits for its lock, and comes again.
      await execute(ids);
      for (const { id } of runs.slice(1)) expect(await reminded(id)).toEqual(ONCE);
      expect(await reminded(held?.id ?? '')).toEqual(NEVER);
      const [item] = due.filter(({ runId }) => runId === held?.id);
      const why = await database.owner.query('select last_error as why from work_item where id = $1', [item?.id]);
      expect(why).toEqual([{ why: 'busy (55P03)' }]);
    });
    await execute(ids);
    expect(await reminded(held?.id ?? '')).toEqual(ONCE);
    expect((await ticks()).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('keeps the chains of the histories whole', async () => {
    const broken = await database.owner.query(
      `select e.chain, e.seq from audit_entry e left join audit_entry p on p.chain = e.chain and p.seq = e.seq - 1
       where e.seq > 1 and e.prev_hash is distinct from p.hash`,
    );
    expect(broken).toEqual([]);
    const heads = await database.owner.query(
      `select c.chain from audit_chain c
       join lateral (select seq, hash from audit_entry e where e.chain = c.chain order by seq desc limit 1) l on true
       where c.head_seq <> l.seq or c.head_hash <> l.hash`,
    );
    expect(heads).toEqual([]);
  });

  it('notes each with its lateness', () => {
    const told = noted.map(({ kind, outcome }) => `${kind} ${outcome}`);
    expect(told).toEqual(['done', 'done', 'done', 'failed', 'done'].map((outcome) => `tickRun ${outcome}`));
    for (const { outcome, lateSeconds } of noted) expect(outcome === 'failed' || (lateSeconds ?? 0) > 0).toBe(true);
  });

  it('does nothing a second time, over however many bells at once', async () => {
    const ids = (await ticks()).map(({ id }) => id);
    await Promise.all([execute(ids), execute(ids), execute(ids)]);
    for (const { id } of runs) expect(await reminded(id)).toEqual(ONCE);
  });

  it('does the mails of all of them at once, each once', async () => {
    const mails = () =>
      database.owner.query(`select id from work_item where kind = 'addressMails' and state = 'ready' order by id`);
    const ids = (await mails()).map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(4);
    await Promise.all([execute(ids), execute(ids)]);
    expect(await mails()).toEqual([]);
    const [{ deliveries, people, foreign }] = await database.owner.query(
      `select count(*)::int as deliveries, count(distinct (m.notification_id, m.person_id))::int as people,
         count(*) filter (where m.project_id <> n.project_id)::int as foreign
       from mail_delivery m join notification n on n.id = m.notification_id where n.reason = 'reminder'`,
    );
    expect(deliveries).toBeGreaterThanOrEqual(16);
    expect(people).toBe(deliveries);
    expect(foreign).toBe(0);
  });

  it('lets one that fails stand in the way of nobody', async () => {
    const [run] = runs;
    const owe = (runId: string, projectId: string) =>
      database.workerTransactions.run((tx) =>
        workItems.add(tx, 'tickRun', { payload: { runId, projectId }, dueAt: tx.now, dedupeKey: `spec:${runId}` }),
      );
    await owe(randomUUID(), randomUUID());
    await owe(run?.id ?? '', run?.projectId ?? '');
    const items = () =>
      database.owner.query(
        `select id, state, attempts from work_item where dedupe_key like 'spec:%' order by state, attempts`,
      );
    await execute((await items()).map(({ id }: { id: string }) => id));
    expect(await items()).toMatchObject([
      { state: 'done', attempts: 0 },
      { state: 'ready', attempts: 1 },
    ]);
    expect(noted.at(-1)).toEqual({ kind: 'tickRun', outcome: 'failed' });
  });
});
