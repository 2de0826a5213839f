import { NotificationSettings, OPTIONAL_TOPICS } from '@querraum/contracts';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const PATH = '/me/notifications';
const all = (channel: string) => Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, channel]));
const CHOICE = { channels: all('digest'), digest: { every: 'week', weekday: 1, hour: 7 }, pausedWhileAway: false };

describe('the settings of notifications', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const get = async (as: string) => NotificationSettings.parse((await api.request('GET', PATH, { as })).body);
  const put = (as: string, revision: number, body: unknown = CHOICE) =>
    api.request('PUT', PATH, { as, body, headers: { 'if-match': `"${revision}"` } });

  it('begin with a mail for everything, and say what cannot be switched off and why', async () => {
    const settings = await get('aylin.demirel');
    expect(settings).toMatchObject({ revision: 0, channels: all('mail'), nextDigestAt: null, isAway: false });
    expect(settings.mandatory).toEqual([
      { topic: 'reminder', because: 'frist' },
      { topic: 'escalation', because: 'frist' },
      { topic: 'overdue', because: 'frist' },
      { topic: 'finalSignature', because: 'signature' },
      { topic: 'deputation', because: 'authority' },
    ]);
  });

  it('begin with nothing but the app for somebody who had switched mails off', async () => {
    await api.request('PATCH', '/me', { as: 'tobias.brandt', body: { mailNotifications: 'never' } });
    expect((await get('tobias.brandt')).channels).toEqual(all('app'));
    await put('tobias.brandt', 0, { ...CHOICE, channels: { ...all('app'), mentioned: 'mail' } });
    expect((await get('tobias.brandt')).channels).toEqual({ ...all('app'), mentioned: 'mail' });
  });

  it('are kept, and say when the next digest comes: on a Monday at seven in Berlin', async () => {
    const { status, body } = await put('aylin.demirel', 0);
    expect(status).toBe(200);
    const settings = NotificationSettings.parse(body);
    expect(settings).toMatchObject({ ...CHOICE, revision: 1 });
    const next = new Date(settings.nextDigestAt ?? '');
    expect(next.toLocaleTimeString('de', { timeZone: 'Europe/Berlin', timeStyle: 'short' })).toBe('07:00');
    expect(await get('aylin.demirel')).toEqual(settings);
    const owed = await database.owner.query(
      "select payload from work_item where kind = 'runDigest' and payload ->> 'personId' = (select id::text from person where username = 'aylin.demirel')",
    );
    expect(owed).toHaveLength(1);
  });

  it('are one change after the other: of two who have read the same the second is told', async () => {
    const answers = await Promise.all([
      put('leyla.aksoy', 0),
      put('leyla.aksoy', 0, { ...CHOICE, pausedWhileAway: true }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await get('leyla.aksoy')).revision).toBe(1);
  });

  it('refuse what is no choice, and change nothing then', async () => {
    const before = await get('henrik.falk');
    const { newTask: _left, ...incomplete } = all('mail');
    for (const wrong of [
      {},
      { ...CHOICE, channels: incomplete },
      { ...CHOICE, channels: { ...all('mail'), overdue: 'app' } },
      { ...CHOICE, channels: { ...all('mail'), newTask: 'sms' } },
      { ...CHOICE, digest: { every: 'day', hour: 24 } },
      { ...CHOICE, digest: { every: 'week', weekday: 7, hour: 8 } },
      { ...CHOICE, digest: { every: 'month', day: 1, hour: 8 } },
      { ...CHOICE, pausedWhileAway: 'yes' },
      { ...CHOICE, personId: '01926f00-0000-7000-8000-00000000b001' },
    ])
      expect((await put('henrik.falk', 0, wrong)).body).toMatchObject({ status: 400, code: 'invalidInput' });
    const withoutRevision = await api.request('PUT', PATH, { as: 'henrik.falk', body: CHOICE });
    expect(withoutRevision.body).toMatchObject({ status: 428, code: 'revisionRequired' });
    expect(await get('henrik.falk')).toEqual(before);
  });

  it("are nobody else's", async () => {
    const jonas = { issuer: DEMO_ISSUER, subject: DEMO_PEOPLE['jonas.albrecht']?.subject ?? '' };
    const seen = await database.transactions.read(jonas, (tx) => tx.rows('select 1 from notification_settings'));
    expect(seen).toEqual([]);
  });
});
