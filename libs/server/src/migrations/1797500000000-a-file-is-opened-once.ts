import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever reads the history of a project is asked once a transaction whether they see its file, not once an entry: a
 * filter that finds little looks at all of twenty thousand (docs/adr/0036).
 */
export class AFileIsOpenedOnce1797500000000 implements MigrationInterface {
  name = 'AFileIsOpenedOnce1797500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FUNCTIONS);
    for (const signature of ['app.opened_file()', 'app.open_file(uuid)'])
      await queryRunner.query(`revoke all on function ${signature} from public`);
    await queryRunner.query('grant execute on function app.opened_file(), app.open_file(uuid) to app_api');
    for (const table of ['audit_entry', 'audit_body'])
      await queryRunner.query(`alter policy read on ${table} using (chain = (select app.opened_file()) or ${READ})`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['audit_entry', 'audit_body'])
      await queryRunner.query(`alter policy read on ${table} using (${READ})`);
    await queryRunner.query('drop function app.open_file(uuid), app.opened_file()');
  }
}

const READ = 'app.sees_file(chain) or (chain = app.tenant_id() and app.is_admin())';

// The person is part of what is noted: a context that changes hands opens nothing for the next.
const FUNCTIONS = `
create function app.opened_file() returns uuid language sql stable parallel safe as $$
  select case when split_part(current_setting('app.opened_file', true), ' ', 1) = app.person_id()::text
    then nullif(split_part(current_setting('app.opened_file', true), ' ', 2), '')::uuid end
$$;

create function app.open_file(project uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  seen boolean := app.sees_file(project);
begin
  perform set_config('app.opened_file', case when seen then concat(app.person_id(), ' ', project) else '' end, true);
  return seen;
end
$$;
`;
