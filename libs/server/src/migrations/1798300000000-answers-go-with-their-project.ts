import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * With a project go the answers that are kept so that its commands may be sent again, also those that do not name it: each was
 * written at the same instant and by the same person as what its history tells (docs/adr/0080).
 */
export class AnswersGoWithTheirProject1798300000000 implements MigrationInterface {
  name = 'AnswersGoWithTheirProject1798300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.erase_answers(uuid)');
  }
}

const UP = [
  `create function app.erase_answers(of_project uuid) returns void
   language plpgsql volatile security definer set search_path = public, pg_temp as $$
   declare
     house uuid;
   begin
     select d.tenant_id into house from project_deletion d where d.project_id = of_project and d.state = 'running' for update;
     if house is null or exists (select 1 from legal_hold h where h.project_id = of_project and h.lifted_at is null) then
       raise exception 'nobody has released the deletion of project %', of_project;
     end if;
     delete from idempotency i using audit_entry e
     where e.tenant_id = house and e.chain = of_project and i.created_at = e.at and i.actor = e.actor;
   end
   $$`,
  'revoke all on function app.erase_answers(uuid) from public',
  'grant execute on function app.erase_answers(uuid) to app_worker',
];
