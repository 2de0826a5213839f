import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscribed calendars (docs/adr/0036), and the index by which a project's open tasks are read in the order of their Fristen. */
export class CalendarsAreSubscribed1797500000001 implements MigrationInterface {
  name = 'CalendarsAreSubscribed1797500000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLE, ...WALL]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.calendar_feed(bytea)');
    await queryRunner.query('drop table calendar_feed');
    await queryRunner.query('drop index task_of_project');
  }
}

const TABLE = [
  'CREATE TABLE "calendar_feed" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "person_id" uuid NOT NULL, "project_id" uuid, "token_hash" bytea NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revoked_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_0db151d03a954c40d10c7f4007e" PRIMARY KEY ("tenant_id", "id"))',
  'CREATE UNIQUE INDEX "IDX_3a0b1d1c7619ea19ff1affaaf7" ON "calendar_feed"  ("token_hash")',
  'CREATE UNIQUE INDEX "calendar_feed_project" ON "calendar_feed"  ("person_id", "project_id") WHERE revoked_at is null',
  'CREATE UNIQUE INDEX "calendar_feed_own" ON "calendar_feed"  ("person_id") WHERE revoked_at is null and project_id is null',
  'ALTER TABLE "calendar_feed" ADD CONSTRAINT "FK_7373a72e98c7f06484be6ff73ce" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "calendar_feed" ADD CONSTRAINT "FK_1fb91dd39349cc02dd3064f71b3" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'CREATE INDEX "task_of_project" ON "task"  ("project_id", "due_order", "id")',
];

const MINE = 'tenant_id = app.tenant_id() and person_id = app.person_id()';

const WALL = [
  'alter table calendar_feed enable row level security',
  'alter table calendar_feed force row level security',
  'create policy owner on calendar_feed to app_owner using (true) with check (true)',
  `create policy mine on calendar_feed to app_api using (${MINE}) with check (${MINE})`,
  'grant select, insert on calendar_feed to app_api',
  'grant update (revoked_at) on calendar_feed to app_api',
  // Whose calendar an address is: the only thing that is found without a person, by a hash that cannot be guessed.
  `create function app.calendar_feed(hash bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object('issuer', p.issuer, 'subject', p.subject, 'language', p.language, 'projectId', f.project_id)
    from calendar_feed f
    join person p on p.tenant_id = f.tenant_id and p.id = f.person_id and p.disabled_at is null and p.subject is not null
    where f.token_hash = hash and f.revoked_at is null
  $$`,
  'revoke all on function app.calendar_feed(bytea) from public',
  'grant execute on function app.calendar_feed(bytea) to app_api',
];
