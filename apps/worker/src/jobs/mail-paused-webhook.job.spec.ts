import { randomUUID } from 'node:crypto';
import { WebhooksService, readConfig } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { smtpServer } from '../smtp-server';
import { startReceiver, type Receiver } from '../testing/receiver';
import { startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import { webhookSender } from '../webhook-sender';

const ADMIN = 'katrin.moeller';
/** Of its house, all of them. */
const ADMINS = [`${ADMIN}@ba-mitte.example`, 'viet.nguyen@ba-mitte.example'];
const admin = callerOf(ADMIN);

describe('a target that was paused by itself', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  let receiver: Receiver;
  let webhooks: WebhooksService;
  const lanes: Promise<void>[] = [];
  let status = 410;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    [started, smtp] = await Promise.all([startedRuns(database), startSmtp()]);
    receiver = await startReceiver((response) => response.writeHead(status).end(), { isEncrypted: false });
    webhooks = new WebhooksService(database.transactions, config());
    await database.owner.query("update person set email = username || '@ba-mitte.example' where tenant_id = $1", [
      DEMO_PEOPLE[ADMIN]?.tenantId,
    ]);
  });
  afterAll(async () => {
    await Promise.all([receiver.close(), smtp.close(), started.close()]);
    await database.close();
  });

  const config = () =>
    readConfig({
      ...{
        NODE_ENV: 'test',
        DATABASE_URL: database.urls.worker,
        ISSUER: 'http://sign-in.test',
        DOCUMENT_STORE: '/tmp',
      },
      ...{ PUBLIC_URL: 'https://querraum.stadt.example', SMTP_URL: smtp.url, WEBHOOK_HTTP: 'own' },
      WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
    });
  async function settle(): Promise<void> {
    const sender = webhookSender(config(), (error) => {
      throw error;
    });
    const outside = {
      mailServer: smtpServer(config()),
      webhooks: { ...sender, apart: (lane: () => Promise<void>) => void lanes.push(lane()) },
    };
    do {
      await Promise.all(lanes.splice(0));
      await workOff(database, outside, 2);
    } while (lanes.length > 0);
  }
  const told = () => smtp.received.filter(({ mail }) => mail.subject === 'Ein Ziel für Ereignisse ist angehalten');

  it('is told to each administrator of its house by one mail, once for each pause', async () => {
    const input = {
      url: `http://127.0.0.1:${receiver.port}/geheim`,
      description: '',
      events: ['run.started' as const],
      state: 'active' as const,
    };
    const { id } = await webhooks.add(admin, randomUUID(), input);
    await started.start();
    await settle();
    expect(await webhooks.get(admin, id)).toMatchObject({ state: 'paused', pausedBecause: 'gone', revision: 2 });
    expect(
      told()
        .flatMap(({ to }) => to)
        .sort(),
    ).toEqual(ADMINS);
    const [{ mail } = { mail: undefined }] = told();
    expect(mail?.text).toContain(`127.0.0.1:${receiver.port} hat geantwortet`);
    expect(mail?.text).toContain(`https://querraum.stadt.example/verwaltung/webhooks/${id}`);
    expect(mail?.text).not.toContain('geheim');

    await started.start('Zweites');
    await settle();
    expect(told()).toHaveLength(ADMINS.length);

    status = 503;
    await webhooks.change(admin, randomUUID(), { id, revision: 2, input });
    await started.start('Drittes');
    await settle();
    await moveClock(database, { seconds: 3 * 86_400 });
    await settle();
    expect(await webhooks.get(admin, id)).toMatchObject({ state: 'paused', pausedBecause: 'failing' });
    expect(told()).toHaveLength(2 * ADMINS.length);
    expect(told().at(-1)?.mail.text).toContain('seit drei Tagen kommt bei');
  });

  it('is no news when an administrator has paused it', async () => {
    const [webhook] = await webhooks.list(admin);
    if (!webhook) throw new Error('there is a target');
    const { id, revision, url, description, events } = webhook;
    const change = (state: 'active' | 'paused', at: number) =>
      webhooks.change(admin, randomUUID(), { id, revision: at, input: { url, description, events, state } });
    await change('active', revision);
    await change('paused', revision + 1);
    await settle();
    expect(told()).toHaveLength(2 * ADMINS.length);
  });
});
