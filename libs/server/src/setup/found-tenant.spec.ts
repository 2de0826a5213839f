import { DEMO, DEMO_ISSUER, openTestDatabase, type TestDatabase } from '../testing';
import { foundTenant } from './found-tenant';

describe('a further authority', () => {
  let database: TestDatabase;
  const tenant = {
    authority: { name: 'Bezirksamt Neustadt', shortName: 'BA-NEU', kind: 'DISTRICT_AUTHORITY', state: 'BE' },
    ...{ administratorName: 'Ada Erste', username: 'Ada.Erste', issuer: DEMO_ISSUER },
  } as const;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
  }, 60_000);
  afterAll(() => database.close());

  it('is added beside those that are there, and its administrator comes with the first sign-in', async () => {
    await foundTenant(database.owner, tenant);
    const caller = { issuer: DEMO_ISSUER, subject: 'sub-ada', username: 'ada.erste' };
    const actor = await database.transactions.read(caller, async (tx) => tx.actor);
    expect([actor.name, actor.isAdmin]).toEqual(['Ada Erste', true]);
    const entries = await database.owner.query('select action from audit_entry where chain = $1 order by seq', [
      actor.tenantId,
    ]);
    expect(entries).toEqual([{ action: 'tenant.setUp' }, { action: 'person.signedInFirst' }]);
  });

  it('is refused under a short name that is taken', async () => {
    const again = foundTenant(database.owner, { ...tenant, username: 'bea' });
    await expect(again).rejects.toThrow('Das Kürzel BA-NEU gibt es schon.');
  });
});
