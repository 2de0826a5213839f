import { randomUUID } from 'node:crypto';
import { NotesService, ProjectsService, readConfig, workItems } from '@querraum/server';
import {
  DEMO,
  DEMO_PEOPLE,
  DEMO_UNITS,
  openTestDatabase,
  TEST_REDIS_URL as redisUrl,
  type TestDatabase,
} from '@querraum/server/testing';
import { Redis } from 'ioredis';
import { Dispatcher } from './dispatcher';
import { executeWorkItem } from './execute';
import { executeRing } from './execute-ring';
import { workerLog } from './logging';
import { smtpServer } from './smtp-server';
import { startSmtp, type TestSmtp } from './testing/smtp';
import { callerOf, workOff } from './testing/started-run';
import type { Execute, Transport } from './transport';
import { redisTransport } from './transport/bullmq.transport';
import { inlineTransport } from './transport/inline.transport';

const CANARY = 'Kanarienvogel4711';
const JUG = DEMO_UNITS['BA-MITTE/JUG'] ?? '';
const PETRA = DEMO_PEOPLE['petra.wieland']?.id ?? '';

/** The walk over the API is in apps/api; here is what happens behind its back. */
describe('an internal note of one unit, in the worker', () => {
  let database: TestDatabase;
  let smtp: TestSmtp;
  let projectId: string;
  const lines: string[] = [];
  const log = workerLog('trace', { write: (line) => lines.push(line) });

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    smtp = await startSmtp();
    lines.length = 0;
    const project = await new ProjectsService(database.transactions).create(callerOf('jonas.albrecht'), randomUUID(), {
      title: `Vorhaben\r\nBcc: alle@stadt.example`,
      description: '',
      fields: {},
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
      participants: [{ unitId: JUG, involvement: 'CO_SIGNATURE' }],
    });
    projectId = project.id;
  });
  afterEach(async () => {
    await smtp.close();
    await database.close();
  });

  const settings = () =>
    readConfig({
      DATABASE_URL: database.urls.worker,
      ISSUER: 'http://sign-in.test',
      DOCUMENT_STORE: '/tmp',
      PUBLIC_URL: 'https://querraum.stadt.example',
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Querraum <querraum@stadt.example>',
    });
  const write = async () => {
    const note = await new NotesService(database.transactions).add(callerOf('tobias.brandt'), randomUUID(), projectId, {
      unitId: JUG,
      visibility: 'unit',
      content: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: CANARY },
              { type: 'mention', attrs: { personId: PETRA, name: CANARY } },
            ],
          },
        ],
      },
    });
    return note.id;
  };
  const deliveries = () =>
    database.owner.query('select d::text as row, d.person_id, d.reason, d.state from mail_delivery d');

  it('sends the one who is mentioned one mail, with a file reference and a link and no word of the note', async () => {
    const noteId = await write();
    await workOff(database, { mailServer: smtpServer(settings()) }, 4);
    expect(smtp.received.map(({ to }) => to)).toEqual([['petra.wieland@ba-mitte.example']]);
    const [received] = smtp.received;
    expect(received?.mail.subject).toMatch(/^Sie wurden genannt in SPK \d+\/\d{4}$/);
    expect(received?.mail.text).toContain(`/vorhaben/${projectId}/vermerke#vermerk-${noteId}`);
    expect(received?.raw).not.toMatch(new RegExp(`${CANARY}|Vorhaben\\b|Brandt|^Bcc`, 'm'));
  });

  it('sends nobody a mail who no longer acts for the unit by then, and nobody else in their place', async () => {
    await write();
    await database.owner.query('update membership set valid_to = app.now() where person_id = $1', [PETRA]);
    await workOff(database, { mailServer: smtpServer(settings()) });
    expect(smtp.received).toEqual([]);
    expect(await deliveries()).toEqual([]);
  });

  it('leaves no word in the delivery log, in the work items and in what the worker may read', async () => {
    await write();
    await workOff(database, { mailServer: smtpServer(settings()) });
    const rows = await deliveries();
    expect(rows).toMatchObject([{ person_id: PETRA, reason: 'mentioned', state: 'sent' }]);
    const items = await database.owner.query('select w::text as row from work_item w');
    expect(items.length).toBeGreaterThan(1);
    expect(JSON.stringify([rows, items])).not.toContain(CANARY);
    await expect(database.worker.query('select 1 from note')).rejects.toThrow(/permission denied/);
  });

  it('stands nowhere in Redis, neither in a command nor in a value, while the mail is owed and sent', async () => {
    const watch = redisUrl === undefined ? undefined : await watchRedis(redisUrl);
    const sent = nextOf((text) => text === 'sent');
    const dispatcher = dispatch(
      redisUrl === undefined ? inlineTransport() : redisTransport(redisUrl, sent.fail),
      async () => {
        for (const { state } of await deliveries()) sent.tell(state);
      },
    );
    await dispatcher.start();
    await write();
    await sent.came;
    await dispatcher.stop();
    const told = (await watch?.close()) ?? ['{"id":""}'];
    expect(told.join('\n')).toMatch(/\{"ids":/);
    expect(told.join('\n')).not.toContain(CANARY);
  });

  it('stands in no line of the log, also when its mail cannot be owed', async () => {
    await database.owner.query('revoke insert on mail_delivery from app_worker');
    await write();
    const outside = { mailServer: smtpServer(settings()) };
    const due = await database.workerTransactions.run((tx) => workItems.claimDue(tx, 300));
    for (const { id } of due)
      await executeWorkItem(database.workerTransactions, id, outside).catch((error: unknown) =>
        log.error({ err: error, workItem: id }, 'work item failed'),
      );
    expect(lines.join('')).toMatch(/permission denied for table mail_delivery/);
    expect(lines.join('')).not.toContain(CANARY);
  });

  function dispatch(transport: Transport, after: () => Promise<void>): Dispatcher {
    const outside = { mailServer: smtpServer(settings()) };
    const executor = { transactions: database.workerTransactions, outside, note: () => undefined, log };
    const execute: Execute = async ({ ids }) => {
      await executeRing(executor, ids);
      await after();
    };
    return new Dispatcher(database.workerTransactions, transport, execute, database.urls.worker, log);
  }
});

/** Comes with the first text that fits. */
function nextOf(fits: (text: string) => boolean) {
  let tell: (text: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const came = new Promise<void>((resolve, reject) => {
    tell = (text) => (fits(text) ? resolve() : undefined);
    fail = reject;
  });
  return { came, tell, fail };
}

/** Every command that Redis is told, with its values, and all that stands in it at the end. */
async function watchRedis(url: string): Promise<{ close(): Promise<string[]> }> {
  const client = new Redis(url);
  const monitor = await client.monitor();
  const told: string[] = [];
  monitor.on('monitor', (_time: string, words: string[]) => told.push(words.join(' ')));
  return {
    async close() {
      const reader = new Redis(url);
      for (const key of await reader.keys('*')) told.push(`${key} ${(await reader.dump(key)) ?? ''}`);
      monitor.disconnect();
      client.disconnect();
      reader.disconnect();
      return told;
    },
  };
}
