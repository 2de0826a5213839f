import { randomUUID } from 'node:crypto';
import { HouseRolesService } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { mailServerOver } from '../testing/mail-server';
import { startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, workOff } from '../testing/started-run';
import type { MailServer } from './job';

const ADMIN = callerOf('katrin.moeller');
const AYLIN = DEMO_PEOPLE['aylin.demirel']?.id ?? '';
const HENRIK = DEMO_PEOPLE['henrik.falk']?.id ?? '';

describe('a Vertretung', () => {
  let database: TestDatabase;
  let smtp: TestSmtp;
  let mailServer: MailServer | undefined;
  let roles: HouseRolesService;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    smtp = await startSmtp();
    roles = new HouseRolesService(database.transactions);
    mailServer = mailServerOver(database, smtp);
    await moveClock(database, '2027-03-25T09:00:00.000Z');
    // Nobody wants mails; what changes who may sign comes all the same.
    await database.owner.query("update person set mail_notifications = 'never'");
  });
  afterEach(async () => {
    await smtp.close();
    await database.close();
  });

  const workAt = async (instant: string) => {
    await moveClock(database, instant);
    await workOff(database, { mailServer }, 3);
    const told = smtp.received.map(({ to, mail }) => [to[0]?.split('@')[0], mail.subject]).sort();
    const raw = smtp.received.map((one) => one.raw).join('');
    smtp.received.length = 0;
    return { told, raw };
  };
  const standIn = () =>
    roles.addDeputation(ADMIN, randomUUID(), AYLIN, { deputyId: HENRIK, from: '2027-03-30', to: '2027-04-02' });

  it('is told to both when it begins and when it ends, once each, and no mail says to whom it is or for whom', async () => {
    await standIn();
    expect((await workAt('2027-03-29T21:00:00.000Z')).told).toEqual([]);
    const begun = await workAt('2027-03-29T22:00:00.000Z');
    expect(begun.told).toEqual([
      ['aylin.demirel', 'Sie werden ab jetzt vertreten'],
      ['henrik.falk', 'Ihre Vertretung beginnt'],
    ]);
    expect(begun.raw).not.toMatch(/Falk|Demirel|Aylin|Henrik/);
    expect((await workAt('2027-04-02T22:00:00.000Z')).told).toEqual([
      ['aylin.demirel', 'Ihre Vertretung durch andere ist beendet'],
      ['henrik.falk', 'Ihre Vertretung ist beendet'],
    ]);
  });

  it('that ends sooner says so then, and not once more at the end that was planned', async () => {
    const { deputations } = await standIn();
    await workAt('2027-03-31T09:00:00.000Z');
    await roles.endDeputation(ADMIN, randomUUID(), AYLIN, deputations[0]?.id ?? '');
    expect((await workAt('2027-03-31T10:00:00.000Z')).told).toHaveLength(2);
    expect((await workAt('2027-04-05T09:00:00.000Z')).told).toEqual([]);
  });

  it('that is taken back before it begins is never told', async () => {
    const { deputations } = await standIn();
    await roles.endDeputation(ADMIN, randomUUID(), AYLIN, deputations[0]?.id ?? '');
    expect((await workAt('2027-04-05T09:00:00.000Z')).told).toEqual([]);
  });
});
