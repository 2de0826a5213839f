import type { DataSource } from 'typeorm';

/**
 * Everything the database holds about one project, as one hash: rows of every table with a `project_id`, the project
 * itself and its audit chain. A refusal must leave it byte-equal.
 */
export class StateOfProject {
  private constructor(private readonly owner: DataSource) {}

  static async over(owner: DataSource): Promise<StateOfProject> {
    const tables = (await owner.query(
      `select c.table_name as name from information_schema.columns c
       join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
       where c.table_schema = 'public' and c.column_name = 'project_id' and t.table_type = 'BASE TABLE' order by 1`,
    )) as { name: string }[];
    const parts = [
      ...tables.map(({ name }) => `select '${name}' as tab, t::text as r from "${name}" t where t.project_id = $1`),
      `select 'project', t::text from project t where t.id = $1`,
      ...['audit_chain', 'audit_entry'].map((name) => `select '${name}', t::text from ${name} t where t.chain = $1`),
      `select 'work_item', t.id::text || t.kind from work_item t where t.payload ->> 'projectId' = $1::text`,
    ];
    // A function, because its plan is made once for each connection: to plan takes longer than to read.
    const definition = `create or replace function state_of_project(uuid) returns text language plpgsql as $$ begin
      return (select md5(coalesce(string_agg(tab || ':' || r, '|' order by tab, r), ''))
        from (${parts.join(' union all ')}) s(tab, r)); end $$`;
    await owner.query(definition);
    return new StateOfProject(owner);
  }

  async hash(projectId: string): Promise<string> {
    const [row] = (await this.owner.query('select state_of_project($1) as hash', [projectId])) as {
      hash: string;
    }[];
    return row?.hash ?? '';
  }
}
