import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Product } from '../machine/product.ts';

/** What must not be there: a query of which every row is a fault, and a change that makes one, so that it can be seen to see. */
interface Orphans {
  name: string;
  sql: string;
  plant: string;
}

const ORPHANS: Orphans[] = [
  {
    name: 'decisions without audit',
    sql: `select d.run_id, d.type from decision d join run r on r.id = d.run_id
      group by d.run_id, d.type, r.project_id
      having count(*) > (
        select count(*) from audit_entry e join audit_body b using (tenant_id, chain, seq)
        where e.chain = r.project_id and e.action = 'run.' || d.type and b.body -> 'data' ->> 'runId' = d.run_id::text)`,
    plant: `delete from audit_entry where (tenant_id, chain, seq) = (
      select tenant_id, chain, seq from audit_entry where action = 'run.seatAnswered' limit 1)`,
  },
  {
    name: 'audit without decision',
    sql: `select e.chain, e.seq from audit_entry e join audit_body b using (tenant_id, chain, seq)
      where e.action in ('run.seatAnswered', 'run.roundEnded', 'run.signed') and (
        select count(*) from decision d where 'run.' || d.type = e.action and d.run_id::text = b.body -> 'data' ->> 'runId'
      ) < (
        select count(*) from audit_entry o join audit_body w using (tenant_id, chain, seq)
        where o.chain = e.chain and o.action = e.action and w.body -> 'data' ->> 'runId' = b.body -> 'data' ->> 'runId')`,
    plant: `delete from decision where (run_id, number) = (
      select run_id, number from decision where type = 'seatAnswered' limit 1)`,
  },
  {
    name: 'chains of which the head is not the last entry',
    sql: `select c.chain from audit_chain c where row (c.head_seq, c.head_seq) is distinct from (
      select row (max(e.seq), count(*)) from audit_entry e where e.tenant_id = c.tenant_id and e.chain = c.chain)`,
    plant: `update audit_chain set head_seq = head_seq + 1 where chain = (select chain from audit_chain limit 1)`,
  },
  {
    name: 'entries without their words',
    sql: `select e.chain, e.seq from audit_entry e left join audit_body b using (tenant_id, chain, seq)
      where b.seq is null and not exists (
        select from project_deletion d where d.project_id = e.chain and d.state in ('running', 'done'))`,
    plant: `delete from audit_body where (chain, seq) = (select chain, seq from audit_body limit 1)`,
  },
  {
    name: 'steps of runs without what the engine was told',
    sql: `select r.id from run r where r.revision <> (select count(*) from run_command c where c.run_id = r.id)`,
    plant: `update run set revision = revision + 1 where id = (select id from run limit 1)`,
  },
  {
    name: 'open tasks of runs that have ended',
    sql: `select t.id from task t join run r on r.id = t.run_id where t.status = 'open' and r.status <> 'running'`,
    plant: `update run set status = 'cancelled' where id = (
      select run_id from task where status = 'open' and run_id is not null limit 1)`,
  },
  {
    name: 'running rounds without a task',
    sql: `select r.id from run r where r.status = 'running' and r.state ->> 'suspended' is null
      and exists (select 1 from jsonb_array_elements(r.state -> 'steps') s
        where (s ->> 'open')::boolean and s ->> 'type' = 'coSignatureRound')
      and not exists (select 1 from task t where t.run_id = r.id and t.status = 'open')`,
    plant: `delete from task where run_id = (select run_id from task where status = 'open' and kind = 'coSignature' limit 1)`,
  },
  {
    name: 'Fristen without a work item',
    sql: `select r.id from run r where r.status = 'running' and r.next_due_at is not null
      and not exists (select 1 from work_item w where w.kind = 'tickRun' and w.payload ->> 'runId' = r.id::text
        and w.due_at <= r.next_due_at and (w.state = 'ready' or w.due_at = r.next_due_at))`,
    plant: `delete from work_item where payload ->> 'runId' = (
      select id::text from run where status = 'running' and next_due_at is not null limit 1)`,
  },
  {
    name: 'notices without a command',
    sql: `select n.id from notification n
      where n.run_id is not null and not exists (select 1 from run_command c where c.run_id = n.run_id and c.at = n.at)`,
    plant: `delete from run_command where (run_id, at) = (select run_id, at from notification where run_id is not null limit 1)`,
  },
  {
    name: 'deleted projects of which something is left',
    sql: `select d.project_id from project_deletion d where d.state = 'done' and (
        exists (select from project p where p.id = d.project_id)
        or exists (select from audit_body b where b.chain = d.project_id)
        or exists (select from work_item w where w.payload ->> 'projectId' = d.project_id::text and w.kind <> 'deleteProject'))`,
    plant: `insert into project_deletion (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
        state, released_at, released_by, released_by_name, begins_at)
      select tenant_id, id, reference, '{}', current_date, current_date, current_date, '', '', 'waived', 'done', now(), id, '', now()
      from project p where not exists (select from project_deletion d where d.project_id = p.id) limit 1`,
  },
  {
    name: 'deletions that nobody goes on with',
    sql: `select d.project_id from project_deletion d where d.state in ('released', 'running') and not exists (
        select from work_item w where w.kind = 'deleteProject' and w.payload ->> 'projectId' = d.project_id::text and w.state = 'ready')`,
    plant: `insert into project_deletion (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
        state, released_at, released_by, released_by_name, begins_at)
      select tenant_id, id, reference, '{}', current_date, current_date, current_date, '', '', 'waived', 'running', now(), id, '', now()
      from project p where not exists (select from project_deletion d where d.project_id = p.id) limit 1`,
  },
  {
    name: 'cycles that nobody looks at',
    sql: `select c.project_id from project_cycle c where c.state = 'running' and not exists (
        select from work_item w where w.kind = 'tickCycle' and w.payload ->> 'projectId' = c.project_id::text and w.state = 'ready')`,
    plant: `insert into project_cycle (tenant_id, project_id, anchor_on, next_on, months, turn, remind_months, reminded, state, revision,
        set_at, set_by, set_by_name)
      select tenant_id, id, current_date, current_date, null, 0, 0, false, 'running', 1, now(), id, ''
      from project p where not exists (select from project_cycle c where c.project_id = p.id) limit 1`,
  },
  {
    name: 'keys without what they answer for',
    sql: `select i.key from idempotency i where i.response ->> 'reference' is not null and i.response ->> 'leadUnitName' is not null
      and not exists (select 1 from project p where p.id::text = i.response ->> 'id')`,
    plant: `delete from project where id = (select id from project order by created_at desc limit 1)`,
  },
  {
    name: 'work items without what they are about',
    sql: `select w.id from work_item w where
      (w.payload ? 'runId' and not exists (select 1 from run r where r.id::text = w.payload ->> 'runId'))
      or (w.payload ? 'deliveryId' and not exists (select 1 from mail_delivery m where m.id::text = w.payload ->> 'deliveryId'))
      or (w.payload ? 'assignmentId' and not exists (select 1 from assignment a where a.id::text = w.payload ->> 'assignmentId'))
      or (w.payload ? 'documentId' and not exists (select 1 from document d where d.id::text = w.payload ->> 'documentId'))`,
    plant: `delete from run where id::text = (select payload ->> 'runId' from work_item where payload ? 'runId' limit 1)`,
  },
  {
    name: 'work items given up',
    sql: `select w.id from work_item w where w.state = 'incident'`,
    plant: `update work_item set state = 'incident' where id = (select id from work_item limit 1)`,
  },
  {
    name: 'documents without a version',
    // Of a project that is being deleted the files go first.
    sql: `select d.id from document d where not exists (select 1 from document_version v where v.document_id = d.id)
      and not exists (select from project_deletion x where x.project_id = d.project_id and x.state = 'running')`,
    plant: `delete from document_version where document_id = (select id from document limit 1)`,
  },
  {
    name: 'projects without a lead',
    sql: `select p.id from project p
      where not exists (select 1 from project_party a where a.project_id = p.id and a.role = 'LEAD' and a."until" is null)`,
    plant: `delete from project_party where project_id = (select id from project limit 1)`,
  },
];

/** Asks the database, as a superuser, for everything that is there without what it belongs to. */
export async function orphansIn({ database, documents }: Product) {
  const found: string[] = [];
  const proof: string[] = [];
  for (const { name, sql, plant } of ORPHANS) {
    const rows = await database.rows(sql);
    proof.push(`${rows.length} ${name}: ${sql.replace(/\s+/g, ' ')}`);
    if (rows.length > 0) found.push(`${rows.length} ${name}, e.g. ${JSON.stringify(rows[0])}`);
    const seen = await database.rowsAfter(plant, sql);
    if (seen.length <= rows.length) found.push(`${name} are not seen where there are some`);
  }
  const stored = await database.rows<{ key: string }>('select storage_key as key from document_version');
  const missing = stored.filter(({ key }) => !existsSync(join(documents, key.slice(0, 2), key)));
  proof.push(`${missing.length} of ${stored.length} versions without their file`);
  if (missing.length > 0) found.push(`${missing.length} versions without their file`);
  const files = (await readdir(documents, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = [...ORPHANS.map(({ name }) => name), 'versions without their file'].join(', ');
  return {
    figures: `${found.length} orphans (${names}), ${files.length - stored.length} files that nobody needs`,
    found,
    proof,
  };
}
