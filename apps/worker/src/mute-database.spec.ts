import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSource, poolOf, Transactions, workItems } from '@querraum/server';
import { type MuteProxy, openMuteProxy, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { DataSource } from 'typeorm';
import { Dispatcher } from './dispatcher';
import { healthServer } from './health';
import { Heartbeat } from './heartbeat';
import { workerLog } from './logging';
import { inlineTransport } from './transport/inline.transport';
import { WorkerMetrics } from './worker-metrics';

/** One that is opened later would not be silent. */
const POOL = 6;

describe('a worker of which all connections to the database fall silent', () => {
  let database: TestDatabase;
  let proxy: MuteProxy;
  let source: DataSource;
  let transactions: Transactions;
  let dispatcher: Dispatcher;
  let server: Server;
  const executed = new Set<string>();

  beforeAll(async () => {
    database = await openTestDatabase();
    proxy = await openMuteProxy(database.urls.worker);
    const url = proxy.urlOf(database.urls.worker);
    source = await createDataSource({ url, pool: POOL, applicationName: 'spec' }).initialize();
    transactions = new Transactions(source);
    const log = workerLog('silent');
    const execute = ({ ids }: { ids: string[] }) =>
      transactions.run(async (tx) => {
        await tx.rows('select 1');
        for (const id of ids) executed.add(id);
      });
    dispatcher = new Dispatcher(transactions, inlineTransport(), execute, url, log);
    server = healthServer({
      ...{
        transactions,
        dispatcher,
        heartbeat: new Heartbeat(transactions, log),
        metrics: new WorkerMetrics('inline'),
      },
      pool: () => poolOf(source),
      told: { transport: 'inline', mail: 'off' },
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await dispatcher.start();
  });
  afterAll(async () => {
    server.close();
    await source.destroy();
    proxy.close();
    await database.close();
  });

  const owe = async () => {
    const id = randomUUID();
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
       values ($1::uuid, 'tickRun', $1::text, $2, app.now(), app.now())`,
      [id, { projectId: randomUUID(), runId: randomUUID() }],
    );
    return id;
  };
  const secondsUntil = async (isSo: () => boolean, patienceSeconds: number) => {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    while (!isSo() && seconds() < patienceSeconds) await sleep(20);
    return seconds();
  };
  const ask = async (path: string) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };

  it('does what becomes due all the same', async () => {
    proxy.fallSilent();
    const id = await owe();
    expect(await secondsUntil(() => executed.has(id), 30)).toBeLessThan(20);
  }, 40_000);

  it('says so itself, without delay, and again that it is well', async () => {
    const ready = () => transactions.run((tx) => workItems.standing(tx));
    await Promise.all(Array.from({ length: POOL }, ready));
    proxy.fallSilent();
    let isHeld = true;
    const held = ready().catch(() => (isHeld = false));
    const answeredWhileHeld: boolean[] = [];
    // As the answer is written: a process that stands still may receive it only when the connection has been given up, too.
    const note = (_: unknown, response: ServerResponse) =>
      response.once('finish', () => answeredWhileHeld.push(isHeld));
    server.on('request', note);
    const [readiness, metrics] = await Promise.all([ask('/health/ready'), ask('/metrics')]);
    expect(readiness.status).toBe(503);
    expect(JSON.parse(readiness.text)).toMatchObject({ status: 'noDatabase' });
    expect(metrics.status).toBe(200);
    expect(metrics.text).toContain('querraum_worker_ready 0\n');
    expect(answeredWhileHeld).toEqual([true, true]);
    server.off('request', note);
    await held;
    let isWell = false;
    const look = async () => {
      while (!isWell) isWell = (await ask('/health/ready')).status === 200;
    };
    const [seconds] = await Promise.all([secondsUntil(() => isWell, 30), look()]);
    expect(seconds).toBeLessThan(20);
  }, 60_000);

  it('ends in the time that it has', async () => {
    proxy.fallSilent();
    const isStanding = () => poolOf(source).idle < poolOf(source).total;
    await secondsUntil(isStanding, 10);
    const began = performance.now();
    await dispatcher.stop();
    expect(performance.now() - began).toBeLessThan(15_000);
  }, 40_000);
});
