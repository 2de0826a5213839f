import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

interface ColumnOf {
  name: string;
  type: string;
  nullable: boolean;
}
interface ForeignKeyOf {
  columns: string[];
  refers: string;
  to: string[];
}
type Row = Record<string, unknown>;

/**
 * Puts one row into each of these tables as the catalogue describes it, every field filled: what a new column or table would
 * hold is there without anybody having thought of it. Foreign keys are kept, checks of values are not.
 */
export class SyntheticRows {
  private readonly columns = new Map<string, ColumnOf[]>();
  private readonly keys = new Map<string, ForeignKeyOf[]>();

  private constructor(private readonly owner: DataSource) {}

  static async of(owner: DataSource): Promise<SyntheticRows> {
    const rows = new SyntheticRows(owner);
    const columns: (ColumnOf & { table: string })[] = await owner.query(
      `select table_name as table, column_name as name, udt_name as type, is_nullable = 'YES' as nullable
       from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`,
    );
    for (const { table, ...column } of columns) rows.columns.set(table, [...(rows.columns.get(table) ?? []), column]);
    const keys: (ForeignKeyOf & { table: string })[] = await owner.query(
      `select c.conrelid::regclass::text as table, c.confrelid::regclass::text as refers,
         array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by i) as columns,
         array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by i) as to
       from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
    );
    for (const { table, ...key } of keys) rows.keys.set(table, [...(rows.keys.get(table) ?? []), key]);
    const checks: { table: string; name: string }[] = await owner.query(
      `select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
       where contype = 'c' and connamespace = 'public'::regnamespace`,
    );
    for (const { table, name } of checks) await owner.query(`alter table ${table} drop constraint ${name}`);
    return rows;
  }

  get tables(): string[] {
    return [...this.columns.keys()].sort();
  }

  /** A row that belongs to the project, whose words are these. */
  async put(table: string, project: { tenantId: string; id: string }, words: string): Promise<void> {
    const row = await this.rowFor(table, project, words);
    const names = Object.keys(row);
    await this.owner.query(
      `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
  }

  private async rowFor(table: string, project: { tenantId: string; id: string }, words: string): Promise<Row> {
    const columns = this.columns.get(table) ?? [];
    const row: Row = Object.fromEntries(columns.map((column) => [column.name, valueOf(column, words)]));
    for (const key of this.keys.get(table) ?? []) Object.assign(row, await this.referred(table, key, project, words));
    if ('tenant_id' in row) row['tenant_id'] = project.tenantId;
    if ('project_id' in row) row['project_id'] = project.id;
    return row;
  }

  private async referred(
    table: string,
    { columns, refers, to }: ForeignKeyOf,
    project: { tenantId: string; id: string },
    words: string,
  ): Promise<Row> {
    const own = columns.filter((column) => column !== 'tenant_id');
    const isOptional = own.every((name) => this.columns.get(table)?.find((column) => column.name === name)?.nullable);
    if (refers === table && isOptional) return Object.fromEntries(own.map((name) => [name, null]));
    const referred = (await this.find(refers, project)) ?? (await this.begin(refers, project, words));
    return Object.fromEntries(columns.map((column, index) => [column, referred[to[index] ?? '']]));
  }

  /** Of the project, where rows of that table belong to projects. */
  private async find(table: string, { tenantId, id }: { tenantId: string; id: string }): Promise<Row | undefined> {
    const names = (this.columns.get(table) ?? []).map(({ name }) => name);
    const wanted: [string, string][] =
      table === 'project' ? [['id', id]] : names.includes('project_id') ? [['project_id', id]] : [];
    if (wanted.length === 0 && names.includes('tenant_id')) wanted.push(['tenant_id', tenantId]);
    const where = wanted.map(([name], index) => `${name} = $${index + 1}`).join(' and ') || 'true';
    const [row] = await this.owner.query(
      `select * from ${table} where ${where} limit 1`,
      wanted.map(([, value]) => value),
    );
    return row as Row | undefined;
  }

  /** What belongs to the house has words of its own. */
  private async begin(table: string, project: { tenantId: string; id: string }, words: string): Promise<Row> {
    const isOfProject = this.columns.get(table)?.some(({ name }) => name === 'project_id') ?? false;
    await this.put(table, project, isOfProject ? words : 'Haus');
    const row = await this.find(table, project);
    if (!row) throw new Error(`no row of ${table} to refer to`);
    return row;
  }
}

function valueOf({ type }: ColumnOf, words: string): unknown {
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'text':
      return `${words} ${randomUUID()}`;
    case 'json':
    case 'jsonb':
      return JSON.stringify({ projectId: /[0-9a-f-]{36}/.exec(words)?.[0], words });
    case 'bytea':
      return Buffer.from(`${words} ${randomUUID()}`);
    case '_text':
      return [words];
    case '_uuid':
      return [];
    case 'bool':
      return false;
    case 'date':
      return '2020-01-01';
    case 'timestamptz':
      return '2020-01-01T00:00:00Z';
    default:
      return 900_000 + Math.floor(Math.random() * 90_000);
  }
}
