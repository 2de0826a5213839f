import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports of files, made in the background with the eyes of who asked for them (docs/adr/0082). */
export class FilesAreExported1798200000100 implements MigrationInterface {
  name = 'FilesAreExported1798200000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...WALLS, ...FUNCTIONS]) await queryRunner.query(statement);
    for (const [table, column] of OF_THE_FILE)
      await queryRunner.query(
        `create policy read_file on ${table} for select to app_worker
           using ((select app.reads_as()) and ${column} = (select app.opened_file()))`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of OF_THE_FILE) await queryRunner.query(`drop policy read_file on ${table}`);
    await queryRunner.query('revoke execute on function app.opened_file(), app.open_file(uuid) from app_worker');
    await queryRunner.query('drop function app.erase_exports(uuid, text[])');
    await queryRunner.query('drop function app.exports_holding(uuid)');
    await queryRunner.query('drop table export_piece');
    await queryRunner.query('drop table export_job');
  }
}

const INSTANT = 'TIMESTAMP(3) WITH TIME ZONE';

const TABLES = [
  `CREATE TABLE "export_job" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "person_id" uuid NOT NULL, "reference" text, "versions" text NOT NULL,
     "language" text NOT NULL, "state" text NOT NULL, "failure" text, "total" integer NOT NULL, "done" integer NOT NULL DEFAULT '0',
     "skipped" integer NOT NULL DEFAULT '0', "size" bigint, "requested_at" ${INSTANT} NOT NULL, "ended_at" ${INSTANT}, "expires_at" ${INSTANT},
     CONSTRAINT "export_job_state" CHECK (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
     CONSTRAINT "export_job_end" CHECK ((state in ('done', 'cancelled', 'failed')) = (ended_at is not null)
       and (ended_at is null) = (expires_at is null)),
     CONSTRAINT "PK_export_job" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "export_job_of_person" ON "export_job"  ("person_id", "requested_at")',
  `ALTER TABLE "export_job" ADD CONSTRAINT "FK_export_job_person" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  // A piece outlives no export, but may outlive its project for the moment in which that is being deleted: it refers to none.
  `CREATE TABLE "export_piece" ("tenant_id" uuid NOT NULL, "export_id" uuid NOT NULL, "position" integer NOT NULL, "project_id" uuid, "state" text NOT NULL,
     "storage_key" text, "sha256" text, "size" bigint, "entries" jsonb, "attempts" integer NOT NULL DEFAULT '0', "leased_until" ${INSTANT},
     CONSTRAINT "export_piece_state" CHECK (state in ('waiting', 'done', 'skipped')),
     CONSTRAINT "PK_export_piece" PRIMARY KEY ("tenant_id", "export_id", "position"))`,
  'CREATE INDEX "export_piece_of_project" ON "export_piece"  ("project_id")',
  `ALTER TABLE "export_piece" ADD CONSTRAINT "FK_export_piece_job" FOREIGN KEY ("tenant_id", "export_id") REFERENCES "export_job"("tenant_id","id") ON DELETE CASCADE ON UPDATE NO ACTION`,
];

const OWN = 'person_id = app.person_id()';
const OF_OWN = `exists (select 1 from export_job j where j.tenant_id = export_piece.tenant_id and j.id = export_piece.export_id and j.${OWN})`;

const WALLS = [
  ...['export_job', 'export_piece'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy owner on ${table} to app_owner using (true) with check (true)`,
  ]),
  `create policy mine on export_job to app_api using (${OWN}) with check (${OWN} and tenant_id = app.tenant_id())`,
  `create policy of_person on export_job to app_worker using (${OWN})`,
  `create policy mine on export_piece to app_api using (${OF_OWN}) with check (${OF_OWN})`,
  `create policy of_person on export_piece to app_worker using (${OF_OWN})`,
  'grant select, insert, update (state, ended_at, expires_at) on export_job to app_api',
  'grant select, insert on export_piece to app_api',
  'grant select, update, delete on export_job to app_worker',
  'grant select, update on export_piece to app_worker',
];

const FUNCTIONS = [
  'grant execute on function app.opened_file(), app.open_file(uuid) to app_worker',
  // What is deleted is deleted in every copy that lies here. An export that holds one such project goes as a whole.
  `create function app.exports_holding(of_project uuid) returns table (storage_key text, leased_until timestamptz)
   language sql stable security definer set search_path = public, pg_temp as $$
     select p.storage_key, p.leased_until from export_piece p
     where app.serves(of_project) and (p.tenant_id, p.export_id) in (
       select h.tenant_id, h.export_id from export_piece h where h.project_id = of_project)
   $$`,
  `create function app.erase_exports(of_project uuid, keys text[]) returns int
   language plpgsql volatile security definer set search_path = public, pg_temp as $$
   declare
     removed int;
   begin
     if not exists (select 1 from project_deletion d where d.project_id = of_project and d.state = 'running') then
       raise exception 'nobody has released the deletion of project %', of_project;
     end if;
     delete from export_job j where exists (
       select 1 from export_piece h where h.tenant_id = j.tenant_id and h.export_id = j.id and h.project_id = of_project
     ) and not exists (
       select 1 from export_piece p where p.tenant_id = j.tenant_id and p.export_id = j.id
         and p.storage_key is not null and p.storage_key <> all (keys));
     get diagnostics removed = row_count;
     return removed;
   end
   $$`,
  'revoke all on function app.exports_holding(uuid), app.erase_exports(uuid, text[]) from public',
  'grant execute on function app.exports_holding(uuid), app.erase_exports(uuid, text[]) to app_worker',
];

/** What lies in a file, for whoever has opened it; projects, parties, tasks and decisions were open to the reading worker already. */
const OF_THE_FILE: [table: string, column: string][] = [
  ['document', 'project_id'],
  ['document_version', 'project_id'],
  ['audit_entry', 'chain'],
  ['audit_body', 'chain'],
];
