import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { DomainError, JOB_TYPES, workItems, type MailOutcome } from '@querraum/server';
import { missingIn, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { Dispatcher } from './dispatcher';
import { healthServer } from './health';
import { Heartbeat } from './heartbeat';
import { workerLog } from './logging';
import { redisTransport } from './transport/bullmq.transport';
import { WorkerMetrics } from './worker-metrics';

/** A worker whose Redis is not there. */
describe('what a worker says of itself', () => {
  let database: TestDatabase;
  let dispatcher: Dispatcher;
  let server: Server;
  let metrics: WorkerMetrics;

  beforeAll(async () => {
    database = await openTestDatabase();
    const { workerTransactions: transactions } = database;
    const log = workerLog('silent');
    metrics = new WorkerMetrics('bullmq-redis');
    const transport = redisTransport('redis://127.0.0.1:1', () => undefined);
    dispatcher = new Dispatcher(transactions, transport, async () => undefined, database.urls.worker, log, metrics);
    metrics.executed({ kind: 'tickRun', outcome: 'done', lateSeconds: 0.3 });
    metrics.executed({ kind: 'sendMail', outcome: 'givenUp' });
    server = healthServer({
      ...{ transactions, dispatcher, metrics, heartbeat: new Heartbeat(transactions, log) },
      pool: () => ({ total: 2, idle: 1, waiting: 0 }),
      told: { transport: 'bullmq-redis', mail: 'off' },
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await dispatcher.start();
  });
  afterAll(async () => {
    server.close();
    await dispatcher.stop();
    await database.close();
  });

  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  const untilMute = async () => {
    while (dispatcher.bellAnswers) await new Promise((resolve) => setImmediate(resolve));
  };

  it('is degraded, not dead, without its bell', async () => {
    await untilMute();
    const { status, text } = await ask('/health/ready');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ status: 'degraded', transport: 'bullmq-redis', transportAnswers: false });
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/health')).status).toBe(404);
  });

  it('is ready though a slow mail server keeps a crowd of mails waiting', async () => {
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'sendMail', {
        payload: { projectId: crypto.randomUUID(), deliveryId: crypto.randomUUID() },
        dueAt: new Date(tx.now.getTime() - 400_000),
        dedupeKey: 'mail',
      }),
    );
    const { status, text } = await ask('/health/ready');
    expect(status).toBe(200);
    const { oldestDueSeconds } = JSON.parse(text) as { oldestDueSeconds: number };
    expect(oldestDueSeconds).toBeGreaterThanOrEqual(400);
  });

  it('counts for Prometheus', async () => {
    await untilMute();
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'tickRun', {
        payload: { projectId: crypto.randomUUID(), runId: crypto.randomUUID() },
        dueAt: new Date(tx.now.getTime() - 90_000),
        dedupeKey: 'late',
      }),
    );
    const { text } = await ask('/metrics');
    for (const line of [
      'querraum_transport_up{transport="bullmq-redis"} 0',
      'querraum_work_items{state="due"} 2',
      'querraum_work_items{state="held"} 0',
      'querraum_oldest_due_seconds{lane="slow"} 0',
      'querraum_executions_total{kind="tickRun",outcome="done"} 1',
      'querraum_work_item_lateness_seconds_bucket{kind="tickRun",le="0.5"} 1',
      'querraum_incidents_total{kind="sendMail"} 1',
      'querraum_pool_connections{state="total"} 2',
    ])
      expect(text).toContain(`${line}\n`);
    const oldest = (lane: string) =>
      Number(new RegExp(`^querraum_oldest_due_seconds\\{lane="${lane}"\\} (.+)$`, 'm').exec(text)?.[1]);
    expect(oldest('prompt')).toBeGreaterThanOrEqual(90);
    expect(oldest('prompt')).toBeLessThan(400);
    expect(oldest('mails')).toBeGreaterThanOrEqual(400);
  });

  it('counts by lane what went past the bell', async () => {
    const toldOf = (lane: string) => `querraum_direct_executions_total{transport="bullmq-redis",lane="${lane}"}`;
    while (!new RegExp(`^${toldOf('prompt')} [1-9]`, 'm').test((await ask('/metrics')).text)) await untilMute();
    expect((await ask('/metrics')).text).toContain(`${toldOf('slow')} 0\n`);
  });

  it('counts what waits for an operator since a restore', async () => {
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state)
       select gen_random_uuid(), 'sendMail', 'held ' || n, '{}', app.now(), app.now(), 'held' from generate_series(1, 3) n`,
    );
    expect((await ask('/metrics')).text).toContain('querraum_work_items{state="held"} 3\n');
    await database.owner.query("delete from work_item where state = 'held'");
  });

  it('says what every rule and every dashboard asks of it', async () => {
    expect(missingIn((await ask('/metrics')).text, 'querraum-worker')).toEqual([]);
  });

  it('tells of the backup, the audit and the targets of events, also where there are none', async () => {
    const { text } = await ask('/metrics');
    for (const line of ['wal_archive_age_seconds +Inf', 'audit_checkpoint_age_seconds +Inf', 'webhooks_paused 0'])
      expect(text).toContain(`querraum_${line}\n`);
    const { owner } = database;
    await owner.query(`insert into audit_checkpoint
      select 1, 1, 'now', app.now() - interval '3 hours', 0, 0, '', '', null, '', null, 'x', app.now()`);
    const later = (await ask('/metrics')).text;
    expect(Number(/^querraum_audit_checkpoint_age_seconds (.+)$/m.exec(later)?.[1])).toBeGreaterThanOrEqual(10_800);
  });

  it('begins to count what was given up, and what came of work, at nothing for every kind', async () => {
    const { text } = await ask('/metrics');
    for (const kind of Object.keys(JOB_TYPES)) {
      expect(text).toMatch(
        new RegExp(`^querraum_incidents_total\\{kind="${kind}"\\} ${kind === 'sendMail' ? 1 : 0}$`, 'm'),
      );
      for (const outcome of ['done', 'later', 'failed'])
        expect(text).toContain(`querraum_executions_total{kind="${kind}",outcome="${outcome}"} `);
    }
  });

  it('counts what the mail server said of each mail', async () => {
    const answers: MailOutcome[] = [{ state: 'away', error: 'no' }, { state: 'sent' }, { state: 'away', error: 'no' }];
    const server = metrics.counting({
      ...{ host: 'stadt.example', publicUrl: '' },
      restMs: () => 0,
      send: () => Promise.resolve(answers.pop() ?? { state: 'sent' }),
    });
    const mail = { to: 'jonas@stadt.example', subject: '', text: '', messageId: '<1@stadt.example>' };
    for (let sent = 0; sent < 3; sent += 1) await server.send(mail);
    const { text } = await ask('/metrics');
    for (const line of ['{outcome="sent"} 1', '{outcome="away"} 2', '{outcome="refused"} 0'])
      expect(text).toContain(`querraum_mails_total${line}\n`);
  });

  it('says nothing of the work and the installation while the database is away, and again once it is there', async () => {
    const OF_DATABASE = /^querraum_(oldest_due|work_items|audit_checkpoint|wal_archive|webhooks_paused|database_size)/m;
    expect((await ask('/metrics')).text).toMatch(OF_DATABASE);
    const away = jest.spyOn(database.workerTransactions, 'run').mockRejectedValue(new DomainError('busy'));
    const { text } = await ask('/metrics');
    away.mockRestore();
    expect(text).not.toMatch(OF_DATABASE);
    for (const line of ['querraum_worker_ready 0', 'querraum_incidents_total{kind="sendMail"} 1'])
      expect(text).toContain(`${line}\n`);
    expect((await ask('/metrics')).text).toMatch(OF_DATABASE);
  });

  it('is not ready where a Frist is later than promised', async () => {
    const { status, text } = await ask('/health/ready');
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ status: 'late' });
    expect((await ask('/metrics')).text).toContain('querraum_worker_ready 0\n');
  });
});
