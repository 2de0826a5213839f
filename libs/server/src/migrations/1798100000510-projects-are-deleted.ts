import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Retention, legal hold, the offer to the archive, and the deletion of a project (docs/adr/0080). */
export class ProjectsAreDeleted1798100000510 implements MigrationInterface {
  name = 'ProjectsAreDeleted1798100000510';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS, ...FUNCTIONS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const INSTANT = 'TIMESTAMP(3) WITH TIME ZONE';
const TO_PROJECT = 'REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION';
const TO_TENANT = 'REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION';

const TABLES = [
  `CREATE TABLE "house_retention" ("tenant_id" uuid NOT NULL, "basis" text NOT NULL, "basis_of_kinds" jsonb NOT NULL,
     "archive" text NOT NULL, "waiting_days" integer NOT NULL, "revision" integer NOT NULL, "changed_at" ${INSTANT} NOT NULL, "changed_by_name" text NOT NULL,
     CONSTRAINT "PK_house_retention" PRIMARY KEY ("tenant_id"))`,
  `ALTER TABLE "house_retention" ADD CONSTRAINT "house_retention_tenant" FOREIGN KEY ("tenant_id") ${TO_TENANT}`,
  `CREATE TABLE "legal_hold" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "unit_id" uuid NOT NULL,
     "unit_name" text NOT NULL, "reason" text NOT NULL, "placed_at" ${INSTANT} NOT NULL, "placed_by_name" text NOT NULL,
     "lifted_at" ${INSTANT}, "lifted_by_name" text, "lift_reason" text,
     CONSTRAINT "PK_legal_hold" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "legal_hold_of_project" ON "legal_hold" ("project_id", "placed_at")',
  `CREATE UNIQUE INDEX "legal_hold_one_of_unit" ON "legal_hold" ("project_id", "unit_id") WHERE lifted_at is null`,
  `ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_of_project_row" FOREIGN KEY ("tenant_id", "project_id") ${TO_PROJECT}`,
  `CREATE TABLE "archive_offer" ("tenant_id" uuid NOT NULL, "project_id" uuid NOT NULL, "archive" text NOT NULL, "basis" text NOT NULL,
     "offered_at" ${INSTANT} NOT NULL, "offered_by" uuid NOT NULL, "offered_by_name" text NOT NULL, "answer" text, "words" text,
     "answered_at" ${INSTANT}, "answered_by" uuid, "answered_by_name" text, "deletable_on" date,
     CONSTRAINT "archive_offer_answer" CHECK ((answer is null and answered_at is null and deletable_on is null)
       or (answer in ('takenOver', 'waived') and answered_at is not null and deletable_on is not null)),
     CONSTRAINT "PK_archive_offer" PRIMARY KEY ("tenant_id", "project_id"))`,
  `ALTER TABLE "archive_offer" ADD CONSTRAINT "archive_offer_of_project" FOREIGN KEY ("tenant_id", "project_id") ${TO_PROJECT}`,
  // What is left of a project: it outlives it, and so refers to none.
  `CREATE TABLE "project_deletion" ("tenant_id" uuid NOT NULL, "project_id" uuid NOT NULL, "reference" text NOT NULL, "kind" jsonb NOT NULL,
     "opened_on" date NOT NULL, "closed_on" date NOT NULL, "retain_until" date NOT NULL, "basis" text NOT NULL, "archive" text NOT NULL,
     "answer" text NOT NULL, "state" text NOT NULL, "released_at" ${INSTANT} NOT NULL, "released_by" uuid NOT NULL,
     "released_by_name" text NOT NULL, "begins_at" ${INSTANT} NOT NULL, "begun_at" ${INSTANT}, "ended_at" ${INSTANT},
     "stopped_because" text, "stopped_by_name" text, "rows_found" integer NOT NULL DEFAULT 0, "rows_removed" integer NOT NULL DEFAULT 0,
     "files_removed" integer NOT NULL DEFAULT 0, "at_table" text,
     CONSTRAINT "project_deletion_state" CHECK (state in ('released', 'running', 'done', 'stopped')),
     CONSTRAINT "PK_project_deletion" PRIMARY KEY ("tenant_id", "project_id"))`,
  'CREATE UNIQUE INDEX "project_deletion_reference" ON "project_deletion" ("tenant_id", "reference")',
  `ALTER TABLE "project_deletion" ADD CONSTRAINT "project_deletion_tenant" FOREIGN KEY ("tenant_id") ${TO_TENANT}`,
];

const protect = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
];
const OF_ADMIN = 'tenant_id = app.tenant_id() and app.is_admin()';

const RIGHTS = [
  ...['house_retention', 'legal_hold', 'archive_offer', 'project_deletion'].flatMap(protect),
  'create policy known on house_retention for select to app_api using (tenant_id = app.tenant_id())',
  `create policy kept on house_retention to app_api using (${OF_ADMIN}) with check (${OF_ADMIN})`,
  'grant select, insert, update on house_retention to app_api',
  ...['legal_hold', 'archive_offer'].flatMap((table) => [
    `create policy seen on ${table} for select to app_api using (app.sees_file(project_id))`,
    `create policy added on ${table} for insert to app_api with check (app.sees_file(project_id))`,
    `create policy changed on ${table} for update to app_api using (app.sees_file(project_id))`,
    `create policy served on ${table} for select to app_worker using (app.serves(project_id))`,
    `grant select, insert, update on ${table} to app_api`,
    `grant select on ${table} to app_worker`,
  ]),
  // The administrators of the house see what is deleted, and release it; the lead of the project may stop it.
  `create policy seen on project_deletion for select to app_api using ((${OF_ADMIN}) or app.sees_file(project_id))`,
  `create policy stopped on project_deletion for update to app_api using ((${OF_ADMIN}) or app.sees_file(project_id))`,
  'grant select, update (state, stopped_because, stopped_by_name) on project_deletion to app_api',
  'create policy served on project_deletion to app_worker using (app.serves(project_id))',
  'grant select, update on project_deletion to app_worker',
];

// Administrators see no project. Of those whose retention is over they learn what a register of files says: no title, nobody's name.
const DUE_PROJECTS = `
create function app.due_projects(today date, most int) returns table (project_id uuid, reference text, kind jsonb, lead_unit text,
  opened_on date, closed_on date, retain_until date, basis text, archive text, answer text, offered_on date, deletable_on date, holds int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.reference, k.name, u.name, (p.created_at at time zone 'Europe/Berlin')::date, (p.closed_at at time zone 'Europe/Berlin')::date,
    p.retain_until, coalesce(o.basis, ''), coalesce(o.archive, ''), o.answer, (o.offered_at at time zone 'Europe/Berlin')::date, o.deletable_on,
    (select count(*)::int from legal_hold h where h.tenant_id = p.tenant_id and h.project_id = p.id and h.lifted_at is null)
  from project p
  join project_kind k on k.tenant_id = p.tenant_id and k.id = p.kind_id
  join project_party l on l.project_id = p.id and l.role = 'LEAD' and l."until" is null
  join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
  left join archive_offer o on o.tenant_id = p.tenant_id and o.project_id = p.id
  where p.tenant_id = app.tenant_id() and app.is_admin() and p.state = 'closed' and p.retain_until < today
    and not exists (select 1 from project_deletion d where d.tenant_id = p.tenant_id and d.project_id = p.id and d.state <> 'stopped')
  order by p.retain_until, p.reference limit most
$$`;

// The second person's word. Everything that speaks against it is looked at here once more, under the lock of the project.
const RELEASE = `
create function app.release_deletion(of_project uuid, today date, moment timestamptz, begins timestamptz, by_person uuid, by_name text)
returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  p record;
  o record;
begin
  if not app.is_admin() then return 'notFound'; end if;
  select * into p from project where id = of_project and tenant_id = app.tenant_id() for update;
  if not found then return 'notFound'; end if;
  if p.state <> 'closed' or p.retain_until is null or p.retain_until >= today then return 'retentionRuns'; end if;
  if exists (select 1 from legal_hold h where h.project_id = of_project and h.lifted_at is null) then return 'deletionHeld'; end if;
  select * into o from archive_offer where tenant_id = p.tenant_id and project_id = of_project;
  if not found or o.answer is null then return 'archiveNotAsked'; end if;
  if o.deletable_on > today then return 'deletionWaits'; end if;
  if by_person in (o.offered_by, o.answered_by) then return 'deletionSecondPerson'; end if;
  insert into project_deletion as d (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
    state, released_at, released_by, released_by_name, begins_at)
  select p.tenant_id, of_project, p.reference, k.name, (p.created_at at time zone 'Europe/Berlin')::date,
    (p.closed_at at time zone 'Europe/Berlin')::date, p.retain_until, o.basis, o.archive, o.answer, 'released', moment, by_person, by_name, begins
  from project_kind k where k.tenant_id = p.tenant_id and k.id = p.kind_id
  on conflict (tenant_id, project_id) do update set state = 'released', basis = excluded.basis, archive = excluded.archive,
    answer = excluded.answer, retain_until = excluded.retain_until, closed_on = excluded.closed_on, released_at = excluded.released_at,
    released_by = excluded.released_by, released_by_name = excluded.released_by_name, begins_at = excluded.begins_at,
    stopped_because = null, stopped_by_name = null
  where d.state = 'stopped';
  if not found then return 'deletionReleased'; end if;
  return 'released';
end
$$`;

/**
 * What belongs to a project, children before their parents; what refers to rows of its own table goes at once. The last ones
 * have no index by project and are looked at when all others are empty. The spec beside the job names every table of the catalogue.
 */
const ERASED: [table: string, condition: string, atOnce?: 'at once'][] = [
  // From now on nobody sees it.
  ['project_party', 'project_id = of_project'],
  ['lead_handover', 'project_id = of_project'],
  ['procedure_migration_run', 'project_id = of_project'],
  ['document_reading', 'project_id = of_project'],
  ['document_text', 'project_id = of_project'],
  [
    'document_link',
    'project_id = of_project or document_id in (select d.id from document d where d.project_id = of_project)',
  ],
  ['citation', 'project_id = of_project'],
  ['resolution', 'project_id = of_project', 'at once'],
  ['risk', 'project_id = of_project'],
  ['measure_area', 'project_id = of_project'],
  ['measure_partner', 'project_id = of_project'],
  ['measure', 'project_id = of_project'],
  ['milestone', 'project_id = of_project'],
  ['project_phase', 'project_id = of_project'],
  ['project_link', 'project_id = of_project or other_project_id = of_project'],
  ['project_renewal', 'project_id = of_project or successor_id = of_project'],
  ['project_cycle', 'project_id = of_project'],
  ['note_question', 'project_id = of_project'],
  ['note', 'project_id = of_project', 'at once'],
  ['assignment_document', 'project_id = of_project'],
  ['assignment_dependency', 'project_id = of_project'],
  ['assignment_entry', 'project_id = of_project'],
  ['task', 'project_id = of_project'],
  ['assignment', 'project_id = of_project', 'at once'],
  ['assignment_group', 'project_id = of_project', 'at once'],
  ['run_command', 'run_id in (select r.id from run r where r.project_id = of_project)'],
  ['decision', 'run_id in (select r.id from run r where r.project_id = of_project)'],
  ['run', 'project_id = of_project'],
  ['calendar_feed', 'project_id = of_project'],
  ['project_area', 'project_id = of_project'],
  ['legal_hold', 'project_id = of_project'],
  ['archive_offer', 'project_id = of_project'],
  // The entries stay, with the salted hashes of what they told.
  ['audit_body', 'chain = of_project'],
  ['digest_item', 'project_id = of_project'],
  ['mail_delivery', 'project_id = of_project'],
  ['notification', 'project_id = of_project'],
  ['webhook_delivery', 'tenant_id = house and strpos(body, of_project::text) > 0'],
  ['idempotency', 'strpos(response::text, of_project::text) > 0'],
  ['work_item', `payload ->> 'projectId' = of_project::text and kind <> 'deleteProject'`],
];

const removal = ([table, condition, atOnce]: (typeof ERASED)[number]): string => `
  delete from ${table} where ${atOnce ? condition : `ctid = any (array(select ctid from ${table} where ${condition} limit most))`};
  get diagnostics removed = row_count;
  if removed > 0 then at_table := '${table}'; return next; return; end if;`;

const ALLOWED = `
  select d.tenant_id into house from project_deletion d where d.project_id = of_project and d.state = 'running' for update;
  if house is null or exists (select 1 from legal_hold h where h.project_id = of_project and h.lifted_at is null) then
    raise exception 'nobody has released the deletion of project %', of_project;
  end if;`;

// One piece of one table each time; no row at all once everything is gone.
const ERASE_STEP = `
create function app.erase_step(of_project uuid, most int) returns table (at_table text, removed int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  house uuid;
begin${ALLOWED}
  if exists (select 1 from document_version v where v.tenant_id = house and v.document_id in (select d.id from document d where d.project_id = of_project)) then
    raise exception 'the files of project % come first', of_project;
  end if;${ERASED.map(removal).join('')}
  delete from document where project_id = of_project;
  get diagnostics removed = row_count;
  if removed > 0 then at_table := 'document'; return next; return; end if;
  delete from project where tenant_id = house and id = of_project;
  get diagnostics removed = row_count;
  if removed > 0 then at_table := 'project'; return next; end if;
end
$$`;

// The versions whose bytes are gone from the store.
const ERASE_VERSIONS = `
create function app.erase_versions(of_project uuid, keys text[]) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  house uuid;
  removed int;
begin${ALLOWED}
  delete from document_reading r using document_version v
  where v.storage_key = any (keys) and v.project_id = of_project and r.tenant_id = v.tenant_id and r.document_id = v.document_id and r.number = v.number;
  delete from document_text t using document_version v
  where v.storage_key = any (keys) and v.project_id = of_project and t.tenant_id = v.tenant_id and t.document_id = v.document_id and t.number = v.number;
  delete from document_version where storage_key = any (keys) and project_id = of_project;
  get diagnostics removed = row_count;
  return removed;
end
$$`;

// How much there is, so that progress can be shown; what has no index by project is not counted.
const COUNTED = ERASED.filter(
  ([table]) =>
    !['digest_item', 'mail_delivery', 'notification', 'webhook_delivery', 'idempotency', 'work_item'].includes(table),
);
const COUNT_ROWS = `
create function app.count_project_rows(of_project uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select (${COUNTED.map(([table, condition]) => `(select count(*) from ${table} where ${condition})`).join(' + ')}
    + (select count(*) from document where project_id = of_project) + 1)::int where app.serves(of_project)
$$`;

// Also the Aktenzeichen of what was deleted has been given.
const given = (deleted: string) => `
create or replace function app.given_references(wanted text[]) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(g.reference), '{}') from (
    select p.reference from project p where p.tenant_id = app.tenant_id() and p.reference = any (wanted)${deleted}
  ) g
$$`;
const OR_DELETED = `
    union select d.reference from project_deletion d where d.tenant_id = app.tenant_id() and d.reference = any (wanted)`;

const FUNCTIONS = [
  ...[DUE_PROJECTS, RELEASE, ERASE_STEP, ERASE_VERSIONS, COUNT_ROWS, given(OR_DELETED)],
  'revoke all on function app.due_projects(date, int) from public',
  'revoke all on function app.release_deletion(uuid, date, timestamptz, timestamptz, uuid, text) from public',
  'revoke all on function app.erase_step(uuid, int) from public',
  'revoke all on function app.erase_versions(uuid, text[]) from public',
  'revoke all on function app.count_project_rows(uuid) from public',
  'grant execute on function app.due_projects(date, int) to app_api',
  'grant execute on function app.release_deletion(uuid, date, timestamptz, timestamptz, uuid, text) to app_api',
  'grant execute on function app.erase_step(uuid, int), app.erase_versions(uuid, text[]), app.count_project_rows(uuid) to app_worker',
];

const DOWN = [
  given(''),
  'drop function app.count_project_rows(uuid)',
  'drop function app.erase_versions(uuid, text[])',
  'drop function app.erase_step(uuid, int)',
  'drop function app.release_deletion(uuid, date, timestamptz, timestamptz, uuid, text)',
  'drop function app.due_projects(date, int)',
  ...['project_deletion', 'archive_offer', 'legal_hold', 'house_retention'].map((table) => `drop table ${table}`),
];
