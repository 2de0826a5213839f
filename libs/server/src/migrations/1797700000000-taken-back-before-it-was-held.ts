import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is taken back while its unit has it stays that unit's own record. What never came to a unit, because it waited, or
 * had been declined, is not shown to it by being taken back (docs/adr/0028).
 */
export class TakenBackBeforeItWasHeld1797700000000 implements MigrationInterface {
  name = 'TakenBackBeforeItWasHeld1797700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "assignment" ADD "was_held" boolean NOT NULL DEFAULT false');
    await queryRunner.query(`alter policy seen on assignment using (${seen(HELD)})`);
    await queryRunner.query(projectHead(HELD));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(projectHead(ANY));
    await queryRunner.query(`alter policy seen on assignment using (${seen(ANY)})`);
    await queryRunner.query('ALTER TABLE "assignment" DROP COLUMN "was_held"');
  }
}

const HELD = `(a.state in ('open', 'answered', 'accepted') or (a.state = 'takenBack' and a.was_held))`;
const ANY = `a.state in ('open', 'answered', 'accepted', 'takenBack')`;
const MINE = 'any ((select app.unit_ids())::uuid[])';

const seen = (ofAddressee: string): string => `(unit_id = ${MINE} and ${ofAddressee.replaceAll('a.', '')})
  or project_id = app.acted_project() or issuing_unit_id = ${MINE} or app.sees_file(project_id)`;

const projectHead = (ofAddressee: string): string => `
create or replace function app.project_head(project_id uuid)
returns table (reference text, title text, state text, lead_unit_id uuid, lead_unit_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.reference, p.title, p.state, u.id, u.name
  from project p
  join project_party l on l.project_id = p.id and l.role = 'LEAD' and l."until" is null
  join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
  where p.id = project_head.project_id and (app.sees_project(p.id) or p.id = app.served_project() or exists (
    select 1 from assignment a where a.project_id = p.id and (a.issuing_unit_id = any (app.unit_ids())
      or (a.unit_id = any (app.unit_ids()) and ${ofAddressee}))))
$$;`;
