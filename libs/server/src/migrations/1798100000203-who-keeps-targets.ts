import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looks after the targets of a house and wants mails: they are told when one of them was paused. */
export class WhoKeepsTargets1798100000203 implements MigrationInterface {
  name = 'WhoKeepsTargets1798100000203';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.webhook_keepers(uuid)');
  }
}

const STATEMENTS = [
  `create function app.webhook_keepers(house uuid) returns table ("personId" uuid, email text, language text)
   language sql stable security definer set search_path = public, pg_temp as $$
    select p.id, p.email, p.language from person p
    where p.tenant_id = house and p.disabled_at is null and p.email is not null and p.mail_notifications <> 'never'
      and exists (select from membership m where m.tenant_id = p.tenant_id and m.person_id = p.id and m.role = 'ADMIN'
        and m.valid_from <= app.now() and (m.valid_to is null or m.valid_to > app.now()))
    order by p.id
  $$`,
  'revoke all on function app.webhook_keepers(uuid) from public',
  'grant execute on function app.webhook_keepers(uuid) to app_worker',
];
