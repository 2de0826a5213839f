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

/** Of what goes with a project: the tables of which it has many rows, and which others name. The project itself is one row. */
const ERASED = [
  'assignment',
  'assignment_group',
  'document',
  'measure',
  'note',
  'project_phase',
  'resolution',
  'run',
  'task',
];

/** Some for each project, or gone soon, or asked for by the run or the document: a house has so few that all of them are looked at. */
const FEW = [
  ...['assignment_document', 'calendar_feed', 'citation', 'digest_item', 'document_link', 'measure_area'],
  ...['measure_partner', 'milestone', 'note_question', 'project_link', 'project_party', 'project_phase'],
  ...['decision', 'document_version', 'run_command', 'webhook_delivery'],
  ...['archive_offer', 'project_area', 'project_cycle', 'project_deletion'],
];

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

  it('whatever names a row that goes with its project is found by that row alone, however many a house has', async () => {
    const unfound: { reference: string }[] = await database.owner.query(
      `with erased (name) as (select unnest($1::text[]))
       select conrelid::regclass || ' (' || string_agg(attname, ', ' order by place) || ')' as reference
       from pg_constraint
       cross join unnest(conkey) with ordinality k(number, place)
       join pg_attribute on attrelid = conrelid and attnum = k.number
       where contype = 'f' and confrelid::regclass::text in (select name from erased) and not exists (
         select from pg_index
         where indrelid = conrelid
           and (indpred is null or pg_get_expr(indpred, indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
           and indkey[0] = any (conkey)
           and exists (
             select from pg_attribute a
             where a.attrelid = conrelid and a.attnum in (indkey[0], indkey[1]) and a.attnum = any (conkey) and a.attname !~ 'tenant_id$'))
       group by oid, conrelid order by 1`,
      [ERASED],
    );
    expect(unfound.map(({ reference }) => reference)).toEqual([]);
  });

  it('what grows with the work in a project is found by the project', async () => {
    const through: { name: string }[] = await database.owner.query(
      `select relname::text as name from pg_attribute a join pg_class c on c.oid = attrelid
       where attname = 'project_id' and relkind = 'r' and relnamespace = 'public'::regnamespace and not exists (
         select from pg_index where indrelid = c.oid and indkey[0] = attnum
           and (indpred is null or pg_get_expr(indpred, indrelid) = '(project_id IS NOT NULL)'))
       order by 1`,
    );
    expect(through.map(({ name }) => name).filter((name) => !FEW.includes(name))).toEqual([]);
  });
});
