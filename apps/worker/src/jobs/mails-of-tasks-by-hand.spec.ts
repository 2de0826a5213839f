import { randomUUID } from 'node:crypto';
import { AssignmentAnswer, NewAssignments, OPTIONAL_TOPICS, type Channels } from '@querraum/contracts';
import {
  AssignmentActsService,
  AssignmentIssueService,
  DocumentsService,
  DocumentStore,
  InboxClaimsService,
  NotificationSettingsService,
  ProjectsService,
  readConfig,
  UploadCheck,
} from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { smtpServer } from '../smtp-server';
import { startSmtp, type TestSmtp } from '../testing/smtp';
import { callerOf, moveClock, workOff } from '../testing/started-run';

const FAR = 'https://querraum.stadt.example';
const SECRET = 'Geheimer Titel';
const away = { host: 'x', publicUrl: FAR, restMs: () => 1_000, send: () => Promise.reject(new Error()) };
const GES = DEMO_UNITS['BA-MITTE/GES'] ?? '';

describe('mails of tasks by hand', () => {
  let database: TestDatabase;
  let smtp: TestSmtp;
  let issuing: AssignmentIssueService;
  let projectId: string;
  const lead = callerOf('jonas.albrecht');
  const aylin = callerOf('aylin.demirel');

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    smtp = await startSmtp();
    const store = new DocumentStore({ DOCUMENT_STORE: '/nowhere' });
    const documents = new DocumentsService(database.transactions, store, new UploadCheck({ VIRUS_SCAN: 'off' }));
    issuing = new AssignmentIssueService(database.transactions, documents);
    await moveClock(database, '2027-03-25T09:00:00.000Z');
    const { id } = await new ProjectsService(database.transactions).create(lead, randomUUID(), {
      title: SECRET,
      description: '',
      fields: {},
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
      participants: [],
    });
    projectId = id;
  });
  afterEach(async () => {
    await smtp.close();
    await database.close();
  });

  const send = async (): Promise<string[]> => {
    smtp.received.length = 0;
    const config = readConfig({
      DATABASE_URL: database.urls.worker,
      ISSUER: 'http://sign-in.test',
      DOCUMENT_STORE: '/tmp',
      PUBLIC_URL: FAR,
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Querraum <querraum@stadt.example>',
    });
    await workOff(database, { mailServer: smtpServer(config) });
    return smtp.received.map(({ to }) => (to[0] ?? '').replace('@ba-mitte.example', '')).sort();
  };
  const give = async (over: object = {}) => {
    const input = { kind: 'statement', title: SECRET, addressees: [{ unitId: GES }], due: { workingDays: 5 }, ...over };
    const issued = await issuing.issue(lead, randomUUID(), projectId, NewAssignments.parse(input));
    return issued.assignments[0]?.id ?? '';
  };
  const answer = async (id: string) => {
    await new InboxClaimsService(database.transactions).claim(aylin, randomUUID(), id, 'claim');
    const acts = new AssignmentActsService(database.transactions);
    await acts.answer(aylin, randomUUID(), id, AssignmentAnswer.parse({ result: 'given', words: SECRET }));
    return acts;
  };
  const post = async () => {
    const [row] = await database.owner.query("select id from position where code = 'GES 1'");
    return row.id as string;
  };

  it('tell the addressed unit in each language, with kind and last day, and nothing that anybody wrote', async () => {
    await database.owner.query("update person set language = 'en' where id = $1", [DEMO_PEOPLE['aylin.demirel']?.id]);
    const id = await give();
    const all = await send();
    expect(all).toContain('aylin.demirel');
    expect(all).toContain('henrik.falk');
    const textFor = (who: string) => smtp.received.find(({ to }) => to[0] === `${who}@ba-mitte.example`)?.mail.text;
    expect(textFor('henrik.falk')).toMatch(/neue Aufgabe: Stellungnahme\.\nFrist: bis zum Ablauf des 05\.04\.2027/);
    expect(textFor('henrik.falk')).toContain(`${FAR}/aufgaben/${id}`);
    expect(textFor('aylin.demirel')).toMatch(/statement\.\nTime limit: the end of 5 April 2027/);
    for (const { raw } of smtp.received) expect(raw).not.toContain('Geheim');
  });

  it('go to who holds the post, and about what is late to the head as well', async () => {
    await give({ addressees: [{ unitId: GES, positionId: await post() }] });
    expect(await send()).toEqual(['aylin.demirel']);
    await moveClock(database, '2027-04-06T06:00:00.000Z');
    const told = await send();
    expect(told.filter((who) => who === 'aylin.demirel' || who === 'henrik.falk')).toEqual([
      'aylin.demirel',
      'henrik.falk',
    ]);
  });

  it('tell of the end also whom the project is closed to by then, and lead to the task', async () => {
    const id = await give();
    await send();
    const acts = await answer(id);
    expect(await send()).toContain('jonas.albrecht');
    await acts.accept(lead, randomUUID(), id, {}, 3);
    expect(await send()).toContain('aylin.demirel');
    expect(smtp.received[0]?.mail.text).toContain(`${FAR}/aufgaben/${id}`);
  });

  it('do not ask for what the unit that gave it has to do by now', async () => {
    const id = await give();
    await workOff(database, { mailServer: away });
    await answer(id);
    await moveClock(database, { seconds: 60 });
    const told = await send();
    expect(told).toContain('jonas.albrecht');
    expect(told).not.toContain('aylin.demirel');
  });

  it('tell neither unit that there is no answer, once there is one', async () => {
    const id = await give();
    await send();
    await moveClock(database, '2027-04-06T06:00:00.000Z');
    await workOff(database, { mailServer: away });
    await answer(id);
    await moveClock(database, { seconds: 60 });
    await send();
    const subjects = smtp.received.map(({ mail }) => mail.subject ?? '');
    expect(subjects).toEqual([expect.stringContaining('Antwort')]);
  });

  it('name what the unit was told of, not what the unit that gave it has to do by then', async () => {
    const id = await give();
    await send();
    const acts = await answer(id);
    await send();
    await acts.sendBack(lead, randomUUID(), id, { words: SECRET }, 3);
    await acts.extend(lead, randomUUID(), id, { lastDay: '2027-04-30', reason: SECRET }, 4);
    await workOff(database, { mailServer: away });
    await acts.answer(aylin, randomUUID(), id, AssignmentAnswer.parse({ result: 'given', words: SECRET }));
    await moveClock(database, { seconds: 60 });
    await send();
    const toAylin = smtp.received.filter(({ to }) => to[0]?.startsWith('aylin'));
    expect(toAylin).toHaveLength(2);
    for (const { mail } of toAylin) {
      expect(mail.text).toContain(': Stellungnahme.');
      expect(mail.text).toContain(`${FAR}/aufgaben/${id}`);
    }
  });

  const collect = () =>
    new NotificationSettingsService(database.transactions).change(aylin, randomUUID(), 0, {
      channels: Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, 'digest'])) as Channels,
      digest: { every: 'day', hour: 8 },
      pausedWhileAway: false,
    });

  it('stand in no digest once the unit has answered', async () => {
    await collect();
    const id = await give();
    await send();
    await answer(id);
    await moveClock(database, '2027-03-30T06:00:00.000Z');
    expect(await send()).not.toContain('aylin.demirel');
  });

  it('lead from a digest to what came back, not to what the unit that gave it has to do by then', async () => {
    const id = await give();
    await send();
    const acts = await answer(id);
    await collect();
    await acts.sendBack(lead, randomUUID(), id, { words: SECRET }, 3);
    await send();
    await acts.answer(aylin, randomUUID(), id, AssignmentAnswer.parse({ result: 'given', words: SECRET }));
    await moveClock(database, '2027-03-30T06:00:00.000Z');
    expect(await send()).toContain('aylin.demirel');
    const digest = smtp.received.find(({ to }) => to[0]?.startsWith('aylin'))?.mail.text;
    expect(digest).toContain('Stellungnahme');
    expect(digest).toContain(`${FAR}/aufgaben/${id}`);
  });
});
