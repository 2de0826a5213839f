import { createHmac, randomUUID } from 'node:crypto';
import { WEBHOOK_EVENTS } from '@querraum/contracts';
import {
  forgetClearSecrets,
  readConfig,
  sealSecrets,
  SecretKeys,
  WebhooksService,
  type Config,
  type Transaction,
} from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startReceiver, type Receiver } from '../testing/receiver';
import { callerOf, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import { webhookSender } from '../webhook-sender';

const KEY = 'a key that is long enough for a house';
const NEXT_KEY = 'the key that follows the first one here';
const configWith = (keys: Record<string, string>): Config =>
  readConfig({
    ...{ NODE_ENV: 'test', DATABASE_URL: 'postgres://x', ISSUER: 'http://sign-in.test', DOCUMENT_STORE: '/tmp' },
    ...{ PUBLIC_URL: 'https://querraum.stadt.example', WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8', WEBHOOK_HTTP: 'own' },
    ...keys,
  });

/** docs/adr/0076 */
describe('the secret of a target', () => {
  const config = configWith({ WEBHOOK_SECRET_KEY: KEY });
  const keys = new SecretKeys(config);
  let database: TestDatabase;
  let started: StartedRuns;
  let receiver: Receiver;
  let shown: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    receiver = await startReceiver(undefined, { isEncrypted: false });
    const given = await new WebhooksService(database.transactions, config).add(
      callerOf('katrin.moeller'),
      randomUUID(),
      {
        ...{ url: `http://127.0.0.1:${receiver.port}/`, description: '', events: [...WEBHOOK_EVENTS], state: 'active' },
      },
    );
    shown = String(given.secret).slice('whsec_'.length);
  });
  afterAll(async () => {
    await receiver.close();
    await started.close();
    await database.close();
  });

  const work = (run: (tx: Transaction) => Promise<void>) => database.workerTransactions.run(run);
  const clear = () => Buffer.from(shown, 'base64');
  const kept = async () => {
    const [row] = await database.owner.query<{ secret: Buffer; sealed: Buffer | null; keyId: string | null }[]>(
      'select secret, sealed, key_id as "keyId" from webhook_secret',
    );
    return row;
  };

  it('lies sealed and nowhere in the clear', async () => {
    const row = await kept();
    expect([row?.secret.length, row?.keyId]).toEqual([0, keys.currentId]);
    expect(row?.sealed?.includes(clear())).toBe(false);
  });

  it('is sealed by a worker if it is of the release before, whose workers can sign with it until they are gone', async () => {
    await database.owner.query('update webhook_secret set secret = $1, sealed = null, key_id = null', [clear()]);
    await work((tx) => sealSecrets(tx, keys));
    await database.owner.query(
      `insert into worker (id, name, transport, bell_answers, executed, executed_directly, started_at, seen_at)
       values (gen_random_uuid(), 'older', 'inline', true, 0, 0, now(), now() - interval '23 hours')`,
    );
    await work(forgetClearSecrets);
    expect(await kept()).toMatchObject({ secret: clear(), keyId: keys.currentId });
    await database.owner.query('delete from worker');
    await work(forgetClearSecrets);
    expect((await kept())?.secret).toHaveLength(0);
  });

  it('is sealed anew when another key follows, and then signs without the former one', async () => {
    await work((tx) =>
      sealSecrets(tx, new SecretKeys(configWith({ WEBHOOK_SECRET_KEY: NEXT_KEY, WEBHOOK_SECRET_FORMER_KEYS: KEY }))),
    );
    expect((await kept())?.keyId).not.toBe(keys.currentId);
    const lanes: Promise<void>[] = [];
    const sender = webhookSender(configWith({ WEBHOOK_SECRET_KEY: NEXT_KEY }), (error) => {
      throw error;
    });
    await started.start();
    do {
      await Promise.all(lanes.splice(0));
      await workOff(
        database,
        { mailServer: undefined, webhooks: { ...sender, apart: (lane) => void lanes.push(lane()) } },
        1,
      );
    } while (lanes.length > 0);
    expect(receiver.received.length).toBeGreaterThan(0);
    for (const { headers, body } of receiver.received) {
      const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const signature = createHmac('sha256', clear()).update(text).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    }
  });
});
