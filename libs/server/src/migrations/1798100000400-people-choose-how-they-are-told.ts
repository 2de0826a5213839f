import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a person wants to hear on which way, and what waits for their digest (docs/adr/0077). The worker writes a digest with the
 * eyes of who gets it: inside such a transaction the walls show it what they show the person, and let nothing be changed.
 */
export class PeopleChooseHowTheyAreTold1798100000400 implements MigrationInterface {
  name = 'PeopleChooseHowTheyAreTold1798100000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FUNCTIONS, ...WALLS]) await queryRunner.query(statement);
    for (const [table, condition] of SEEN)
      await queryRunner.query(
        `create policy read_as on ${table} for select to app_worker using ((select app.reads_as()) and (${condition}))`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of SEEN) await queryRunner.query(`drop policy read_as on ${table}`);
    await queryRunner.query('drop policy of_person on mail_delivery');
    await queryRunner.query('delete from mail_delivery where notification_id is null');
    await queryRunner.query(
      'ALTER TABLE "mail_delivery" ALTER COLUMN "notification_id" SET NOT NULL, ALTER COLUMN "project_id" SET NOT NULL, ALTER COLUMN "unit_id" SET NOT NULL',
    );
    await queryRunner.query('drop table digest_item');
    await queryRunner.query('drop table notification_settings');
    await queryRunner.query('drop function app.read_as(uuid), app.reads_as()');
  }
}

const TABLES = [
  `CREATE TABLE "notification_settings" ("tenant_id" uuid NOT NULL, "person_id" uuid NOT NULL, "channels" jsonb NOT NULL, "digest" jsonb NOT NULL, "paused_while_away" boolean NOT NULL, "revision" integer NOT NULL DEFAULT '1', "last_digest_on" date, CONSTRAINT "PK_notification_settings" PRIMARY KEY ("tenant_id", "person_id"))`,
  'ALTER TABLE "notification_settings" ADD CONSTRAINT "FK_notification_settings_person" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  `CREATE TABLE "digest_item" ("tenant_id" uuid NOT NULL, "delivery_id" uuid NOT NULL, "person_id" uuid NOT NULL, "project_id" uuid NOT NULL, "digest_id" uuid, CONSTRAINT "PK_digest_item" PRIMARY KEY ("tenant_id", "delivery_id"))`,
  'CREATE INDEX "digest_item_of_person" ON "digest_item"  ("person_id", "digest_id")',
  // A mail that is a person's own is about no project, no unit and no single thing.
  `-- allowed: ban-drop-not-null, because the release before never meets such a row: it sends what 'sendMail' names, and its log joins the unit
   ALTER TABLE "mail_delivery" ALTER COLUMN "notification_id" DROP NOT NULL, ALTER COLUMN "project_id" DROP NOT NULL, ALTER COLUMN "unit_id" DROP NOT NULL`,
];

const FUNCTIONS = [
  `create function app.reads_as() returns boolean language sql stable parallel safe as $$
    select coalesce(current_setting('app.reads_as', true), '') <> ''
  $$`,
  // Who the person is decides app.enter, as at their own request; what they administer is nothing that is written to them. Of
  // somebody who may not sign in there is left what is their own: the record of the mails to them.
  `create function app.read_as(reader uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  actor jsonb;
begin
  select app.enter(p.issuer, p.subject, false) into actor from person p where p.id = reader and p.subject is not null;
  if actor is null then
    perform set_config('app.person', p.id::text, true), set_config('app.tenant', p.tenant_id::text, true)
    from person p where p.id = reader;
  end if;
  perform set_config('app.admin', 'false', true), set_config('app.reads_as', reader::text, true);
  return actor;
end
$$`,
  'revoke all on function app.reads_as(), app.read_as(uuid) from public',
  'grant execute on function app.reads_as(), app.read_as(uuid) to app_worker',
  'grant execute on function app.sees_project(uuid), app.sees_file(uuid), app.project_head(uuid) to app_worker',
];

const walled = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
];

const OWN = 'person_id = app.person_id()';

const WALLS = [
  ...walled('notification_settings'),
  `create policy mine on notification_settings to app_api using (${OWN}) with check (${OWN} and tenant_id = app.tenant_id())`,
  'create policy known on notification_settings for select to app_worker using (app.has_context())',
  `create policy of_person on notification_settings for update to app_worker using (${OWN})`,
  'grant select, insert on notification_settings to app_api',
  'grant update (channels, digest, paused_while_away, revision) on notification_settings to app_api',
  'grant select, update (last_digest_on) on notification_settings to app_worker',
  ...walled('digest_item'),
  `create policy served on digest_item to app_worker using (app.serves(project_id) or ${OWN})`,
  'grant select, insert, update (digest_id), delete on digest_item to app_worker',
  `create policy of_person on mail_delivery to app_worker using (${OWN}) with check (${OWN} and project_id is null)`,
];

const MINE = 'any ((select app.unit_ids())::uuid[])';

/** As the policies `seen` of the API have it, without what a command alone may see. */
const SEEN: [table: string, condition: string][] = [
  ['project', 'app.sees_project(id)'],
  ['project_party', `("until" is null and unit_id = ${MINE}) or app.sees_project(project_id)`],
  ['project_area', 'app.sees_project(project_id)'],
  ['decision', 'app.sees_file(project_id)'],
  ['task', `(status in ('open', 'done') and unit_id = ${MINE}) or app.sees_file(project_id)`],
  ['notification', `(unit_id = ${MINE} or app.sees_file(project_id)) and (person_id is null or ${OWN})`],
];
