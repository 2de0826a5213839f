import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is never thrown away before its project is deleted is found by the project, and rows of a run or of a history by their house, too:
 * before PostgreSQL 18 an index that begins with the house serves nobody who does not name it. In a grown house a piece of a deletion
 * went through all mails, notices and histories for it, and came to its time limit.
 */
export class WhatGoesWithAProjectIsFound1798820000000 implements MigrationInterface {
  name = 'WhatGoesWithAProjectIsFound1798820000000';
  /** Indexes are made beside those who work. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...INDEXES, ERASE_STEP, COUNT_ROWS]) await queryRunner.query(statement);
  }

  /** The functions do no harm to the schema before. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...GROWING].reverse()) await queryRunner.query(`drop index concurrently ${table}_of_project`);
  }
}

const GROWING = ['assignment_entry', 'document_reading', 'document_text', 'mail_delivery', 'notification'];

const INDEXES = GROWING.map(
  (table) =>
    `create index concurrently if not exists ${table}_of_project on ${table} (project_id)${table === 'mail_delivery' ? ' where project_id is not null' : ''}`,
);

const HOUSE = '(select p.tenant_id from project p where p.id = of_project)';
const OF_ITS_RUNS = 'tenant_id = house and run_id in (select r.id from run r where r.project_id = of_project)';

/** What belongs to a project, as it was before, but for the house beside the run and the chain. */
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
  ['run_command', OF_ITS_RUNS],
  ['decision', OF_ITS_RUNS],
  ['run', 'project_id = of_project'],
  ['calendar_feed', 'project_id = of_project'],
  ['project_area', 'project_id = of_project'],
  ['legal_hold', 'project_id = of_project'],
  ['archive_offer', 'project_id = of_project'],
  // The entries stay, with the salted hashes of what they told.
  ['audit_body', 'tenant_id = house and chain = of_project'],
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

// How much there is, so that progress can be shown, as it was before: what had no index by project is not counted.
const COUNTED = ERASED.filter(
  ([table]) => !['digest_item', 'mail_delivery', 'notification', 'webhook_delivery', 'work_item'].includes(table),
);
const COUNT_ROWS = `
create or replace function app.count_project_rows(of_project uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select (${COUNTED.map(([table, condition]) => `(select count(*) from ${table} where ${condition.replace('house', HOUSE)})`).join(' + ')}
    + (select count(*) from document where project_id = of_project) + 1)::int where app.serves(of_project)
$$`;
