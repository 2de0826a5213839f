import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In a house with hundreds of thousands of kept answers one look through all of them took longer than a statement may: a deletion
 * looks through them in pages, once, and a transaction of it goes on at the table where its piece before has stopped (docs/adr/0080). The functions of
 * before stay for workers of the release before, and may go with the next release.
 */
export class DeletionsLookOnce1798500000100 implements MigrationInterface {
  name = 'DeletionsLookOnce1798500000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

/** What belongs to a project, as it was before, but for the kept answers. The last ones have no index by project. */
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
  ['work_item', `payload ->> 'projectId' = of_project::text and kind <> 'deleteProject'`],
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
create function app.erase_step(of_project uuid, most int, begin_at text) returns table (at_table text, removed int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  house uuid;
begin${ALLOWED}
  if exists (select 1 from document_version v where v.tenant_id = house and v.document_id in (select d.id from document d where d.project_id = of_project)) then
    raise exception 'the files of project % come first', of_project;
  end if;${[...ERASED, ...LAST].map(removal).join('')}
end
$$`;

// Of the next answers those that name the project, and those that were written at the instant and by the person of an entry of its history.
const ERASE_ANSWERS = `
create function app.erase_answers(of_project uuid, after timestamptz, most int, out removed int, out until timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  house uuid;
begin${ALLOWED}
  select i.created_at into until from idempotency i where i.created_at > after order by i.created_at offset most limit 1;
  delete from idempotency i
  where i.created_at > after and (until is null or i.created_at <= until)
    and ((i.created_at, i.actor) in (select e.at, e.actor from audit_entry e where e.tenant_id = house and e.chain = of_project)
      or strpos(i.response::text, of_project::text) > 0);
  get diagnostics removed = row_count;
end
$$`;

const UP = [
  ERASE_STEP,
  ERASE_ANSWERS,
  'revoke all on function app.erase_step(uuid, int, text), app.erase_answers(uuid, timestamptz, int) from public',
  'grant execute on function app.erase_step(uuid, int, text), app.erase_answers(uuid, timestamptz, int) to app_worker',
];

const DOWN = [
  'drop function app.erase_answers(uuid, timestamptz, int)',
  'drop function app.erase_step(uuid, int, text)',
];
