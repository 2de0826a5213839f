import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Work that was done or given up long ago is found by its end, whatever its id is like; and what belongs to a project that is being
 * deleted is found without going through all work of three months in one statement.
 */
export class OldWorkIsFound1798700000300 implements MigrationInterface {
  name = 'OldWorkIsFound1798700000300';
  /** Indexes are made beside those who work. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...INDEXES, CLEAN_UP, ERASE_STEP]) await queryRunner.query(statement);
  }

  /** The functions do no harm to the schema before. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index concurrently work_item_of_project');
    await queryRunner.query('drop index concurrently work_item_cancelled');
  }
}

// A command owes work that is ready: it pays for neither.
const INDEXES = [
  `create index concurrently if not exists work_item_cancelled on work_item (done_at) where state = 'cancelled'`,
  `create index concurrently if not exists work_item_of_project on work_item ((payload ->> 'projectId')) where state <> 'ready'`,
];

// As before, but for work: kind by kind, because the index of what is done begins with it, and without a list of kinds, because
// there may be some of another release.
const CLEAN_UP = `create or replace function app.clean_up(most int) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  moment timestamptz := app.now();
  keys int;
  items int;
  given_up int;
  deliveries int;
begin
  delete from idempotency i using (
    select actor, key from idempotency where created_at < moment - interval '7 days' order by created_at limit most for update skip locked
  ) old where i.actor = old.actor and i.key = old.key;
  get diagnostics keys = row_count;
  with recursive kinds as (
    (select kind from work_item where state = 'done' order by kind limit 1)
    union all
    select (select n.kind from work_item n where n.state = 'done' and n.kind > k.kind order by n.kind limit 1) from kinds k where k.kind is not null
  )
  delete from work_item w using (
    select o.id from kinds k cross join lateral (
      select d.id from work_item d where d.state = 'done' and d.kind = k.kind and d.done_at < moment - interval '90 days'
      order by d.done_at limit most for update skip locked) o
    limit most
  ) old where w.id = old.id;
  get diagnostics items = row_count;
  delete from work_item w using (
    select id from work_item where state = 'cancelled' and done_at < moment - interval '90 days' order by done_at limit most for update skip locked
  ) old where w.id = old.id;
  get diagnostics given_up = row_count;
  delete from webhook_delivery d using (
    select o.tenant_id, o.id from webhook w cross join lateral (
      select l.tenant_id, l.id from webhook_delivery l
      where l.webhook_id = w.id and l.created_at < moment - interval '30 days' and (w.ended_at is not null or l.state not in ('queued', 'sending'))
      order by l.created_at, l.id limit most for update skip locked) o
    limit most
  ) old where d.tenant_id = old.tenant_id and d.id = old.id;
  get diagnostics deliveries = row_count;
  return keys = most or items = most or given_up = most or deliveries = most;
end
$$`;

/** What belongs to a project, as it was before. Work has an index by project but for what is ready, of which there is little. */
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
  ['work_item', `state <> 'ready' and payload ->> 'projectId' = of_project::text and kind <> 'deleteProject'`],
  ['work_item', `state = 'ready' and payload ->> 'projectId' = of_project::text and kind <> 'deleteProject'`],
];

const LAST: typeof ERASED = [
  ['document', 'project_id = of_project', 'at once'],
  ['project', 'tenant_id = house and id = of_project', 'at once'],
];

const removal = ([table, condition, atOnce]: (typeof ERASED)[number]): string => `
  if begin_at = '${table}' then begin_at := null; end if;
  if begin_at is null then
    delete from ${table} where ${atOnce ? condition : `ctid = any (array(select ctid from ${table} where ${condition} limit most))`};
    get diagnostics removed = row_count;
    if removed > 0 then at_table := '${table}'; return next; return; end if;
  end if;`;

const ALLOWED = `
  select d.tenant_id into house from project_deletion d where d.project_id = of_project and d.state = 'running' for update;
  if house is null or exists (select 1 from legal_hold h where h.project_id = of_project and h.lifted_at is null) then
    raise exception 'nobody has released the deletion of project %', of_project;
  end if;`;

// One piece of one table each time, from this one on; no row at all once everything behind it is gone.
const ERASE_STEP = `
create or replace function app.erase_step(of_project uuid, most int, begin_at text) returns table (at_table text, removed int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  house uuid;
begin${ALLOWED}
  if exists (select 1 from document_version v where v.tenant_id = house and v.document_id in (select d.id from document d where d.project_id = of_project)) then
    raise exception 'the files of project % come first', of_project;
  end if;${[...ERASED, ...LAST].map(removal).join('')}
end
$$`;
