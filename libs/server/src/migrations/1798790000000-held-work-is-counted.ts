import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is held since a restore is counted for whoever decides it; nobody saw that it waits (docs/adr/0064). */
export class HeldWorkIsCounted1798790000000 implements MigrationInterface {
  name = 'HeldWorkIsCounted1798790000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HELD_BY_KIND);
    await queryRunner.query('revoke all on function app.held_by_kind() from public');
    await queryRunner.query('grant execute on function app.held_by_kind() to app_api');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.held_by_kind()');
  }
}

// Beside `app.work_by_kind`, whose result the release before passes on as it is. Held is what leaves the house, never a deletion.
const HELD_BY_KIND = `create function app.held_by_kind() returns table (kind text, held int)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.kind, count(*)::int from work_item w left join project p on p.id = (w.payload ->> 'projectId')::uuid
  where w.state = 'held' and app.is_admin() and app.tenant_id() =
    case when w.payload ? 'projectId' then p.tenant_id when w.payload ? 'tenantId' then (w.payload ->> 'tenantId')::uuid
      else app.tenant_id() end
  group by w.kind
$$`;
