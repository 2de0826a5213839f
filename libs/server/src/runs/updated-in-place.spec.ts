import { openTestDatabase, type TestDatabase } from '../testing';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What hardly any command leaves as it was. */
const WRITTEN_BY_EVERY_COMMAND = {
  run: ['state', 'revision', 'waiting_for', 'next_due_at'],
  project: ['updated_at', 'situation', 'stages', 'holders', 'waiting_units'],
  audit_chain: ['head_seq', 'head_hash'],
};

describe('what every command writes', () => {
  it.each(Object.entries(WRITTEN_BY_EVERY_COMMAND))('is looked at by no index of %s', async (table, columns) => {
    const indexed = await database.owner.query<{ column: string }[]>(
      `select distinct a.attname as column from pg_index i
         join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
           and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
       where i.indrelid = $1::regclass`,
      [table],
    );
    const names = indexed.map(({ column }) => column);
    expect(names.filter((name) => columns.includes(name))).toEqual([]);
    if (table !== 'audit_chain') expect(names).not.toEqual([]);
  });
});
