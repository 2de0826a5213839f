import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MailDelivery } from '@querraum/contracts';
import { InboxClaimsService, JobRegisterService, readConfig, workItems, type MailOutcome } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem, type Executed } from '../execute';
import { smtpServer } from '../smtp-server';
import { smtpError, startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import type { MailServer } from './job';

const TITLE = 'Kinderschutzfall Geheim';
const FAR = 'https://querraum.stadt.example';
/** Nobody listens there: port 9 is refused on a machine without the discard service. */
const NOBODY = 'smtp://127.0.0.1:9';

describe('mails', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  /** Seconds by which the mail server's own sense of time is moved: its rest after an outage is over. */
  let clock = 0;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    smtp = await startSmtp();
    clock = 0;
  });
  afterEach(async () => {
    await smtp.close();
    await started.close();
    await database.close();
  });

  const serverAt = (url: string): MailServer | undefined =>
    smtpServer(
      readConfig({
        DATABASE_URL: database.urls.worker,
        ISSUER: 'http://sign-in.test',
        DOCUMENT_STORE: '/tmp',
        PUBLIC_URL: FAR,
        SMTP_URL: url,
        MAIL_FROM: 'Querraum <querraum@stadt.example>',
      }),
      () => Date.now() + clock * 1000,
    );
  const send = (mailServer = serverAt(smtp.url), times = 1) => workOff(database, { mailServer }, times);
  const log = (): Promise<(MailDelivery & { username: string })[]> =>
    database.owner.query(
      `select p.username, m.state, m.skip_reason as "skipReason", m.attempts, m.message_id as "messageId", m.last_error as "lastError",
         m.sent_at as "sentAt", m.reason, m.id
       from mail_delivery m join person p on p.id = m.person_id order by p.username, m.created_at`,
    );
  const logOf = async (username: string) => (await log()).filter((row) => row.username === username);
  const textFor = (username: string) =>
    smtp.received.find(({ to }) => to[0] === `${username}@ba-mitte.example`)?.mail.text ?? '';
  const change = (username: string, columns: Record<string, unknown>) =>
    database.owner.query(
      `update person set (email, language, mail_notifications, disabled_at) = (
         select email, language, mail_notifications, disabled_at from jsonb_populate_record(person, $2::jsonb))
       where id = $1`,
      [DEMO_PEOPLE[username]?.id, JSON.stringify(columns)],
    );
  const healthTask = async () => {
    const [task] = await database.owner.query("select id from task where unit_id = $1 and status = 'open'", [
      DEMO_UNITS['BA-MITTE/GES'],
    ]);
    return task.id as string;
  };

  it('tell everybody who acts for an addressed unit of its new task, once each, however often the bell rings', async () => {
    await started.start();
    await send(undefined, 4);
    await send(undefined, 4);
    const recipients = smtp.received.map(({ to }) => to.join()).sort();
    expect(new Set(recipients).size).toBe(recipients.length);
    const expected = Object.entries(DEMO_PEOPLE).filter(([, { unitId, role }]) =>
      ['GES', 'JUG', 'SOZ', 'STADT'].some((code) => unitId === DEMO_UNITS[`BA-MITTE/${code}`] && role !== 'ADMIN'),
    );
    expect(recipients).toEqual(expected.map(([username]) => `${username}@ba-mitte.example`).sort());
    for (const row of await log()) expect(row).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
  });

  it('speak the language of the person and lead to the task, without names, titles or anything anybody wrote', async () => {
    await change('henrik.falk', { language: 'en' });
    await started.start(TITLE);
    await send();
    const task = await healthTask();
    const [german, english] = ['aylin.demirel', 'henrik.falk'].map((username) =>
      smtp.received.find(({ to }) => to[0] === `${username}@ba-mitte.example`),
    );
    expect(german?.mail.subject).toMatch(/^Neue Aufgabe in SPK \d+\/\d{4}$/);
    expect(english?.mail.subject).toMatch(/^New task in SPK \d/);
    expect(german?.mail.text).toContain(`${FAR}/aufgaben/${task}`);
    expect(german?.mail.text).toMatch(/Mitzeichnung\.\nFrist: bis zum Ablauf des \d\d\.\d\d\.\d{4}/);
    expect(english?.mail.text).toMatch(/co-signature\.\nTime limit: the end of \d+ \w+ \d{4}/);
    expect(german?.mail.text).toContain(`Nachrichten abstellen: ${FAR}/einstellungen`);
    for (const { raw } of smtp.received) {
      expect(raw).not.toMatch(/Geheim|Konzept|konzept\.txt|Fassung eins|Falk|Demirel|Albrecht/);
      expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
      expect(raw).toMatch(/^List-Unsubscribe: <https:\/\/querraum\.stadt\.example\/einstellungen>\r$/m);
      expect(raw).toMatch(/^From: Querraum <querraum@stadt\.example>\r$/m);
      expect(raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@stadt\.example>\r$/m);
    }
  });

  it('go to the person alone who has the task or to whom it was handed', async () => {
    await started.start();
    await send();
    smtp.received.length = 0;
    const [taskId, aylin, henrik] = [await healthTask(), callerOf('aylin.demirel'), DEMO_PEOPLE['henrik.falk']];
    await new InboxClaimsService(database.transactions).claim(aylin, randomUUID(), taskId, 'claim');
    const [task] = await database.owner.query(
      'select run_id as "runId", step_id as "stepId", seat_id as "seatId" from task where id = $1',
      [taskId],
    );
    await started.runs.command(aylin, randomUUID(), task.runId, task.stepId, {
      type: 'delegate',
      seatId: task.seatId,
      personId: henrik?.id ?? '',
    });
    await send();
    expect(smtp.received.map(({ to }) => to[0])).toEqual(['henrik.falk@ba-mitte.example']);
  });

  it('remind and escalate when the time has come', async () => {
    await moveClock(database, '2027-03-25T09:00:00.000Z');
    await started.start();
    await send();
    smtp.received.length = 0;
    await moveClock(database, '2027-04-02T06:00:00.000Z');
    await send();
    expect(textFor('aylin.demirel')).toContain('wartet noch eine Aufgabe: Mitzeichnung.');
    smtp.received.length = 0;
    await moveClock(database, '2027-04-06T06:00:00.000Z');
    await send();
    expect(textFor('marlene.ostermann')).toContain('nicht rechtzeitig erledigt: Mitzeichnung. Sie wird jetzt');
  });

  it('are left out, with the reason in the log, for whoever must or does not want to be written to', async () => {
    await started.start();
    // Owed by now; what is true at the moment of sending counts.
    await workOffAddressing();
    await change('aylin.demirel', { disabled_at: '2026-01-01' });
    await change('henrik.falk', { mail_notifications: 'never' });
    await change('ruth.sommerfeld', { email: null });
    await change('tobias.brandt', { email: 'tobias@x.example\r\nBcc: all@x.example' });
    await database.owner.query('update membership set valid_to = now() where person_id = $1', [
      DEMO_PEOPLE['leyla.aksoy']?.id,
    ]);
    await database.owner.query('update project_party set until = now() where unit_id = $1', [
      DEMO_UNITS['BA-MITTE/STADT'],
    ]);
    await send();
    const why = async (username: string) => (await logOf(username)).map(({ state, skipReason }) => [state, skipReason]);
    expect(await why('aylin.demirel')).toEqual([['skipped', 'disabled']]);
    expect(await why('henrik.falk')).toEqual([['skipped', 'unwanted']]);
    expect(await why('ruth.sommerfeld')).toEqual([['skipped', 'noAddress']]);
    expect(await why('tobias.brandt')).toEqual([['skipped', 'noAddress']]);
    expect(await why('leyla.aksoy')).toEqual([['skipped', 'notResponsible']]);
    expect(await why('daniel.nowak')).toEqual([['skipped', 'notVisible']]);
    expect(
      smtp.received.flatMap(({ to }) => to).filter((to) => /aylin|henrik|ruth|tobias|leyla|daniel/.test(to)),
    ).toEqual([]);
  });

  it('do not tell of a task that is settled by the time a mail server can be had', async () => {
    const run = await started.start();
    await send(serverAt(NOBODY));
    await started.runs.cancel(callerOf('jonas.albrecht'), randomUUID(), run.id, 'Entfällt');
    await moveClock(database, { seconds: 60 });
    clock += 60;
    smtp.received.length = 0;
    await send();
    expect(smtp.received.filter(({ mail }) => /Aufgabe/.test(mail.subject ?? ''))).toEqual([]);
    expect((await logOf('aylin.demirel'))[0]).toMatchObject({ state: 'skipped', skipReason: 'settled' });
  });

  it('say in the log that there is no mail server, and owe nothing then', async () => {
    await started.start();
    await workOff(database, { mailServer: undefined });
    for (const row of await log()) expect(row).toMatchObject({ state: 'skipped', skipReason: 'notConfigured' });
    expect(await log()).not.toHaveLength(0);
    const owed = await database.owner.query("select 1 from work_item where kind = 'sendMail'");
    expect(owed).toEqual([]);
  });

  it('arrive once after an outage of the mail server, and the log says how it went', async () => {
    await started.start();
    await onlyFor('aylin.demirel');
    // First nobody listens at all.
    await send(serverAt(NOBODY));
    const [refused] = await logOf('aylin.demirel');
    expect(refused).toMatchObject({ state: 'queued', attempts: 1, sentAt: null });
    expect(refused?.lastError).toMatch(/ECONNREFUSED/);
    // Then somebody who is too busy; every retry comes later than the one before, and none makes an incident.
    const busy = await startSmtp({ onConnect: (_session, done) => done(smtpError(421, 'Try again later')) });
    for (let attempt = 2; attempt <= 12; attempt += 1) {
      await moveClock(database, { seconds: 900 });
      clock += 900;
      await send(serverAt(busy.url));
      expect(await logOf('aylin.demirel')).toMatchObject([{ state: 'queued', attempts: attempt }]);
    }
    await busy.close();
    const [waiting] = await logOf('aylin.demirel');
    expect(waiting?.lastError).toMatch(/421/);
    // Then it is back.
    await moveClock(database, { seconds: 900 });
    clock += 900;
    await send(undefined, 4);
    await send(undefined, 4);
    expect(smtp.received).toHaveLength(1);
    const [sent] = await logOf('aylin.demirel');
    expect(sent).toMatchObject({ state: 'sent', attempts: 13, lastError: waiting?.lastError });
    expect(sent?.sentAt).not.toBeNull();
    expect(smtp.received[0]?.mail.messageId).toBe(refused?.messageId);
    const stuck = await database.owner.query("select kind from work_item where state = 'incident'");
    expect(stuck).toEqual([]);
  });

  it('come again, though somebody who stood still says after their successor has begun that the server is away', async () => {
    await started.start();
    await onlyFor('aylin.demirel');
    const resting = { ...{ host: 'test', publicUrl: FAR }, restMs: () => 60_000, send: jest.fn() };
    await workOff(database, { mailServer: resting });
    const [{ id }] = await database.owner.query(
      `select w.id from work_item w join mail_delivery m on m.id::text = w.payload ->> 'deliveryId'
       join person p on p.id = m.person_id where w.kind = 'sendMail' and p.username = 'aylin.demirel'`,
    );
    const conversations: ((outcome: MailOutcome) => void)[] = [];
    const hanging: MailServer = {
      ...{ host: 'test', publicUrl: FAR, restMs: () => 0 },
      send: () => new Promise((resolve) => conversations.push(resolve)),
    };
    const attempt = async (): Promise<Promise<boolean>[]> => {
      await database.owner.query('update mail_delivery set leased_until = null');
      await database.owner.query('update work_item set due_at = app.now() where id = $1', [id]);
      const before = conversations.length;
      const talking = executeWorkItem(database.workerTransactions, id, { mailServer: hanging });
      while (conversations.length === before) await sleep(10);
      return [talking];
    };
    const [frozen] = await attempt();
    const [successor] = await attempt();
    for (const [index, talking] of [frozen, successor].entries()) {
      conversations[index]?.({ state: 'away', error: 'nobody answers' });
      await talking;
    }
    expect(await logOf('aylin.demirel')).toMatchObject([{ state: 'queued', attempts: 2 }]);
    const [item] = await database.owner.query('select state from work_item where id = $1', [id]);
    expect(item.state).toBe('ready');
  });

  it('let a dead mail server rest instead of asking it for every mail', async () => {
    let connections = 0;
    const busy = await startSmtp({
      onConnect: (_session, done) => {
        connections += 1;
        done(smtpError(421, 'Try again later'));
      },
    });
    await started.start();
    await send(serverAt(busy.url));
    await busy.close();
    expect(connections).toBe(1);
    expect((await log()).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(1);
  });

  it('fail visibly and at once when the server refuses the recipient for good, and others still get theirs', async () => {
    const picky = await startSmtp({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('aylin') ? smtpError(550, 'No such user here') : null),
    });
    await started.start();
    await send(serverAt(picky.url));
    const [failed] = await logOf('aylin.demirel');
    expect(failed).toMatchObject({ state: 'failed', attempts: 1 });
    expect(failed?.lastError).toContain('No such user here');
    expect(await logOf('henrik.falk')).toMatchObject([{ state: 'sent' }]);
    await picky.close();
  });

  it.each([
    [530, '5.7.0 Must issue a STARTTLS command first'],
    [553, '5.7.1 Sender address rejected'],
  ])('wait, and let the server rest, where it refuses whoever sends (%i)', async (code, words) => {
    let conversations = 0;
    const strict = await startSmtp({
      onMailFrom: (_address, _session, done) => {
        conversations += 1;
        done(smtpError(code, words));
      },
    });
    await started.start();
    await send(serverAt(strict.url));
    await strict.close();
    expect(conversations).toBe(1);
    const tried = (await log()).filter(({ attempts }) => attempts > 0);
    expect(tried).toMatchObject([{ state: 'queued', lastError: expect.stringContaining(words) }]);
    await moveClock(database, { seconds: 900 });
    clock += 900;
    await send();
    for (const row of await log()) expect(row).toMatchObject({ state: 'sent' });
  });

  it('wait where the server wants a sign-in only once it hears the recipient', async () => {
    const strict = await startSmtp({
      onRcptTo: (_address, _session, done) => done(smtpError(530, '5.7.0 Authentication required')),
    });
    await started.start();
    await onlyFor('aylin.demirel');
    await send(serverAt(strict.url));
    await strict.close();
    expect(await logOf('aylin.demirel')).toMatchObject([{ state: 'queued', attempts: 1 }]);
  });

  it('fail at once where they are too large for the server, though it says so when it hears the sender', async () => {
    const narrow = await startSmtp({ onMailFrom: (_address, _session, done) => done(smtpError(552, 'Too large')) });
    await started.start();
    await onlyFor('aylin.demirel');
    await send(serverAt(narrow.url));
    await narrow.close();
    expect(await logOf('aylin.demirel')).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });

  it('count as done when the server has taken them, and as put off while it is away, late once each', async () => {
    await started.start();
    await onlyFor('aylin.demirel');
    await workOffAddressing();
    await moveClock(database, { seconds: 5 });
    const noted: Executed[] = [];
    const execute = async (mailServer = serverAt(smtp.url)) => {
      const due = await database.owner.query(
        `select w.id from work_item w join mail_delivery m on m.id::text = w.payload ->> 'deliveryId'
         where w.kind = 'sendMail' and m.person_id = $1`,
        [DEMO_PEOPLE['aylin.demirel']?.id],
      );
      expect(due).toHaveLength(1);
      await executeWorkItem(database.workerTransactions, due[0].id, { mailServer }, (executed) => noted.push(executed));
      return noted.splice(0);
    };
    const [late, ...no] = await execute(serverAt(NOBODY));
    expect([late, ...no]).toEqual([{ kind: 'sendMail', outcome: 'later', lateSeconds: expect.any(Number) }]);
    expect(late?.lateSeconds).toBeGreaterThanOrEqual(5);
    await moveClock(database, { seconds: 60 });
    const dying = {
      ...serverAt(NOBODY),
      restMs: () => 0,
      send: () => Promise.reject(new Error('broke off')),
    } as MailServer;
    await expect(execute(dying)).rejects.toThrow('broke off');
    expect(noted.splice(0)).toEqual([{ kind: 'sendMail', outcome: 'failed' }]);
    await database.owner.query('update mail_delivery set leased_until = now()');
    await moveClock(database, { seconds: 300 });
    expect(await execute()).toEqual([{ kind: 'sendMail', outcome: 'done', lateSeconds: expect.any(Number) }]);
  });

  it('are as late in the register as they were due, whenever they were begun', async () => {
    await started.start();
    await workOffAddressing();
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 hour' where kind = 'sendMail' and state = 'ready'",
    );
    await send();
    for (const row of await log()) expect(row).toMatchObject({ state: 'sent' });
    const { jobs } = await new JobRegisterService(database.transactions).get(callerOf('katrin.moeller'));
    expect(jobs.find(({ kind }) => kind === 'sendMail')?.medianLateness).toBeGreaterThanOrEqual(3600);
  });

  it('are given up after days, and the log says so', async () => {
    await started.start();
    await onlyFor('aylin.demirel');
    await send(serverAt(NOBODY));
    // The task must still be open when the days are over.
    await database.owner.query(
      "update mail_delivery set created_at = created_at - interval '5 days', attempts = attempts + 10",
    );
    await moveClock(database, { seconds: 60 });
    clock += 60;
    await send(serverAt(NOBODY));
    expect(await logOf('aylin.demirel')).toMatchObject([{ state: 'failed', attempts: 12 }]);
  });

  /** Everybody is owed their mail, and none is tried: the server seems to rest. */
  async function workOffAddressing(): Promise<void> {
    const mailServer: MailServer = {
      host: 'x',
      publicUrl: FAR,
      restMs: () => 1,
      send: () => Promise.reject(new Error()),
    };
    const due = await database.workerTransactions.run((tx) => workItems.claimDue(tx, 300));
    for (const { id } of due) await executeWorkItem(database.workerTransactions, id, { mailServer });
  }
  /** All others have switched mails off. */
  const onlyFor = (username: string) =>
    database.owner.query("update person set mail_notifications = 'never' where username <> $1", [username]);
});
