import { ENTRY_COLUMNS, statement, type Transaction } from '../platform';
import { standingValues } from '../projects';
import type { RunChange } from './run-effects';

/**
 * What WRITE_RUN writes of one run, of many, each of another project (docs/adr/0059). What is changed is named by its keys
 * too, so that no plan reads a whole table for it.
 */
const WRITE_RUNS = statement(
  'writeRuns',
  `with runs as materialized (
     select * from json_to_recordset($1::json) as r("tenantId" uuid, id uuid, "projectId" uuid, state jsonb, status text, revision int,
       "nextDueAt" timestamptz, "endedAt" timestamptz, "waitingFor" jsonb, "headSeq" bigint, "headHash" text, situation jsonb, stages text[],
       holders jsonb, "waitingUnits" uuid[], "dueOrder" timestamptz, title text, reference text, "areaNames" text, "leadUnitId" uuid,
       "leadUnitName" text, "documentTitle" text, command text, "houseFactsId" uuid, "factsId" uuid, facts text, "houseFacts" text)
   ), run_rows as (
     update run set state = r.state, status = r.status, revision = r.revision, next_due_at = r."nextDueAt", ended_at = r."endedAt",
       waiting_for = r."waitingFor"
     from runs r where run.tenant_id = r."tenantId" and run.id = r.id and run.tenant_id = any ($2::uuid[]) and run.id = any ($3::uuid[])
   ), tasks as (
     insert into task as t (tenant_id, id, run_id, project_id, key, step_id, node_id, seat_id, kind, name, unit_id, unit_name,
       owner_id, owner_name, owner_since, status, opened_at, due_end, due_order, done_at, reminded_at, escalated,
       project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number)
     select o."tenantId", r.id, o.id, o."projectId", r.key, r."stepId", r."nodeId", r."seatId", r.kind, r.name, r."unitId", r."unitName",
       r."ownerId", r."ownerName", r."ownerSince", r.status, r."openedAt", r."dueEnd", r."dueOrder", r."doneAt", r."remindedAt",
       r.escalated, o.title, o.reference, o."areaNames", o."leadUnitId", o."leadUnitName", o."documentTitle", r."paperNumber"
     from json_to_recordset($6::json) as r("runId" uuid, id uuid, key text, "stepId" text, "nodeId" text, "seatId" text, kind text,
       name jsonb, "unitId" uuid, "unitName" text, "ownerId" uuid, "ownerName" text, "ownerSince" timestamptz, status text,
       "openedAt" timestamptz, "dueEnd" timestamptz, "dueOrder" timestamptz, "doneAt" timestamptz, "remindedAt" timestamptz,
       escalated boolean, "paperNumber" int) join runs o on o.id = r."runId"
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
     select o."tenantId", r.id, o."projectId", u.id, u.tenant_id, 'ADDRESSEE', $5
     from json_to_recordset($7::json) as r("runId" uuid, id uuid, "unitId" uuid)
       join runs o on o.id = r."runId" join org_unit u on u.id = r."unitId"
     on conflict (project_id, unit_id, role) where "until" is null do nothing
   ), decisions as (
     insert into decision (tenant_id, run_id, project_id, number, type, step_id, seat_id, unit_id, person_id, capacity, on_behalf_of,
       paper_number, paper_sha256, data, at)
     select o."tenantId", o.id, o."projectId",
       (select coalesce(max(d.number), 0) from decision d where d.tenant_id = o."tenantId" and d.run_id = o.id)
         + row_number() over (partition by o.id order by r.ordinality),
       r.type, r."stepId", r."seatId", r."unitId", (r.by ->> 'personId')::uuid, r.by ->> 'capacity', (r.by ->> 'onBehalfOf')::uuid,
       r."paperNumber", r."paperSha256", r.data, r.at
     from rows from (json_to_recordset($8::json) as ("runId" uuid, at timestamptz, by json, "stepId" text, "seatId" text, "unitId" uuid,
       type text, "paperNumber" int, "paperSha256" text, data jsonb)) with ordinality as r join runs o on o.id = r."runId"
   ), notices as (
     insert into notification (tenant_id, id, project_id, run_id, step_id, seat_id, unit_id, reason, at)
     select o."tenantId", r.id, o."projectId", o.id, r."stepId", r."seatId", r."unitId", r.reason, $5
     from json_to_recordset($9::json) as r("runId" uuid, id uuid, "stepId" text, "seatId" text, "unitId" uuid, reason text)
       join runs o on o.id = r."runId"
   ), owed as (
     insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
     select r.id, r.kind, r."dedupeKey", r.payload, r."dueAt", $5
     from json_to_recordset($10::json) as r(id uuid, kind text, "dedupeKey" text, payload jsonb, "dueAt" timestamptz)
     on conflict (dedupe_key) do nothing
   ), given as materialized (
     select r.*, o."tenantId", o."projectId" from json_to_recordset($11::json) as r("runId" uuid, ${ENTRY_COLUMNS})
       join runs o on o.id = r."runId"
   ), entries as (
     insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
     select "tenantId", "projectId", seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex')
     from given
   ), bodies as (
     insert into audit_body (tenant_id, chain, seq, salt, body)
     select "tenantId", "projectId", seq, decode(salt, 'hex'), body from given
   ), heads as (
     update audit_chain c set head_seq = r."headSeq", head_hash = decode(r."headHash", 'hex')
     from runs r where c.tenant_id = r."tenantId" and c.chain = r."projectId" and c.tenant_id = any ($2::uuid[]) and c.chain = any ($4::uuid[])
   ), projects as (
     update project p set updated_at = greatest(p.updated_at, $5), situation = r.situation, stages = r.stages, holders = r.holders,
       waiting_units = r."waitingUnits", due_order = r."dueOrder"
     from runs r where p.tenant_id = r."tenantId" and p.id = r."projectId" and p.tenant_id = any ($2::uuid[]) and p.id = any ($4::uuid[])
   ), told as (
     insert into run_command (tenant_id, run_id, sequence, project_id, at, command, house_facts_id, facts_id, facts)
     select "tenantId", id, revision, "projectId", $5, command::jsonb, "houseFactsId", "factsId", facts::jsonb
     from runs where command is not null
   ), houses as (
     insert into house_facts (tenant_id, id, facts)
     select distinct on ("tenantId", "houseFactsId") "tenantId", "houseFactsId", "houseFacts"::jsonb
     from runs where "houseFacts" is not null on conflict do nothing
   )
   select pg_notify(channel, hint) from unnest($12::text[], $13::text[]) as told(channel, hint)`,
);

const json = (changes: RunChange[], rowsOf: (change: RunChange) => object[]): string =>
  JSON.stringify(changes.flatMap((change) => rowsOf(change).map((row) => ({ ...row, runId: change.after.id }))));

/** Everything that these changes bring, in one statement. */
export async function writeRuns(tx: Transaction, changes: RunChange[]): Promise<void> {
  if (changes.length === 0) return;
  const owed = changes.flatMap(({ given }) => given.workItems);
  const hints = [...new Set(changes.flatMap(({ given }) => given.hints))];
  const isWorkDue = owed.some(({ dueAt }) => Date.parse(dueAt) <= tx.now.getTime());
  await tx.rows(WRITE_RUNS, [
    JSON.stringify(changes.map(rowOf)),
    [...new Set(changes.map(({ after }) => after.tenantId))],
    changes.map(({ after }) => after.id),
    changes.map(({ after }) => after.projectId),
    tx.now,
    json(changes, ({ given }) => given.tasks),
    json(changes, ({ given }) => given.addressees),
    json(changes, ({ given }) => given.decisions as object[]),
    json(changes, ({ given }) => given.notices as object[]),
    JSON.stringify(owed),
    json(changes, ({ given }) => given.history.rows),
    [...hints.map(() => 'inbox'), ...(isWorkDue ? ['work'] : [])],
    [...hints, ...(isWorkDue ? [''] : [])],
  ]);
}

function rowOf({ after, given }: RunChange) {
  const { project, state } = after;
  const [stages, holders, waitingUnits, dueOrder] = standingValues(given.standing);
  return {
    ...{ tenantId: after.tenantId, id: after.id, projectId: after.projectId, documentTitle: after.documentTitle },
    ...{ state, status: state.status, revision: after.revision, nextDueAt: after.nextDueAt, endedAt: after.endedAt },
    ...{ waitingFor: given.waitingFor, situation: given.situation, stages, waitingUnits, dueOrder },
    holders: JSON.parse(holders as string),
    ...{ headSeq: given.history.head.seq, headHash: given.history.head.hash?.toString('hex') ?? null },
    ...{ title: project.title, reference: project.reference, areaNames: project.areaNames },
    ...{ leadUnitId: project.leadUnitId, leadUnitName: given.leadUnitName },
    ...given.told,
  };
}
