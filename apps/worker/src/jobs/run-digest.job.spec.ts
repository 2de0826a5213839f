import { randomUUID } from 'node:crypto';
import { OPTIONAL_TOPICS, type Channels, type NotificationChoice } from '@querraum/contracts';
import { NotificationSettingsService, Transactions, workItems } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { mailServerOver } from '../testing/mail-server';
import { startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, skipIncident, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import type { MailServer } from './job';

const TITLE = 'Kinderschutzfall Geheim';
const AYLIN = DEMO_PEOPLE['aylin.demirel'];
/** Thursday before Easter, ten o'clock; the next working day is Tuesday. */
const BEFORE_EASTER = '2027-03-25T09:00:00.000Z';
const TUESDAY_AT_EIGHT = '2027-03-30T06:00:00.000Z';
const everything = (channel: 'app' | 'mail' | 'digest') =>
  Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, channel])) as Channels;
const DAILY: NotificationChoice = {
  channels: everything('digest'),
  digest: { every: 'day', hour: 8 },
  pausedWhileAway: true,
};

describe('a digest', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  let mailServer: MailServer | undefined;
  let settings: NotificationSettingsService;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    smtp = await startSmtp();
    settings = new NotificationSettingsService(database.transactions);
    mailServer = mailServerOver(database, smtp);
    await moveClock(database, BEFORE_EASTER);
  });
  afterEach(async () => {
    await smtp.close();
    await started.close();
    await database.close();
  });

  const choose = (choice: Partial<NotificationChoice> = {}, revision = 0) =>
    settings.change(callerOf('aylin.demirel'), randomUUID(), revision, { ...DAILY, ...choice });
  const work = (times = 1) => workOff(database, { mailServer }, times);
  const workAt = async (instant: string, times = 1) => {
    await moveClock(database, instant);
    await work(times);
  };
  /** A new task for the Gesundheitsamt, addressed. */
  const start = async (title?: string) => {
    const run = await started.start(title);
    await work();
    return run;
  };
  const mails = () => smtp.received.filter(({ to }) => to[0] === 'aylin.demirel@ba-mitte.example');
  const digests = () => mails().flatMap(({ mail }) => (mail.subject?.startsWith('Querraum: ') ? mail.subject : []));
  const log = (): Promise<{ reason: string; state: string; skipReason: string | null }[]> =>
    database.owner.query(
      `select reason, state, skip_reason as "skipReason" from mail_delivery where person_id = $1 order by created_at, reason`,
      [AYLIN?.id],
    );
  const nextTurns = async (): Promise<string[]> => {
    const rows = await database.owner.query(
      "select due_at from work_item where kind = 'runDigest' and state = 'ready' order by due_at",
    );
    return rows.map(({ due_at: at }: { due_at: Date }) => at.toISOString());
  };

  async function waitsForItems(): Promise<void> {
    const sql = "select from pg_locks where relation = 'digest_item'::regclass and not granted";
    while ((await database.owner.query(sql)).length === 0);
  }

  it('comes once in place of many mails, on the next working day at its hour', async () => {
    expect((await choose()).nextDigestAt).toBe(TUESDAY_AT_EIGHT);
    for (let run = 0; run < 3; run += 1) await start(TITLE);
    expect(mails()).toEqual([]);
    expect(await log()).toEqual(Array(3).fill({ reason: 'newTask', state: 'skipped', skipReason: 'digest' }));
    await workAt('2027-03-30T05:00:00.000Z');
    expect(mails()).toEqual([]);
    await workAt(TUESDAY_AT_EIGHT, 4);
    expect(mails()).toHaveLength(1);
    expect(await log()).toContainEqual({ reason: 'digest', state: 'sent', skipReason: null });
    expect(await nextTurns()).toEqual(['2027-03-31T06:00:00.000Z']);
    // Others get what they always got.
    expect(smtp.received.filter(({ to }) => to[0] === 'henrik.falk@ba-mitte.example')).toHaveLength(3);
  });

  it('says by project what is new and open, with links, and names nobody', async () => {
    await choose();
    await start(TITLE);
    await start(TITLE);
    await workAt(TUESDAY_AT_EIGHT);
    const [digest] = mails();
    expect(digest?.mail.subject).toBe('Querraum: 2 Neuigkeiten, 2 Fristen');
    const text = digest?.mail.text ?? '';
    expect(text.match(/^SPK \d+\/2027$/gm)).toHaveLength(2);
    expect(text.match(/^- Mitzeichnung: neu · Frist: \w+, \d\d\.\d\d\.2027$/gm)).toHaveLength(2);
    expect(text.match(/^ {2}https:\/\/querraum\.stadt\.example\/aufgaben\/[0-9a-f-]{36}$/gm)).toHaveLength(4);
    expect(text).toContain('Fristen bis Dienstag, 06.04.2027:');
    expect(text).toContain('https://querraum.stadt.example/einstellungen');
    expect(digest?.raw).not.toMatch(/Geheim|Konzept|konzept\.txt|Falk|Demirel|Albrecht/);
  });

  it('is in the language of the person', async () => {
    await database.owner.query("update person set language = 'en' where id = $1", [AYLIN?.id]);
    await choose();
    await start();
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()[0]?.mail.subject).toBe('Querraum: 1 thing is new, 1 time limit');
    expect(mails()[0]?.mail.text).toMatch(/- co-signature: new · due: \w+, \d/);
  });

  it('does not come where there is nothing to say, and goes on coming', async () => {
    await choose();
    await workAt(TUESDAY_AT_EIGHT);
    expect(smtp.received).toEqual([]);
    expect(await log()).toEqual([]);
    expect(await nextTurns()).toEqual(['2027-03-31T06:00:00.000Z']);
  });

  it('does not come on a day that the house has closed since', async () => {
    await choose();
    await start();
    await database.owner.query(
      "insert into house_day (tenant_id, date, name, kind) values ($1, '2027-03-30', 'Ausflug', 'closed')",
      [AYLIN?.tenantId],
    );
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()).toEqual([]);
    await workAt('2027-03-31T06:00:00.000Z');
    expect(mails()).toHaveLength(1);
  });

  it('comes on the next working day where its week ends before a worker is there again', async () => {
    await choose({ digest: { every: 'week', weekday: 5, hour: 8 } });
    await start();
    // Good Friday puts it off to the Tuesday, the one of the week after is missed.
    await workAt(TUESDAY_AT_EIGHT);
    await start();
    await workAt('2027-04-03T09:00:00.000Z', 3);
    expect(digests()).toHaveLength(1);
    expect(await nextTurns()).toEqual(['2027-04-05T06:00:00.000Z']);
    await workAt('2027-04-05T06:00:00.000Z', 3);
    expect(digests()).toHaveLength(2);
    expect(await nextTurns()).toEqual(['2027-04-09T06:00:00.000Z']);
  });

  it('leaves to the next one what arrives while it is put together', async () => {
    await choose();
    await start();
    const run = await start();
    const [late] = await database.owner.query(
      `with late as (delete from digest_item d using mail_delivery m
         where m.tenant_id = d.tenant_id and m.id = d.delivery_id and m.project_id = $1 returning d.*)
       select row_to_json(late) as row from late`,
      [run.projectId],
    );
    await moveClock(database, TUESDAY_AT_EIGHT);
    const [item] = await database.owner.query("select id from work_item where kind = 'runDigest' and state = 'ready'");
    let digest: Promise<unknown> | undefined;
    await new Transactions(database.owner).run(async (other) => {
      // What waits may be read, and nothing of it be changed.
      await other.rows('lock table digest_item in exclusive mode');
      digest = executeWorkItem(database.workerTransactions, item.id, { mailServer });
      await waitsForItems();
      await other.rows('insert into digest_item select * from json_populate_record(null::digest_item, $1)', [late.row]);
    });
    await digest;
    await work();
    expect(digests()).toEqual(['Querraum: 1 Neuigkeit, 2 Fristen']);
    await workAt('2027-03-31T06:00:00.000Z');
    expect(digests()[1]).toBe('Querraum: 1 Neuigkeit, 2 Fristen');
  });

  it('is caught up once after turns for which no worker was there', async () => {
    await choose();
    await start();
    // Tuesday and Wednesday are missed; at Thursday's own hour there has been one already.
    await workAt('2027-04-01T05:00:00.000Z', 3);
    expect(mails()).toHaveLength(1);
    await workAt('2027-04-01T06:00:00.000Z');
    expect(mails()).toHaveLength(1);
    expect(await nextTurns()).toEqual(['2027-04-02T06:00:00.000Z']);
  });

  it('goes on after a turn that an administrator has given up, and has everything then', async () => {
    await choose();
    await start();
    await moveClock(database, TUESDAY_AT_EIGHT);
    await skipIncident(database, 'runDigest');
    await work(3);
    expect(mails()).toEqual([]);
    expect(await nextTurns()).toEqual(['2027-03-31T06:00:00.000Z']);
    await workAt('2027-03-31T06:00:00.000Z', 3);
    expect(mails()).toHaveLength(1);
  });

  it('waits while somebody stands in for the person, and has everything afterwards', async () => {
    await choose();
    await start();
    await database.owner.query(
      "insert into deputation values ($1, gen_random_uuid(), $2, $3, '2027-03-26T00:00Z', '2027-03-30T22:00Z')",
      [AYLIN?.tenantId, AYLIN?.id, DEMO_PEOPLE['henrik.falk']?.id],
    );
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()).toEqual([]);
    await workAt('2027-03-31T06:00:00.000Z');
    expect(mails()[0]?.mail.subject).toBe('Querraum: 1 Neuigkeit, 1 Frist');
  });

  it('tells neither of what is settled nor of what the person may not see any more', async () => {
    await choose();
    const settled = await start();
    await start();
    await start();
    await started.runs.cancel(callerOf('jonas.albrecht'), randomUUID(), settled.id, 'Entfällt');
    await database.owner.query(
      `update project_party set until = now() where unit_id = $1
         and project_id = (select project_id from task where unit_id = $1 and status = 'open' order by opened_at desc limit 1)`,
      [DEMO_UNITS['BA-MITTE/GES']],
    );
    // A task stays with its unit; here it is taken away with the project.
    await database.owner.query(
      `update task set status = 'cancelled' where unit_id = $1 and project_id in (
         select project_id from project_party where unit_id = $1 and until is not null)`,
      [DEMO_UNITS['BA-MITTE/GES']],
    );
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()[0]?.mail.subject).toBe('Querraum: 1 Neuigkeit, 1 Frist');
    const left = await database.owner.query('select 1 from digest_item');
    expect(left).toEqual([]);
  });

  it('leaves what binds to be mailed at once: the end of a Frist and the request for a final signature', async () => {
    await choose();
    await start();
    await workAt('2027-04-02T06:00:00.000Z');
    expect(mails().map(({ mail }) => mail.subject?.replace(/ SPK.*/, ''))).toContain('Erinnerung an eine Aufgabe in');
  });

  it('names a thing once, for every reason of which the person was told', async () => {
    await choose();
    const run = await start();
    await database.owner.query(
      `insert into notification (tenant_id, id, project_id, run_id, seat_id, unit_id, reason, at)
       select tenant_id, gen_random_uuid(), project_id, run_id, seat_id, unit_id, 'extended', app.now() from notification
       where run_id = $1 and unit_id = $2`,
      [run.id, DEMO_UNITS['BA-MITTE/GES']],
    );
    const [told] = await database.owner.query(
      "select id, project_id as project from notification where reason = 'extended'",
    );
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'addressMails', {
        payload: { projectId: told.project, notificationIds: [told.id] },
        dueAt: tx.now,
        dedupeKey: 'extended',
      }),
    );
    await work();
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()[0]?.mail.text).toContain('- Mitzeichnung: neu, Frist verlängert · Frist:');
    expect(mails()[0]?.mail.subject).toBe('Querraum: 1 Neuigkeit, 1 Frist');
  });

  it('comes once a day at most, however often its hour is changed', async () => {
    await choose();
    await start();
    await workAt(TUESDAY_AT_EIGHT);
    await choose({ digest: { every: 'day', hour: 10 } }, 1);
    await start();
    await workAt('2027-03-30T08:00:00.000Z');
    expect(mails()).toHaveLength(1);
    expect(await nextTurns()).toContain('2027-03-31T08:00:00.000Z');
    await workAt('2027-03-31T08:00:00.000Z');
    expect(mails()).toHaveLength(2);
  });

  it('ends with the choice of another way, and what waited for it is forgotten', async () => {
    await choose();
    await start();
    await choose({ channels: everything('mail') }, 1);
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()).toEqual([]);
    expect(await nextTurns()).toEqual([]);
    expect(await database.owner.query('select 1 from digest_item')).toEqual([]);
  });

  it('waits for somebody whose account is disabled', async () => {
    await choose();
    await start();
    await database.owner.query('update person set disabled_at = now() where id = $1', [AYLIN?.id]);
    await workAt(TUESDAY_AT_EIGHT);
    expect(mails()).toEqual([]);
    await database.owner.query('update person set disabled_at = null where id = $1', [AYLIN?.id]);
    // A day after it was asked for in vain, which takes its time.
    await workAt('2027-03-31T06:30:00.000Z');
    expect(mails()).toHaveLength(1);
    expect(await nextTurns()).toEqual(['2027-04-01T06:00:00.000Z']);
  });

  it('is one mail under one Message-ID, though its worker dies before it talks to the server', async () => {
    await choose();
    await start();
    await moveClock(database, TUESDAY_AT_EIGHT);
    const due = async (kind: string): Promise<string> => {
      const [item] = await database.owner.query('select id from work_item where kind = $1 and state = $2', [
        kind,
        'ready',
      ]);
      return item.id;
    };
    await executeWorkItem(database.workerTransactions, await due('runDigest'), { mailServer });
    const dies: MailServer = {
      ...(mailServer ?? { host: '', publicUrl: '', restMs: () => 0 }),
      send: () => Promise.reject(new Error('killed')),
    };
    const item = await due('mailPerson');
    await expect(executeWorkItem(database.workerTransactions, item, { mailServer: dies })).rejects.toThrow('killed');
    const [begun] = await database.owner.query(
      "select state, message_id as id from mail_delivery where reason = 'digest'",
    );
    expect(begun.state).toBe('sending');
    await database.owner.query("update mail_delivery set leased_until = now() where reason = 'digest'");
    await moveClock(database, { seconds: 600 });
    await work(2);
    expect(mails().map(({ mail }) => mail.messageId)).toEqual([begun.id]);
  });
});
