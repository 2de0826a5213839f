import { closedDaysIn, housesOf, organisationAround } from '../houses';
import type { Transaction } from '../platform';
import { as, MITTE, PANKOW, personId, SMALL_CITY, UNITS } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { namesIn } from './names';

describe('what is known of a house', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
  });
  afterAll(() => database.close());

  const ask = <T>(work: (tx: Transaction) => Promise<T>) => database.transactions.read(as('ada'), work);
  const revision = () => ask(async (tx) => (await housesOf(tx)).revision);
  const seen = () =>
    ask(async (tx) => {
      const names = await namesIn(tx, [UNITS.GES, personId('gesa')]);
      const houses = await housesOf(tx);
      const { superiors } = await organisationAround(tx, houses, MITTE, [UNITS.GES]);
      return {
        unit: names.unit(UNITS.GES),
        person: names.person(personId('gesa')),
        above: superiors[UNITS.GES],
        days: await closedDaysIn(tx, houses, MITTE),
      };
    });

  it.each([
    ['a unit', `update org_unit set name = 'Amt GES' where id = '${UNITS.GES}'`, { unit: 'Amt GES' }],
    ['a name', `update person set name = 'Gesa Neu' where id = '${personId('gesa')}'`, { person: 'Gesa Neu' }],
    ['the tree', `update org_unit set parent_id = '${UNITS.SPK}' where id = '${UNITS.GES}'`, { above: UNITS.SPK }],
    [
      'the closed days',
      `insert into house_day (tenant_id, date, name) values ('${MITTE}', '2027-06-01', 'Betriebsausflug')`,
      { days: { '2027-06-01': 'Betriebsausflug' } },
    ],
    [
      'the holidays',
      `insert into holiday (state, date, name) values ('BE', '2027-05-01', 'Tag der Arbeit')`,
      { days: { '2027-05-01': 'Tag der Arbeit' } },
    ],
  ])('follows %s', async (_, change, expected) => {
    await seen();
    await database.owner.query(change);
    expect(await seen()).toMatchObject(expected);
  });

  it('stays where only the settings of a person change', async () => {
    const before = await revision();
    await database.owner.query("update person set language = 'en' where id = $1", [personId('ada')]);
    expect(await revision()).toBe(before);
  });

  it('is read again when another house changes, because a run may concern both', async () => {
    const before = await revision();
    await database.owner.query(`update org_unit set name = 'Pankow' where tenant_id = '${PANKOW}'`);
    expect(await revision()).not.toBe(before);
  });

  it('never keeps what was rolled back', async () => {
    await seen();
    const rename = (name: string) => `update org_unit set name = '${name}' where id = '${UNITS.JUG}'`;
    const nameOf = async (tx: Transaction) => (await namesIn(tx, UNITS.JUG)).unit(UNITS.JUG);
    const owner = database.owner.createQueryRunner();
    await owner.startTransaction();
    await owner.query(rename('never'));
    const [{ revision: unseen }] = await owner.query('select app.known_revision() as revision');
    await owner.rollbackTransaction();
    await owner.release();
    await database.owner.query(rename('Jugendamt'));
    expect(await revision()).not.toBe(unseen);
    expect(await ask(nameOf)).toBe('Jugendamt');
  });
});
