import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { WEBHOOK_EVENTS, type GivenWebhook, type WebhookInput } from '@querraum/contracts';
import { InboxClaimsService, readConfig, WebhookLogService, WebhooksService, workItems } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, openTestDatabase, stopClock, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { callerOf, moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import { startReceiver, type ReceivedEvent, type Receiver } from '../testing/receiver';
import { webhookSender } from '../webhook-sender';
import type { WebhookSender } from './job';

const config = readConfig({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://x',
  ISSUER: 'http://sign-in.test',
  DOCUMENT_STORE: '/tmp',
  PUBLIC_URL: 'https://querraum.stadt.example',
  WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
  WEBHOOK_HTTP: 'own',
  WEBHOOK_SECRET_KEY: 'a key that is long enough for a house',
});
const CANARY = 'KANARIENVOGEL';
const admin = callerOf('katrin.moeller');
const DAY = 86_400;

describe('events of a house', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let webhooks: WebhooksService;
  let log: WebhookLogService;
  let lanes: Promise<void>[];
  let sender: WebhookSender;
  const receivers: Receiver[] = [];

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    // What is tried again some seconds later does not come due while a test is slow.
    await stopClock(database, Date.now());
    started = await startedRuns(database);
    webhooks = new WebhooksService(database.transactions, config);
    log = new WebhookLogService(database.transactions);
    lanes = [];
    const real = webhookSender(config, fail, { withinMs: 120_000 });
    sender = { ...real, apart: (work) => void lanes.push(work()) };
  });
  afterEach(async () => {
    await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
    await started.close();
    await database.close();
  });

  async function receive(...given: Parameters<typeof startReceiver>): Promise<Receiver> {
    const receiver = await startReceiver(given[0], { isEncrypted: false });
    receivers.push(receiver);
    return receiver;
  }
  const subscribe = (port: number, input: Partial<WebhookInput> = {}): Promise<GivenWebhook> =>
    webhooks.add(admin, randomUUID(), {
      url: `http://127.0.0.1:${port}/eingang`,
      description: '',
      events: [...WEBHOOK_EVENTS],
      state: 'active',
      ...input,
    });
  /** Until nothing is due and nothing is on its way. */
  async function settle(times = 1): Promise<void> {
    do {
      await Promise.all(lanes.splice(0));
      await workOff(database, { mailServer: undefined, webhooks: sender }, times);
    } while (lanes.length > 0);
  }
  const deliveries = async (id: string) => (await log.list(admin, id, { limit: 200 })).items;
  const events = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body));
  const isSigned = ({ headers, body }: ReceivedEvent, secret: string | null) => {
    const key = Buffer.from((secret ?? '').slice('whsec_'.length), 'base64');
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
    return String(headers['webhook-signature']).split(' ').includes(signature);
  };

  it('arrive signed at the targets of the house that asked for them, in an order that can be told', async () => {
    const all = await receive();
    const someRuns = await receive();
    const ofPankow = await receive();
    const { secret } = await subscribe(all.port);
    await subscribe(someRuns.port, { events: ['run.started', 'run.ended'] });
    await database.owner.query(
      `insert into webhook (tenant_id, id, url, description, events, state, created_at, created_by)
       values ($1, gen_random_uuid(), $2, '', $3, 'active', now(), $4)`,
      [DEMO_PEOPLE['omar.haddad']?.tenantId, `http://127.0.0.1:${ofPankow.port}/`, WEBHOOK_EVENTS, randomUUID()],
    );
    const run = await started.start();
    await settle();
    expect(events(all).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['querraum.project.opened', 'querraum.run.started', 'querraum.step.opened']),
    );
    expect(events(someRuns)).toMatchObject([
      {
        specversion: '1.0',
        source: 'https://querraum.stadt.example',
        type: 'querraum.run.started',
        subject: `projects/${run.projectId}/runs/${run.id}`,
        data: {
          project: { id: run.projectId, reference: expect.stringMatching(/\d/) },
          run: { id: run.id, procedure: { key: 'co-signature-four-departments', name: { de: expect.any(String) } } },
        },
      },
    ]);
    expect(ofPankow.received).toEqual([]);
    for (const event of all.received) expect(isSigned(event, secret)).toBe(true);
    const ofRun = events(all).filter(({ subject }) => subject.endsWith(run.id));
    expect(new Set(ofRun.map(({ sequence }) => sequence)).size).toBe(ofRun.length);
    const opened = ofRun.filter(({ type }) => type === 'querraum.task.opened');
    expect(opened.map(({ data }) => data.task.unit.code).sort()).toEqual(['GES', 'JUG', 'SOZ', 'STADT']);
    for (const { headers, body } of all.received) expect(headers['webhook-id']).toBe(JSON.parse(body).id);
  });

  it('say nothing that somebody wrote, and name nobody', async () => {
    const target = await receive();
    await subscribe(target.port);
    const run = await started.start(CANARY);
    const [task] = await database.owner.query(
      "select id from task where unit_name = 'Gesundheitsamt' and status = 'open'",
    );
    const aylin = callerOf('aylin.demirel');
    await new InboxClaimsService(database.transactions).claim(aylin, randomUUID(), task.id, 'claim');
    await started.runs.answer(aylin, randomUUID(), task.id, { kind: 'reserve', words: CANARY, version: 1 });
    await settle();
    const types = events(target).map(({ type }) => type);
    expect(types).toContain('querraum.task.done');
    const told = target.received.map(({ body }) => body).join();
    expect(told).toContain(run.id);
    const people: { name: string; id: string }[] = await database.owner.query('select name, id from person');
    for (const { name, id } of people) expect([name, told.includes(name) || told.includes(id)]).toEqual([name, false]);
    expect(told).not.toContain(CANARY);
    expect(told).not.toContain('Konzept');
  });

  it('arrive once, however often the bell rings', async () => {
    const target = await receive();
    const { id } = await subscribe(target.port);
    await started.start();
    await settle(4);
    const ids = events(target).map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await deliveries(id)).toHaveLength(ids.length);
  });

  it('arrive again under the same id when the worker dies before it is written down', async () => {
    const target = await receive();
    const { id } = await subscribe(target.port, { events: ['run.started'] });
    await started.start();
    const { send } = sender;
    // Sent, and then nothing more is heard of it.
    sender = {
      ...sender,
      apart: (work) => void work().catch(() => undefined),
      send: (round) => send(round).then(never),
    };
    await settle();
    await until(() => target.received.length === 1);
    expect(await deliveries(id)).toMatchObject([{ state: 'sending', attempts: 1 }]);
    // Called before its time, the work item that waits for the end of the lease goes on waiting.
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where kind = 'deliverWebhooks'",
    );
    await settle();
    await database.owner.query('update webhook set leased_until = app.now()');
    await moveClock(database, { seconds: 61 });
    sender = { ...sender, send, apart: (work) => void lanes.push(work()) };
    await settle();
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 2, status: 204 }]);
    const [first, second] = events(target);
    expect(second).toEqual(first);
  });

  it('are not kept waiting by another target that hangs, and no Frist is', async () => {
    const hanging = await receive(() => undefined);
    const fast = await receive();
    const { id: hangingId } = await subscribe(hanging.port, { events: ['run.started'] });
    const { id } = await subscribe(fast.port, { events: ['run.started', 'step.opened'] });
    await started.start();
    // One after the other, in one place alone: the narrowest that there is.
    await workOff(database, { mailServer: undefined, webhooks: sender });
    await until(async () => (await deliveries(id)).every(({ state }) => state === 'delivered'));
    expect(await deliveries(hangingId)).toMatchObject([{ state: 'sending' }]);
    expect(hanging.received).toHaveLength(1);
    const waiting = await database.owner.query(
      "select kind from work_item where state = 'ready' and due_at <= app.now()",
    );
    expect(waiting).toEqual([]);
    await hanging.close();
    receivers.splice(receivers.indexOf(hanging), 1);
    await Promise.all(lanes);
  });

  it('are tried again ever later, then given up visibly, and sent again when an administrator says so', async () => {
    let status = 500;
    const target = await receive((response) => response.writeHead(status).end(status === 500 ? 'kaputt' : ''));
    const { id } = await subscribe(target.port, { events: ['run.started'] });
    await started.start();
    await settle();
    expect(await deliveries(id)).toMatchObject([
      { state: 'queued', attempts: 1, status: 500, error: 'status', answer: 'kaputt' },
    ]);
    const waits: number[] = [];
    for (;;) {
      const [{ nextAttemptAt, lastAttemptAt } = { nextAttemptAt: null, lastAttemptAt: null }] = await deliveries(id);
      if (nextAttemptAt === null || lastAttemptAt === null) break;
      waits.push(Math.round((Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)) / 1000));
      await moveClock(database, nextAttemptAt);
      await moveClock(database, { seconds: 1 });
      await settle();
    }
    expect(waits.slice(0, 7)).toEqual([5, 30, 120, 600, 1800, 3600, 3600]);
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', attempts: waits.length + 1 }]);
    expect(waits.length).toBeLessThan(35);
    expect(await webhooks.get(admin, id)).toMatchObject({ state: 'active', counts: { failed: 1 } });
    // The target rests for an hour now; whoever sends the event again does not wait for that.
    const [failed] = await deliveries(id);
    await log.replayOne(admin, randomUUID(), id, failed?.id ?? '');
    await settle();
    expect(await deliveries(id)).toMatchObject([{ state: 'queued', attempts: waits.length + 2 }]);
    status = 204;
    await moveClock(database, { seconds: 6 });
    await settle();
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', status: 204, error: null, answer: '' }]);
    expect(new Set(events(target).map((event) => event.id)).size).toBe(1);
    expect(await webhooks.get(admin, id)).toMatchObject({ failingSince: null, counts: { failed: 0 } });
  });

  it('are held for a target that failed for days, and go when it is back', async () => {
    let isThere = false;
    const target = await receive((response) => response.writeHead(isThere ? 204 : 503).end());
    const { id } = await subscribe(target.port, { events: ['run.started'] });
    await started.start();
    await settle();
    await moveClock(database, { seconds: 3 * DAY });
    await settle();
    const paused = await webhooks.get(admin, id);
    expect(paused).toMatchObject({ state: 'paused', pausedBecause: 'failing', revision: 2 });
    const vain = target.received.length;
    await started.start('Zweites');
    await settle();
    expect(target.received).toHaveLength(vain);
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['held', 'failed']);
    isThere = true;
    const { url, description, events: kinds } = paused;
    const input = { url, description, events: kinds, state: 'active' as const };
    await webhooks.change(admin, randomUUID(), { id, revision: 2, input });
    await log.replay(admin, randomUUID(), id, '2020-01-01T00:00:00.000Z');
    await settle();
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('wait for as long as the target asks, and end where it says that it is gone', async () => {
    const busy = await receive((response) => response.writeHead(503, { 'retry-after': '900' }).end());
    const gone = await receive((response) => response.writeHead(410).end());
    const ofBusy = await subscribe(busy.port, { events: ['run.started'] });
    const ofGone = await subscribe(gone.port, { events: ['run.started'] });
    await started.start();
    await settle();
    await moveClock(database, { seconds: 60 });
    await settle();
    expect(busy.received).toHaveLength(1);
    await moveClock(database, { seconds: 850 });
    await settle();
    expect(busy.received).toHaveLength(2);
    expect(await deliveries(ofBusy.id)).toMatchObject([{ state: 'queued', status: 503 }]);
    expect(await deliveries(ofGone.id)).toMatchObject([{ state: 'failed', error: 'gone', attempts: 1 }]);
    expect(await webhooks.get(admin, ofGone.id)).toMatchObject({ state: 'paused', pausedBecause: 'gone' });
  });

  it('are signed with both secrets while one follows the other', async () => {
    const target = await receive();
    const { id, secret: first } = await subscribe(target.port, { events: ['run.started'] });
    const { secret: second } = await webhooks.rotateSecret(admin, randomUUID(), { id, revision: 1, overlapHours: 24 });
    await started.start();
    await settle();
    const last = () => target.received.at(-1) ?? { path: '', headers: {}, body: '' };
    expect([isSigned(last(), first), isSigned(last(), second)]).toEqual([true, true]);
    await moveClock(database, { seconds: DAY + 1 });
    await started.start('Zweites');
    await settle();
    expect([isSigned(last(), first), isSigned(last(), second)]).toEqual([false, true]);
    await webhooks.rotateSecret(admin, randomUUID(), { id, revision: 2, overlapHours: 0 });
    await started.start('Drittes');
    await settle();
    expect([isSigned(last(), first), isSigned(last(), second)]).toEqual([false, false]);
  });

  it('are held where they may have gone out before a restore, until an administrator sends them', async () => {
    const target = await receive();
    const { id } = await subscribe(target.port, { events: ['run.started'] });
    await started.start();
    await database.owner.query("insert into epoch values (2, app.now(), 'restore')");
    await settle();
    expect(target.received).toEqual([]);
    expect(await deliveries(id)).toMatchObject([{ state: 'held', attempts: 0 }]);
    await started.start('Zweites');
    await settle();
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'held']);
    expect(await log.replay(admin, randomUUID(), id, '2020-01-01T00:00:00.000Z')).toEqual({ count: 1 });
    await settle();
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('cost a house without targets nothing', async () => {
    await started.start();
    const owed = await database.owner.query("select 1 from work_item where kind = 'announceEvents'");
    expect(owed).toEqual([]);
  });

  it('wait while every lane is in use, and nothing is counted as a failure', async () => {
    const target = await receive();
    const { id } = await subscribe(target.port, { events: ['run.started'] });
    await started.start();
    const { hasRoom } = sender;
    sender.hasRoom = () => false;
    await settle();
    expect(await deliveries(id)).toMatchObject([{ state: 'queued', attempts: 0 }]);
    sender.hasRoom = hasRoom;
    await moveClock(database, { seconds: 3 });
    await settle();
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  });

  describe('at the receiver of docs/webhooks.md', () => {
    let folder: string;
    let receiver: ChildProcess;
    afterEach(async () => {
      receiver.kill('SIGKILL');
      await once(receiver, 'exit');
      await rm(folder, { recursive: true });
    });

    it('are taken with the right secret, and told once though they come twice', async () => {
      folder = await mkdtemp(join(tmpdir(), 'querraum-receiver-'));
      const page = await readFile(resolve(__dirname, '../../../../docs/webhooks.md'), 'utf8');
      const program = join(folder, 'receiver.mjs');
      await writeFile(program, /```js\n(.*?)```/s.exec(page)?.[1] ?? '');
      // The address has to be there before its secret is: it is entered without one that listens.
      const { id, secret, revision } = await subscribe(4443, { events: ['run.started'] });
      receiver = spawn(process.execPath, [program], {
        env: { PORT: '0', WEBHOOK_SECRET: secret ?? '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines: string[] = [];
      const reader = createInterface({ input: receiver.stdout ?? process.stdin });
      reader.on('line', (line) => lines.push(line));
      await until(() => lines.length > 0);
      const port = lines[0]?.split(' ')[1];
      const input = {
        ...{ url: `http://127.0.0.1:${port}/`, description: '', state: 'active' as const },
        events: ['run.started' as const],
      };
      await webhooks.change(admin, randomUUID(), { id, revision, input });
      await started.start();
      await settle();
      const [delivered] = await deliveries(id);
      expect(delivered).toMatchObject({ state: 'delivered', status: 204 });
      await log.replayOne(admin, randomUUID(), id, delivered?.id ?? '');
      await settle();
      expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
      await webhooks.rotateSecret(admin, randomUUID(), { id, revision: revision + 1, overlapHours: 0 });
      await log.test(admin, randomUUID(), id, 'urn:test');
      await settle();
      expect((await deliveries(id))[0]).toMatchObject({ event: 'webhook.test', state: 'queued', status: 401 });
      expect(lines.slice(1)).toEqual([expect.stringMatching(/^querraum\.run\.started \d{12} projects\//)]);
    });
  });

  it('leave their work items done, whichever way they went', async () => {
    const target = await receive();
    await subscribe(target.port);
    await started.start();
    await settle();
    const left = await database.owner.query(
      "select kind, state from work_item where kind in ('announceEvents', 'deliverWebhooks') and state <> 'done'",
    );
    expect(left).toEqual([]);
    const due = await database.workerTransactions.run((tx) => workItems.claimDue(tx, 10));
    for (const { id } of due) await executeWorkItem(database.workerTransactions, id);
  });
});

function fail(error: unknown): never {
  throw error;
}
const never = (): Promise<never> => new Promise(() => undefined);

/** Until it is so; the test's own patience ends this. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
