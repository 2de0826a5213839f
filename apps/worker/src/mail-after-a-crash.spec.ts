import { randomUUID } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { OPTIONAL_TOPICS, type Channels } from '@querraum/contracts';
import { NotificationSettingsService } from '@querraum/server';
import { Client } from 'pg';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startSmtp, type TestSmtp } from './testing/smtp';
import { callerOf, moveClock, startedRuns, type StartedRuns } from './testing/started-run';

const ROOT = resolve(__dirname, '../../..');
/** Inside of the project, so that the bundle finds its packages. */
const BUNDLE = join(ROOT, 'dist/test', `worker-${process.pid}`);

jest.setTimeout(120_000);

describe('a mail whose worker is killed after the server took it and before that is written down', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  let worker: ChildProcess | undefined;
  let conversationEnded = () => {};
  let answer = Promise.resolve();

  beforeAll(async () => {
    const rspack = join(dirname(require.resolve('@rspack/cli/package.json')), 'bin/rspack.js');
    const build = spawnSync(
      process.execPath,
      [rspack, 'build', '-c', join(ROOT, 'apps/worker/rspack.config.mjs'), '--output-path', BUNDLE],
      { cwd: join(ROOT, 'apps/worker'), encoding: 'utf8' },
    );
    if (build.status !== 0) throw new Error(build.stdout + build.stderr);
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    smtp = await startSmtp({
      // Others, of whose Fristen the clock makes many come, take no place of the mails away.
      onRcptTo: ({ address }, _session, done) =>
        void (address.startsWith('aylin.demirel') ? answer : Promise.resolve()).then(() => done()),
      onClose: () => conversationEnded(),
    });
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await smtp.close();
    await started.close();
    await database.close();
    await rm(BUNDLE, { recursive: true, force: true });
  });

  /** The real process; its own bell, so that no queue has to be there. */
  function startWorker(): ChildProcess {
    worker = spawn(process.execPath, [join(BUNDLE, 'main.mjs')], {
      cwd: ROOT,
      stdio: 'ignore',
      env: {
        NODE_ENV: 'test',
        DATABASE_URL: database.urls.worker,
        ISSUER: 'http://sign-in.test',
        DOCUMENT_STORE: '/tmp',
        QUEUE_BACKEND: 'inline',
        PORT: '0',
        PUBLIC_URL: 'https://querraum.stadt.example',
        SMTP_URL: smtp.url,
        MAIL_FROM: 'querraum@stadt.example',
      },
    });
    return worker;
  }
  const delivery = async () => {
    const [row] = await database.owner.query(
      `select id, state, attempts, message_id as "messageId", sent_at as "sentAt" from mail_delivery m
       where person_id = (select id from person where username = 'aylin.demirel')`,
    );
    return row;
  };
  /** Until the rows say so; the worker is another process. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
  }

  it('is sent again under the same Message-ID, and the log counts two attempts', async () => {
    await database.owner.query("update person set mail_notifications = 'never' where username <> 'aylin.demirel'");
    await started.start();

    // The second transaction cannot begin: the row is held from the moment on in which the server has the mail.
    const holder = new Client({ connectionString: database.urls.owner });
    await holder.connect();
    let letAnswer = () => {};
    answer = new Promise<void>((resolve) => (letAnswer = resolve));
    const ended = new Promise<void>((resolve) => (conversationEnded = resolve));
    const first = startWorker();
    await until(async () => (await delivery())?.state === 'sending');
    await holder.query('begin');
    await holder.query('select 1 from mail_delivery where id = $1 for update', [(await delivery()).id]);
    letAnswer();
    await ended;
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;
    await holder.end();
    expect(smtp.received).toHaveLength(1);
    const left = await delivery();
    expect(left).toMatchObject({ state: 'sending', attempts: 1, sentAt: null });

    // The lease of the dead one runs out.
    await database.owner.query('update mail_delivery set leased_until = now()');
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where kind = 'sendMail' and state = 'ready'",
    );
    startWorker();
    await until(async () => (await delivery()).state === 'sent');
    expect(await delivery()).toMatchObject({ attempts: 2, messageId: left.messageId });
    expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual([left.messageId, left.messageId]);
  });

  it('does not keep a worker that is asked to end while the server says nothing', async () => {
    worker?.kill('SIGKILL');
    smtp.received.length = 0;
    let letAnswer = () => {};
    answer = new Promise<void>((resolve) => (letAnswer = resolve));
    await started.start();
    const first = startWorker();
    const sending = () => database.owner.query("select message_id from mail_delivery where state = 'sending'");
    await until(async () => (await sending()).length > 0);
    const [{ message_id: messageId }] = await sending();
    const gone = once(first, 'exit');
    first.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    letAnswer();
    expect(await sending()).toEqual([{ message_id: messageId }]);

    await database.owner.query('update mail_delivery set leased_until = now()');
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where kind = 'sendMail' and state = 'ready'",
    );
    startWorker();
    await until(async () => (await sending()).length === 0);
    expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual([messageId]);
  });

  it('is a digest that arrives once, where the worker is killed in the middle of the conversation', async () => {
    worker?.kill('SIGKILL');
    smtp.received.length = 0;
    const digest = async () => {
      const [row] = await database.owner.query(
        `select state, message_id as "messageId" from mail_delivery where reason = 'digest'`,
      );
      return row;
    };
    await moveClock(database, '2027-03-25T09:00:00.000Z');
    await new NotificationSettingsService(database.transactions).change(callerOf('aylin.demirel'), randomUUID(), 0, {
      channels: Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, 'digest'])) as Channels,
      digest: { every: 'day', hour: 8 },
      pausedWhileAway: true,
    });
    let letAnswer = () => {};
    answer = new Promise<void>((resolve) => (letAnswer = resolve));
    await started.start();
    const first = startWorker();
    await until(async () => {
      const [{ collected }] = await database.owner.query('select count(*)::int as collected from digest_item');
      return collected > 0;
    });
    // The Tuesday after Easter, eight o'clock.
    await moveClock(database, '2027-03-30T06:00:00.000Z');
    await until(async () => (await digest())?.state === 'sending');
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;
    letAnswer();
    const left = await digest();
    await database.owner.query('update mail_delivery set leased_until = now()');
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where kind = 'mailPerson' and state = 'ready'",
    );
    startWorker();
    await until(async () => (await digest()).state === 'sent');
    const digests = smtp.received.filter(({ mail }) => mail.subject?.startsWith('Querraum:'));
    expect(digests.map(({ mail }) => mail.messageId)).toEqual([left.messageId]);
  });
});
