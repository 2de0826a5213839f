import { randomUUID } from 'node:crypto';
import { WEBHOOK_EVENTS, type Webhook } from '@querraum/contracts';
import { InboxClaimsService, readConfig, WebhooksService, workItems } from '@querraum/server';
import { DEMO, openTestDatabase, stopClock, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { startReceiver, type ReceivedEvent, type Receiver } from '../testing/receiver';
import { callerOf, moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import { webhookSender } from '../webhook-sender';
import type { WebhookSender } from './job';

const config = readConfig({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://x',
  ISSUER: 'http://sign-in.test',
  DOCUMENT_STORE: '/tmp',
  WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
  WEBHOOK_HTTP: 'own',
  WEBHOOK_SECRET_KEY: 'a key that is long enough for a house',
});
const admin = callerOf('katrin.moeller');

describe('events of a project', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let target: Receiver;
  let lanes: Promise<void>[];
  let sender: WebhookSender;
  let answer: (event: ReceivedEvent) => number;
  /** Said with what is not accepted. */
  let rest: string | undefined;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    // What is tried again some seconds later does not come due while a test is slow.
    await stopClock(database, Date.now());
    started = await startedRuns(database);
    lanes = [];
    answer = () => 204;
    rest = undefined;
    target = await startReceiver(
      (response, event) => {
        const status = answer(event);
        response.writeHead(status, { ...(status >= 300 && rest !== undefined && { 'retry-after': rest }) }).end();
      },
      { isEncrypted: false },
    );
    const real = webhookSender(config, (error) => {
      throw error;
    });
    sender = { ...real, apart: (work) => void lanes.push(work()) };
    const input = { description: '', events: [...WEBHOOK_EVENTS], state: 'active' as const };
    await new WebhooksService(database.transactions, config).add(admin, randomUUID(), {
      ...input,
      url: `http://127.0.0.1:${target.port}/eingang`,
    });
  });
  afterEach(async () => {
    await Promise.all([target.close(), started.close()]);
    await database.close();
  });

  const outside = () => ({ mailServer: undefined, webhooks: sender });
  async function settle(): Promise<void> {
    do {
      await Promise.all(lanes.splice(0));
      await workOff(database, outside());
    } while (lanes.length > 0);
  }
  const placesOf = (projectId: string) =>
    target.received
      .map(({ body }) => JSON.parse(body))
      .filter(({ data }) => data.project?.id === projectId)
      .map(({ sequence }) => Number(sequence));
  const idsOf = (received: ReceivedEvent[]) => received.map(({ headers }) => String(headers['webhook-id']));
  async function claimAndAgree(projectId: string, unit = 'Gesundheitsamt', by = 'aylin.demirel'): Promise<void> {
    const [task] = await database.owner.query(
      "select id from task where project_id = $1 and unit_name = $2 and status = 'open'",
      [projectId, unit],
    );
    const caller = callerOf(by);
    await new InboxClaimsService(database.transactions).claim(caller, randomUUID(), task.id, 'claim');
    await started.runs.answer(caller, randomUUID(), task.id, { kind: 'approve', version: 1 });
  }
  /** What came after this place of the history is lost with a restore, and nobody here knows that it was told. */
  async function restore(projectId: string, place: number): Promise<void> {
    const lost = [projectId, place];
    await database.owner.query('delete from audit_body where chain = $1 and seq > $2', lost);
    await database.owner.query('delete from audit_entry where chain = $1 and seq > $2', lost);
    await database.owner.query(
      `update audit_chain c set head_seq = e.seq, head_hash = e.hash from audit_entry e
       where c.chain = $1 and e.chain = $1 and e.seq = $2`,
      lost,
    );
    await database.owner.query('delete from webhook_delivery where project_id = $1 and sequence > $2', lost);
    await database.owner.query("delete from work_item where state = 'done'");
    await moveClock(database, { seconds: 1 });
    await database.owner.query("insert into epoch values (2, app.now(), 'restore')");
  }
  const projectOf = ({ body }: ReceivedEvent) => JSON.parse(body).data.project?.id;
  const expectOrder = (places: number[]) => expect(places).toEqual(places.toSorted((one, other) => one - other));

  it('come in the order of its history', async () => {
    const runs = [await started.start(), await started.start('Zweites'), await started.start('Drittes')];
    await settle();
    for (const { projectId } of runs) {
      expect(placesOf(projectId).length).toBeGreaterThan(5);
      expectOrder(placesOf(projectId));
    }
  });

  it('are told of by the sender that has the lease alone, when another one has stood still for longer than its own', async () => {
    await started.start();
    const { send } = sender;
    const waking: (() => void)[] = [];
    sender = { ...sender, send: (round) => new Promise((resolve) => waking.push(() => resolve(send(round)))) };
    const another = async () => {
      await workOff(database, outside());
      const [wake] = waking.splice(0);
      const [lane] = lanes.splice(0);
      return { wake: () => wake?.(), lane };
    };
    const standing = () =>
      Promise.all([
        database.owner.query('select id, state, attempts from webhook_delivery order by id'),
        database.owner.query('select leased_until, comes_at from webhook'),
        database.owner.query("select id, state, due_at from work_item where kind = 'deliverWebhooks' order by id"),
      ]);
    const first = await another();
    await database.owner.query('update webhook set leased_until = app.now()');
    await moveClock(database, { seconds: 61 });
    const second = await another();
    const before = await standing();
    expect(before[0]).toContainEqual(expect.objectContaining({ state: 'sending', attempts: 2 }));
    first.wake();
    await first.lane;
    expect(await standing()).toEqual(before);
    second.wake();
    await second.lane;
    sender = { ...sender, send };
    await settle();
    const left = "select from work_item where kind = 'deliverWebhooks' and state = 'ready'";
    expect(await database.owner.query(left)).toEqual([]);
    expect(await database.owner.query("select from webhook_delivery where state <> 'delivered'")).toEqual([]);
  });

  it('wait for one that was not accepted, and no other project waits with them', async () => {
    const [one, other] = [await started.start(), await started.start('Zweites')];
    let refusals = 1;
    answer = (event) => (projectOf(event) === one.projectId && refusals-- > 0 ? 500 : 204);
    await settle();
    expect(placesOf(one.projectId)).toHaveLength(1);
    expect(placesOf(other.projectId).length).toBeGreaterThan(5);
    await moveClock(database, { seconds: 6 });
    await settle();
    const [refused, ...accepted] = placesOf(one.projectId);
    expect(accepted[0]).toBe(refused);
    expect(accepted.length).toBe(placesOf(other.projectId).length);
    expectOrder(accepted);
  });

  it('wait for one that was not accepted, also where they happen later', async () => {
    const { projectId } = await started.start();
    const other = await started.start('Zweites');
    answer = (event) => (projectOf(event) === projectId ? 503 : 204);
    await settle();
    await claimAndAgree(projectId);
    await settle();
    expect(placesOf(projectId)).toHaveLength(1);
    expect(placesOf(other.projectId).length).toBeGreaterThan(5);
  });

  it('wait for those before them, also where somebody with a clock that is ahead has announced those', async () => {
    const { projectId } = await started.start();
    const { hasRoom } = sender;
    sender.hasRoom = () => false;
    await settle();
    await database.owner.query(
      "update webhook_delivery set owed_since = owed_since + interval '9 s', next_attempt_at = next_attempt_at + interval '9 s'",
    );
    await claimAndAgree(projectId);
    await settle();
    const owed: { at: Date }[] = await database.owner.query(
      'select owed_since as at from webhook_delivery where project_id = $1 order by sequence',
      [projectId],
    );
    expectOrder(owed.map(({ at }) => at.getTime()));
    sender.hasRoom = hasRoom;
    await moveClock(database, { seconds: 10 });
    await settle();
    expect(placesOf(projectId)).toHaveLength(owed.length);
    expectOrder(placesOf(projectId));
  });

  it('are announced with what comes before them and has still to be announced', async () => {
    const { projectId } = await started.start();
    const owed: { id: string }[] = await database.owner.query(
      `select id from work_item where kind = 'announceEvents' and payload ->> 'projectId' = $1
       order by (payload ->> 'from')::int desc`,
      [projectId],
    );
    expect(owed.length).toBeGreaterThan(1);
    for (const { id } of owed) {
      await executeWorkItem(database.workerTransactions, id, outside());
      await settle();
    }
    expectOrder(placesOf(projectId));
  });

  it('wait for as long as the target asks, though others have arrived meanwhile, and those are not kept waiting', async () => {
    const [one, other] = [await started.start(), await started.start('Zweites')];
    let refusals = 1;
    answer = (event) => (projectOf(event) === one.projectId && refusals-- > 0 ? 503 : 204);
    rest = '900';
    await settle();
    expect(placesOf(other.projectId).length).toBeGreaterThan(5);
    await claimAndAgree(other.projectId);
    await moveClock(database, { seconds: 850 });
    await settle();
    expect(placesOf(one.projectId)).toHaveLength(1);
    const told = placesOf(other.projectId).length;
    expect(told).toBeGreaterThan(6);
    await moveClock(database, { seconds: 60 });
    await settle();
    expect(placesOf(one.projectId).length).toBeGreaterThan(5);
  });

  it('let a target rest that says it has had too many, though it took others of the round', async () => {
    const [one, other] = [await started.start(), await started.start('Zweites')];
    let refusals = 1;
    answer = (event) => (projectOf(event) === one.projectId && refusals-- > 0 ? 429 : 204);
    rest = '900';
    await settle();
    const told = placesOf(other.projectId).length;
    await claimAndAgree(other.projectId);
    await moveClock(database, { seconds: 850 });
    await settle();
    expect(placesOf(one.projectId)).toHaveLength(1);
    expect(placesOf(other.projectId)).toHaveLength(told);
    const [webhook] = await database.owner.query('select failures, failing_since as since from webhook');
    expect(webhook).toEqual({ failures: 0, since: null });
    await moveClock(database, { seconds: 60 });
    await settle();
    expect(placesOf(one.projectId).length).toBeGreaterThan(5);
    expect(placesOf(other.projectId).length).toBeGreaterThan(told);
  });

  it('have ids of their own after a restore, at places of the history that others had before, and who was told keeps theirs', async () => {
    const { projectId } = await started.start();
    await settle();
    const place = Math.max(...placesOf(projectId));
    await claimAndAgree(projectId);
    await settle();
    const lost = idsOf(target.received.splice(0));
    expect(lost.length).toBeGreaterThan(5);
    await restore(projectId, place);
    await claimAndAgree(projectId, 'Jugendamt', 'tobias.brandt');
    await settle();
    const told = idsOf(target.received);
    expect(told).toEqual([`${projectId}-${placesOf(projectId)[0]}-e2`]);
    expect(lost).toContain(told[0]?.replace(/-e2$/, ''));
    // What was written before the restore is announced once more, under the id that it had.
    await database.owner.query('delete from webhook_delivery');
    const owed = { payload: { projectId, from: 1, to: place }, dedupeKey: 'again' };
    await database.workerTransactions.run((tx) => workItems.add(tx, 'announceEvents', { ...owed, dueAt: tx.now }));
    target.received.length = 0;
    await settle();
    const again = idsOf(target.received);
    expect(again.length).toBeGreaterThan(5);
    expect(lost).toEqual(expect.arrayContaining(again));
  });

  it('go to the address that their target has now, whatever the former one says meanwhile', async () => {
    const webhooks = new WebhooksService(database.transactions, config);
    const next = await startReceiver(undefined, { isEncrypted: false });
    const { id, revision, description, events } = (await webhooks.list(admin))[0] as Webhook;
    const url = `http://127.0.0.1:${next.port}/eingang`;
    answer = () => 410;
    const { send } = sender;
    let change: Promise<unknown> | undefined;
    sender.send = async (round) => {
      const told = await send(round);
      const input = { url, description, events, state: 'active' as const };
      await (change ??= webhooks.change(admin, randomUUID(), { id, revision, input }));
      return told;
    };
    const { projectId } = await started.start();
    await settle();
    await next.close();
    expect(target.received.length).toBeGreaterThan(0);
    expect(await webhooks.get(admin, id)).toMatchObject({ state: 'active', url });
    expect(next.received.map(projectOf)).toContain(projectId);
    const left = "select from webhook_delivery where state <> 'delivered'";
    expect(await database.owner.query(left)).toEqual([]);
  });
});
