import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that is owed in a traced transaction keeps the trace; whoever inserts it need not know (docs/adr/0061). */
export class WorkContinuesItsTrace1798000000302 implements MigrationInterface {
  name = 'WorkContinuesItsTrace1798000000302';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table work_item alter column trace_parent drop default');
    await queryRunner.query('drop function app.trace_parent()');
  }
}

const STATEMENTS = [
  `create function app.trace_parent() returns text language sql stable as $$
     select nullif(current_setting('app.trace_parent', true), '')
   $$`,
  'revoke all on function app.trace_parent() from public',
  'grant execute on function app.trace_parent() to app_api, app_worker',
  'alter table work_item alter column trace_parent set default app.trace_parent()',
];
