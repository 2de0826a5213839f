import { randomUUID } from 'node:crypto';
import type { ReportInput, ReportSubscription } from '@querraum/contracts';
import { ReportsService } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { mailServerOver } from '../testing/mail-server';
import { startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, skipIncident, startedRuns, workOff, type StartedRuns } from '../testing/started-run';
import type { MailServer } from './job';

/** Monday of the week after Easter is a holiday: what is planned for it comes on Tuesday. */
const BEFORE_EASTER = '2027-03-25T09:00:00.000Z';
const TUESDAY_AT_EIGHT = '2027-03-30T06:00:00.000Z';
const A_WEEK_LATER = '2027-04-05T06:00:00.000Z';
const TITLE = 'Kinderschutzfall Geheim';
const idOf = (username: string) => DEMO_PEOPLE[username]?.id ?? '';

describe('a report', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  let mailServer: MailServer | undefined;
  let reports: ReportsService;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    smtp = await startSmtp();
    reports = new ReportsService(database.transactions);
    mailServer = mailServerOver(database, smtp);
    await moveClock(database, BEFORE_EASTER);
  });
  afterEach(async () => {
    await smtp.close();
    await started.close();
    await database.close();
  });

  const INPUT: ReportInput = {
    scope: { department: [], area: [], stage: [], unit: [] },
    rhythm: { every: 'week', weekday: 1, hour: 8 },
    state: 'active',
    recipientIds: [],
  };
  const subscribe = (input: Partial<ReportInput> = {}) =>
    reports.add(callerOf('jonas.albrecht'), randomUUID(), { ...INPUT, ...input });
  const change = ({ id, revision }: ReportSubscription, input: Partial<ReportInput>) =>
    reports.change(callerOf('jonas.albrecht'), randomUUID(), { id, revision, input: { ...INPUT, ...input } });
  const workAt = async (instant: string, times = 1) => {
    await moveClock(database, instant);
    await workOff(database, { mailServer }, times);
  };
  const mailsTo = (username: string) =>
    smtp.received.filter(
      ({ to, mail }) => to[0]?.startsWith(`${username}@`) && /Stand der Vorhaben|State of/.test(mail.subject ?? ''),
    );
  const nextOf = async (id: string) =>
    (await reports.list(callerOf('jonas.albrecht'))).find((report) => report.id === id)?.nextAt;
  const logOf = (username: string): Promise<unknown[]> =>
    database.owner.query(
      `select state, skip_reason as "skipReason" from mail_delivery where person_id = $1 and reason = 'report' order by created_at`,
      [idOf(username)],
    );

  it('comes once on the next working day, to its subscriber, and the next one is owed', async () => {
    const report = await subscribe();
    expect(report.nextAt).toBe(TUESDAY_AT_EIGHT);
    await started.start(TITLE);
    await workAt('2027-03-30T05:00:00.000Z');
    expect(mailsTo('jonas.albrecht')).toEqual([]);
    await workAt(TUESDAY_AT_EIGHT, 4);
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    expect(await nextOf(report.id)).toBe(A_WEEK_LATER);
    const keys = await database.owner.query(
      "select dedupe_key as key from work_item where kind = 'runReport' order by 1",
    );
    expect(keys).toEqual([{ key: `report:${report.id}:2027-03-30T08` }, { key: `report:${report.id}:2027-04-05T08` }]);
  });

  it('says how many stand where and how late they are, with links and without names', async () => {
    await subscribe({ scope: { ...INPUT.scope, area: ['01'] } });
    await started.start(TITLE);
    await started.start(TITLE);
    await workAt(TUESDAY_AT_EIGHT);
    const [report] = mailsTo('jonas.albrecht');
    expect(report?.mail.subject).toBe('Querraum: Stand der Vorhaben: 2 laufend, 0 überfällig');
    const text = report?.mail.text ?? '';
    expect(text).toContain('am Dienstag, 30.03.2027');
    expect(text).toContain('https://querraum.stadt.example/uebersicht?raum=01\n');
    expect(text).toContain('- rot – überfällig: 0\n- gelb – fällig bis Dienstag, 06.04.2027: 2\n');
    expect(text).toContain('- Mitzeichnung: 2');
    expect(text).toContain('Offene Mitzeichnungen: 8, davon 0 überfällig');
    expect(text.match(/^- SPK \d+\/2027 · 4 offen · Frist: \w+, \d\d\.\d\d\.2027$/gm)).toHaveLength(2);
    expect(text.match(/^ {2}https:\/\/querraum\.stadt\.example\/vorhaben\/[0-9a-f-]{36}$/gm)).toHaveLength(4);
    expect(text).toContain('https://querraum.stadt.example/berichte');
    expect(report?.raw).not.toMatch(/Geheim|Konzept|konzept\.txt|Falk|Demirel|Albrecht/);
  });

  it('names what is overdue, and tells of nothing outside of its scope', async () => {
    await subscribe();
    await subscribe({ scope: { ...INPUT.scope, area: ['02'] } });
    await started.start();
    const yesterday = '2027-03-29T22:00:00.000Z';
    await database.owner.query('update task set due_end = $1', [yesterday]);
    await database.owner.query('update project set due_order = $1', [yesterday]);
    await workAt(TUESDAY_AT_EIGHT);
    const [one, other] = mailsTo('jonas.albrecht').sort(
      (a, b) => (b.mail.text?.length ?? 0) - (a.mail.text?.length ?? 0),
    );
    expect(one?.mail.subject).toContain('1 laufend, 1 überfällig');
    expect(one?.mail.text).toMatch(/Überfällige Fristen:\n- SPK \d+\/2027 · Frist: Montag, 29\.03\.2027\n {2}https:/);
    expect(one?.mail.text).toContain('Offene Mitzeichnungen: 4, davon 4 überfällig');
    expect(one?.mail.text).not.toContain('Bald fällige Fristen');
    expect(other?.mail.subject).toContain('0 laufend, 0 überfällig');
    expect(other?.mail.text).toContain('Offene Mitzeichnungen: keine');
  });

  it('shows to each recipient what they see themselves, in their language', async () => {
    await database.owner.query("update person set language = 'en' where id = $1", [idOf('aylin.demirel')]);
    await subscribe({ recipientIds: [idOf('aylin.demirel'), idOf('moritz.engel')] });
    const run = await started.start(TITLE);
    await started.start(TITLE);
    await database.owner.query(
      `update project_party set until = now() where unit_id = $1
         and project_id = (select project_id from run where id = $2)`,
      [DEMO_PEOPLE['aylin.demirel']?.unitId, run.id],
    );
    await workAt(TUESDAY_AT_EIGHT);
    expect(mailsTo('jonas.albrecht')[0]?.mail.subject).toContain('2 laufend');
    expect(mailsTo('aylin.demirel')[0]?.mail.subject).toBe('Querraum: State of projects: 1 running, 0 overdue');
    expect(mailsTo('aylin.demirel')[0]?.mail.text).toContain('Traffic light of the running projects:');
    expect(mailsTo('moritz.engel')[0]?.mail.text).toContain('0 laufend, 0 insgesamt');
    expect(mailsTo('moritz.engel')[0]?.mail.text).not.toMatch(/SPK/);
  });

  it('goes to nobody who has left the house, acts for none of its units or wants no mails', async () => {
    await subscribe({ recipientIds: ['aylin.demirel', 'henrik.falk', 'moritz.engel', 'katrin.moeller'].map(idOf) });
    await started.start();
    await database.owner.query('update person set disabled_at = now() where id = $1', [idOf('aylin.demirel')]);
    await database.owner.query('update membership set valid_to = app.now() where person_id = $1', [
      idOf('henrik.falk'),
    ]);
    await database.owner.query("update person set mail_notifications = 'never' where id = $1", [idOf('moritz.engel')]);
    await workAt(TUESDAY_AT_EIGHT);
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    for (const username of ['aylin.demirel', 'henrik.falk', 'moritz.engel', 'katrin.moeller'])
      expect([username, await logOf(username)]).toEqual([username, []]);
  });

  it('still comes to the others when its subscriber has left the house', async () => {
    const { id } = await subscribe({ recipientIds: [idOf('aylin.demirel')] });
    await database.owner.query('update person set disabled_at = now() where id = $1', [idOf('jonas.albrecht')]);
    await workAt(TUESDAY_AT_EIGHT);
    expect(mailsTo('jonas.albrecht')).toEqual([]);
    expect(mailsTo('aylin.demirel')).toHaveLength(1);
    expect(
      await database.owner.query('select next_period as period from report_subscription where id = $1', [id]),
    ).toEqual([{ period: '2027-04-05T08' }]);
  });

  it('is caught up once after turns for which no worker was there', async () => {
    const { id } = await subscribe();
    await workAt('2027-05-03T05:00:00.000Z', 3);
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    // At its own hour of the same day there has been one already, and it does not come twice.
    expect(await nextOf(id)).toBe('2027-05-10T06:00:00.000Z');
    await workAt('2027-05-03T06:00:00.000Z');
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
  });

  it('goes on after a turn that an administrator has given up', async () => {
    const { id } = await subscribe();
    await moveClock(database, TUESDAY_AT_EIGHT);
    await skipIncident(database, 'runReport');
    await workOff(database, { mailServer }, 3);
    expect(mailsTo('jonas.albrecht')).toEqual([]);
    expect(await nextOf(id)).toBe(A_WEEK_LATER);
    await workAt(A_WEEK_LATER, 3);
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
  });

  it('is still caught up when its recipients are changed before a worker is there again', async () => {
    const report = await subscribe();
    await moveClock(database, '2027-04-01T05:00:00.000Z');
    await change(report, { recipientIds: [idOf('aylin.demirel')] });
    await workOff(database, { mailServer });
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    expect(mailsTo('aylin.demirel')).toHaveLength(1);
  });

  it('is put off by a day that the house has closed since', async () => {
    const { id } = await subscribe();
    await database.owner.query(
      "insert into house_day (tenant_id, date, name, kind) values ($1, '2027-03-30', 'Ausflug', 'closed')",
      [DEMO_PEOPLE['jonas.albrecht']?.tenantId],
    );
    await workAt(TUESDAY_AT_EIGHT);
    expect(mailsTo('jonas.albrecht')).toEqual([]);
    await workAt('2027-03-31T06:00:00.000Z');
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    expect(await nextOf(id)).toBe(A_WEEK_LATER);
  });

  it('comes at the turn that was chosen last, and at no other', async () => {
    const report = await subscribe();
    const later = await change(report, { rhythm: { every: 'month', day: 31, hour: 7 } });
    expect(later.nextAt).toBe('2027-03-31T05:00:00.000Z');
    await workAt(TUESDAY_AT_EIGHT);
    expect(mailsTo('jonas.albrecht')).toEqual([]);
    await workAt('2027-03-31T05:00:00.000Z');
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    // There and back again: the turn that was owed first is meant again.
    const [current] = await reports.list(callerOf('jonas.albrecht'));
    if (!current) throw new Error('the report is gone');
    const back = await change(await change(current, { rhythm: { every: 'week', weekday: 2, hour: 9 } }), {
      rhythm: { every: 'month', day: 31, hour: 7 },
    });
    expect(back.nextAt).toBe('2027-04-30T05:00:00.000Z');
    await workAt('2027-04-30T05:00:00.000Z');
    expect(mailsTo('jonas.albrecht')).toHaveLength(2);
  });

  it('rests while it is paused, comes again afterwards, and not at all once it is ended', async () => {
    const report = await subscribe();
    const paused = await change(report, { state: 'paused' });
    expect(paused.nextAt).toBeNull();
    await workAt(TUESDAY_AT_EIGHT);
    expect(mailsTo('jonas.albrecht')).toEqual([]);
    const again = await change(paused, {});
    expect(again.nextAt).toBe(A_WEEK_LATER);
    await workAt(A_WEEK_LATER);
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
    const [current] = await reports.list(callerOf('jonas.albrecht'));
    await reports.end(callerOf('jonas.albrecht'), randomUUID(), report.id, current?.revision ?? 0);
    await workAt('2027-04-12T06:00:00.000Z');
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
  });

  it('tells nothing more to whoever left it while the mail waited', async () => {
    const { id } = await subscribe({ recipientIds: [idOf('aylin.demirel')] });
    await moveClock(database, TUESDAY_AT_EIGHT);
    await executeWorkItem(database.workerTransactions, await due('runReport'), { mailServer });
    await reports.leave(callerOf('aylin.demirel'), randomUUID(), id);
    await workOff(database, { mailServer });
    expect(mailsTo('aylin.demirel')).toEqual([]);
    expect(await logOf('aylin.demirel')).toEqual([{ state: 'skipped', skipReason: 'settled' }]);
    expect(mailsTo('jonas.albrecht')).toHaveLength(1);
  });

  it('is not sent where no mails go out, and the log says so', async () => {
    await subscribe();
    await moveClock(database, TUESDAY_AT_EIGHT);
    await workOff(database, { mailServer: undefined });
    expect(await logOf('jonas.albrecht')).toEqual([{ state: 'skipped', skipReason: 'notConfigured' }]);
  });

  it('is one mail under one Message-ID, though its worker dies before it talks to the server', async () => {
    await subscribe();
    await moveClock(database, TUESDAY_AT_EIGHT);
    await executeWorkItem(database.workerTransactions, await due('runReport'), { mailServer });
    const dies: MailServer = {
      ...(mailServer ?? { host: '', publicUrl: '', restMs: () => 0 }),
      send: () => Promise.reject(new Error('killed')),
    };
    const item = await due('mailPerson');
    await expect(executeWorkItem(database.workerTransactions, item, { mailServer: dies })).rejects.toThrow('killed');
    const [begun] = await database.owner.query(
      "select state, message_id as id from mail_delivery where reason = 'report'",
    );
    expect(begun.state).toBe('sending');
    await database.owner.query("update mail_delivery set leased_until = now() where reason = 'report'");
    await moveClock(database, { seconds: 600 });
    await workOff(database, { mailServer }, 2);
    expect(mailsTo('jonas.albrecht').map(({ mail }) => mail.messageId)).toEqual([begun.id]);
  });

  const due = async (kind: string): Promise<string> => {
    const [item] = await database.owner.query(
      "select id from work_item where kind = $1 and state = 'ready' and due_at <= app.now()",
      [kind],
    );
    return item.id;
  };
});
