import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseCsv } from './areas/csv';
import { seed } from './seed';
import { DEMO, DEMO_ISSUER, openTestDatabase, TEST_DATA_ROOT, type TestDatabase } from './testing';

describe('seed', () => {
  let database: TestDatabase;
  const rows = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> => database.owner.query(sql, parameters);
  const counts = async () => {
    const tables = [
      'area_unit',
      'area_geometry',
      'area_inhabitants',
      'holiday',
      'tenant',
      'org_unit',
      'person',
      'membership',
      'procedure',
      'procedure_version',
      'project_kind',
      'project_template',
    ];
    const lines = await Promise.all(
      tables.map((table) => rows<{ n: number }>(`select count(*)::int as n from ${table}`)),
    );
    return Object.fromEntries(tables.map((table, index) => [table, lines[index]?.[0]?.n]));
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
  });
  afterAll(() => database.close());

  it('fills every table, and a second time changes nothing', async () => {
    const before = await counts();
    expect(before).toMatchObject({
      area_unit: 756,
      area_geometry: 755,
      area_inhabitants: 4 * 756,
      tenant: 3,
      org_unit: 15,
      procedure: 2,
      project_kind: 3 + 2 * 3,
      project_template: 2,
    });
    await seed(database.owner, { dataRoot: TEST_DATA_ROOT, demo: { issuer: DEMO_ISSUER } });
    expect(await counts()).toEqual(before);
  });

  it('gives the people of the demonstration to another issuer when the sign-in has moved', async () => {
    await seed(database.owner, { dataRoot: TEST_DATA_ROOT, demo: { issuer: 'http://127.0.0.1:1/realms/querraum' } });
    expect(await rows('select distinct issuer from person')).toEqual([
      { issuer: 'http://127.0.0.1:1/realms/querraum' },
    ]);
  });

  it('knows the holidays of Berlin as the comparison table has them', async () => {
    const expected = parseCsv(readFileSync(resolve(TEST_DATA_ROOT, 'holidays-BE.csv'), 'utf8'));
    expect(expected.length).toBeGreaterThan(40);
    expect(await seeded('BE')).toEqual(expected.map(({ date, name }) => ({ date, name })));
  });

  const everyState = resolve(TEST_DATA_ROOT, '../../../shared/data/calendar/public_holidays_de_2025-2028.csv');
  if (existsSync(everyState))
    it('knows the holidays of all 16 Länder as the larger table has them', async () => {
      const table = parseCsv(readFileSync(everyState, 'utf8'));
      const states = [...new Set(table.map(({ state }) => state ?? ''))];
      expect(states).toHaveLength(16);
      for (const state of states)
        expect([state, await seeded(state)]).toEqual([
          state,
          table.filter((row) => row.state === state).map(({ date, name }) => ({ date, name })),
        ]);
    });

  it('never overwrites or brings back what was edited in a calendar', async () => {
    await rows("update holiday set name = 'Geändert' where state = 'BB' and date = '2027-01-01'");
    await rows("delete from holiday where state = 'BB' and date = '2027-05-01'");
    await seed(database.owner, { dataRoot: TEST_DATA_ROOT });
    expect(await rows("select name from holiday where state = 'BB' and date = '2027-01-01'")).toEqual([
      { name: 'Geändert' },
    ]);
    expect(await rows("select name from holiday where state = 'BB' and date = '2027-05-01'")).toEqual([]);
  });

  const seeded = (state: string) =>
    rows(
      "select date::text as date, name from holiday where state = $1 and date between '2025-01-01' and '2028-12-31' order by date",
      [state],
    );
});
