import { MailDelivery, pageOf } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const CANARY = 'KANARIENVOGEL';

describe('the log of mails', () => {
  let database: TestDatabase;
  let api: TestApi;
  const list = async (query = '', as = 'katrin.moeller') => {
    const { status, body } = await api.request('GET', `/mail-deliveries${query}`, { as });
    expect(status).toBe(200);
    return pageOf(MailDelivery).parse(body);
  };
  /** A mail to somebody at a minute of one day; its id and its project are of nobody's concern. */
  const add = (username: string, unit: string, minute: number, columns: Record<string, unknown> = {}) => {
    const { id, tenantId } = DEMO_PEOPLE[username] ?? {};
    const given = { state: 'sent', skip_reason: null, attempts: 1, last_error: null, ...columns };
    return database.owner.query(
      `insert into mail_delivery (tenant_id, id, notification_id, project_id, person_id, unit_id, reason, created_at,
         state, skip_reason, attempts, last_error)
       values ($1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $2, $3, 'newTask',
         '2027-03-25T09:00Z'::timestamptz + $4 * interval '1 minute', $5, $6, $7, $8)`,
      [tenantId, id, DEMO_UNITS[unit], minute, ...Object.values(given)],
    );
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    for (let minute = 0; minute < 5; minute += 1) await add('aylin.demirel', 'BA-MITTE/GES', minute);
    await add('tobias.brandt', 'BA-MITTE/JUG', 10, { state: 'failed', attempts: 3, last_error: '550 No such user' });
    await add('leyla.aksoy', 'BA-MITTE/SOZ', 11, { state: 'skipped', skip_reason: 'noAddress', attempts: 0 });
    await add('omar.haddad', 'BA-PANKOW/JUG', 12, { last_error: CANARY });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('shows administrators what became of the mails to the people of their house, newest first', async () => {
    const { items, count } = await list();
    expect(count).toBe(7);
    expect(items.slice(0, 2)).toMatchObject([
      {
        recipient: { name: 'Leyla Aksoy' },
        state: 'skipped',
        skipReason: 'noAddress',
        unit: { name: 'Amt für Soziales' },
      },
      { recipient: { name: 'Tobias Brandt' }, state: 'failed', attempts: 3, lastError: '550 No such user' },
    ]);
  });

  it('tells neither of other houses nor of the projects that the mails are about', async () => {
    const answer = await api.request('GET', '/mail-deliveries?limit=200', { as: 'katrin.moeller' });
    expect(answer.text).not.toContain(CANARY);
    expect(answer.text).not.toMatch(/project|notification|subject|email/i);
  });

  it('goes page by page without losing or doubling a row', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual((await list()).items.map(({ id }) => id));
  });

  it('can be narrowed to a state', async () => {
    expect((await list('?state=failed')).items.map(({ recipient }) => recipient.name)).toEqual(['Tobias Brandt']);
    expect(await list('?state=queued')).toMatchObject({ items: [], count: 0, nextCursor: null });
  });

  it("refuses everybody else, an unknown state, and a cursor of somebody's own making", async () => {
    const ask = async (query: string, as: string) =>
      (await api.request('GET', `/mail-deliveries${query}`, { as })).body;
    expect(await ask('', 'jonas.albrecht')).toMatchObject({ status: 403, code: 'adminOnly' });
    expect(await ask('?state=lost', 'katrin.moeller')).toMatchObject({ status: 400, code: 'invalidInput' });
    for (const cursor of ['x', Buffer.from('{"at":"now","id":1}').toString('base64url')])
      expect(await ask(`?cursor=${cursor}`, 'katrin.moeller')).toMatchObject({ status: 400, code: 'invalidInput' });
  });
});
