import { openTestDatabase, type TestDatabase } from './testing';

interface Reference {
  name: string;
  table: string;
  columns: string[];
}

/** The question by which PostgreSQL checks that the row of a foreign key is there, as a prepared statement. */
const CHECK = `
  select format('prepare %I (%s) as select 1 from only %s x where %s for key share of x', $1::text, string_agg(atttypid::regtype::text, ', ' order by place),
      $2::text, string_agg(format('%I = $%s', c.name, place), ' and ' order by place)) as prepare,
    format('explain (format json) execute %I (%s)', $1::text, string_agg('null', ', ')) as explain
  from unnest($3::text[]) with ordinality c(name, place) join pg_attribute on attrelid = $2::regclass and attname = c.name`;

/**
 * A house begins with tables of which the database knows nothing, and whatever has been planned then stays until it does: if two indexes
 * look alike to it, it may go through all rows of a tenant for each foreign key that it checks.
 */
describe('in a house that has just begun', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('a row that another one names is looked for by its key alone', async () => {
    const references: Reference[] = await database.owner.query(
      `select distinct on (confrelid, confkey) conname as name, confrelid::regclass::text as "table",
         array(select attname::text from unnest(confkey) with ordinality k(number, place)
           join pg_attribute on attrelid = confrelid and attnum = k.number order by place) as columns
       from pg_constraint where contype = 'f' order by confrelid, confkey`,
    );
    const indexes: { name: string; columns: string[] }[] = await database.owner.query(
      `select relname::text as name,
         array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any (indkey)) as columns
       from pg_index join pg_class on pg_class.oid = indexrelid`,
    );
    const runner = database.owner.createQueryRunner();
    await runner.query('set plan_cache_mode = force_generic_plan');
    const elsewhere: string[] = [];
    for (const { name, table, columns } of references) {
      const [check]: { prepare: string; explain: string }[] = await runner.query(CHECK, [name, table, columns]);
      await runner.query(check?.prepare ?? '');
      const plan = JSON.stringify(await runner.query(check?.explain ?? ''));
      const used = /"Index Name":"([^"]+)"/.exec(plan)?.[1];
      const index = indexes.find((one) => one.name === used);
      if (!index?.columns.every((column) => columns.includes(column))) elsewhere.push(`${table} by ${used}`);
    }
    await runner.release();
    expect(references.length).toBeGreaterThan(20);
    expect(elsewhere).toEqual([]);
  });
});
