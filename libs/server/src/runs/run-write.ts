import type { Situation } from '@querraum/contracts';
import type { TaskView } from '@querraum/workflow';
import { ENTRY_COLUMNS, statement, type nextEntries, type Transaction, type WorkItemRow } from '../platform';
import { standingValues, type Standing } from '../projects';
import type { RunRecord, RunTask } from './run-record';

/** A row of the inbox that is new or has become another. */
export type TaskToWrite = Omit<TaskView, 'openedAt'> &
  RunTask & {
    unitName: string;
    ownerName: string | null;
    dueOrder: string;
    doneAt: string | null;
    remindedAt: string | null;
    escalated: boolean;
  };

export interface ToWrite {
  waitingFor: Situation['waitingFor'];
  tasks: TaskToWrite[];
  leadUnitName: string;
  decisions: unknown[];
  notices: unknown[];
  workItems: WorkItemRow[];
  addressees: { id: string; unitId: string }[];
  history: ReturnType<typeof nextEntries>;
  situation: Situation | null;
  standing: Standing;
  hints: string[];
}

/**
 * Everything a command on a run writes, in one statement. Its parts see the database as it was before it, so that who gives
 * up the last task of a project may still write what comes of it.
 */
const WRITE_RUN = statement(
  'writeRun',
  `with run_row as (
     update run set state = $4::jsonb, status = $5, revision = $6, next_due_at = $7, ended_at = $8, waiting_for = $9::jsonb
     where tenant_id = $1 and id = $2
   ), tasks as (
     insert into task as t (tenant_id, id, run_id, project_id, key, step_id, node_id, seat_id, kind, name, unit_id, unit_name,
       owner_id, owner_name, owner_since, status, opened_at, due_end, due_order, done_at, reminded_at, escalated,
       project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number)
     select $1, r.id, $2, $3, r.key, r."stepId", r."nodeId", r."seatId", r.kind, r.name, r."unitId", r."unitName",
       r."ownerId", r."ownerName", r."ownerSince", r.status, r."openedAt", r."dueEnd", r."dueOrder", r."doneAt", r."remindedAt",
       r.escalated, $11, $12, $13, $14, $15, $16, r."paperNumber"
     from json_to_recordset($10::json) as r(id uuid, key text, "stepId" text, "nodeId" text, "seatId" text, kind text, name jsonb,
       "unitId" uuid, "unitName" text, "ownerId" uuid, "ownerName" text, "ownerSince" timestamptz, status text,
       "openedAt" timestamptz, "dueEnd" timestamptz, "dueOrder" timestamptz, "doneAt" timestamptz, "remindedAt" timestamptz,
       escalated boolean, "paperNumber" int)
     on conflict (run_id, key) do update set
       unit_id = excluded.unit_id,
       unit_name = case when t.unit_id = excluded.unit_id and t.status = 'done' then t.unit_name else excluded.unit_name end,
       owner_id = excluded.owner_id, owner_name = excluded.owner_name, owner_since = excluded.owner_since,
       status = excluded.status, opened_at = excluded.opened_at, due_end = excluded.due_end, due_order = excluded.due_order,
       seat_id = excluded.seat_id, paper_number = excluded.paper_number,
       done_at = case when excluded.status = 'done' then coalesce(t.done_at, excluded.done_at) end,
       reminded_at = coalesce(excluded.reminded_at, t.reminded_at), escalated = t.escalated or excluded.escalated
   ), addressees as (
     insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select $1, r.id, $3, u.id, u.tenant_id, 'ADDRESSEE', $17
     from json_to_recordset($18::json) as r(id uuid, "unitId" uuid) join org_unit u on u.id = r."unitId"
     on conflict (project_id, unit_id, role) where "until" is null do nothing
   ), decisions as (
     insert into decision (tenant_id, run_id, project_id, number, type, step_id, seat_id, unit_id, person_id, capacity, on_behalf_of,
       paper_number, paper_sha256, data, at)
     select $1, $2, $3, (select coalesce(max(number), 0) from decision where tenant_id = $1 and run_id = $2) + r.ordinality,
       r.type, r."stepId", r."seatId", r."unitId", (r.by ->> 'personId')::uuid, r.by ->> 'capacity', (r.by ->> 'onBehalfOf')::uuid,
       r."paperNumber", r."paperSha256", r.data, r.at
     from rows from (json_to_recordset($19::json) as (at timestamptz, by json, "stepId" text, "seatId" text, "unitId" uuid, type text,
       "paperNumber" int, "paperSha256" text, data jsonb)) with ordinality as r
   ), notices as (
     insert into notification (tenant_id, id, project_id, run_id, seat_id, unit_id, reason, at)
     select $1, r.id, $3, $2, r."seatId", r."unitId", r.reason, $17
     from json_to_recordset($20::json) as r(id uuid, "seatId" text, "unitId" uuid, reason text)
   ), owed as (
     insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
     select r.id, r.kind, r."dedupeKey", r.payload, r."dueAt", $17
     from json_to_recordset($21::json) as r(id uuid, kind text, "dedupeKey" text, payload jsonb, "dueAt" timestamptz)
     on conflict (dedupe_key) do nothing
   ), given as (
     select * from json_to_recordset($22::json) as r(${ENTRY_COLUMNS})
   ), entries as (
     insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
     select $1, $3, seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex') from given
   ), bodies as (
     insert into audit_body (tenant_id, chain, seq, salt, body)
     select $1, $3, seq, decode(salt, 'hex'), body from given
   ), head as (
     update audit_chain set head_seq = $23, head_hash = $24 where tenant_id = $1 and chain = $3
   ), project_row as (
     update project set updated_at = greatest(updated_at, $17), situation = $25::jsonb,
       stages = $26, holders = $27::jsonb, waiting_units = $28, due_order = $29
     where tenant_id = $1 and id = $3
   )
   select pg_notify(channel, hint) from unnest($30::text[], $31::text[]) as told(channel, hint)`,
);

export async function writeRun(tx: Transaction, run: RunRecord, given: ToWrite): Promise<void> {
  const { project, state } = run;
  const { history, workItems, hints } = given;
  const isWorkDue = workItems.some(({ dueAt }) => Date.parse(dueAt) <= tx.now.getTime());
  const channels = [...hints.map(() => 'inbox'), ...(isWorkDue ? ['work'] : [])];
  await tx.rows(WRITE_RUN, [
    run.tenantId,
    run.id,
    run.projectId,
    JSON.stringify(state),
    state.status,
    run.revision,
    run.nextDueAt,
    run.endedAt,
    JSON.stringify(given.waitingFor),
    JSON.stringify(given.tasks),
    project.title,
    project.reference,
    project.areaNames,
    project.leadUnitId,
    given.leadUnitName,
    run.documentTitle,
    tx.now,
    JSON.stringify(given.addressees),
    JSON.stringify(given.decisions),
    JSON.stringify(given.notices),
    JSON.stringify(workItems),
    JSON.stringify(history.rows),
    history.head.seq,
    history.head.hash,
    given.situation && JSON.stringify(given.situation),
    ...standingValues(given.standing),
    channels,
    [...hints, ...(isWorkDue ? [''] : [])],
  ]);
}
