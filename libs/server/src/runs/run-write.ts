import type { Situation } from '@querraum/contracts';
import type { TaskView } from '@querraum/workflow';
import {
  ENTRY_COLUMNS,
  statement,
  type nextEntries,
  type Statement,
  type Transaction,
  type WorkItemRow,
} from '../platform';
import { standingValues, type Standing } from '../projects';
import type { RunRecord, RunTask } from './run-record';
import type { ToldToWrite } from './run-told';

/** A row of the inbox that is new or has become another. */
export type TaskToWrite = Omit<TaskView, 'openedAt'> &
  RunTask & {
    /** It has no row yet. */
    isNew: boolean;
    unitName: string;
    ownerName: string | null;
    dueOrder: string;
    doneAt: string | null;
    remindedAt: string | null;
    escalated: boolean;
  };

/** Of a run that has no row yet, what its record does not say. */
export interface Begun {
  procedureId: string;
}

export interface ToWrite {
  begun: Begun | null;
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
  told: ToldToWrite | null;
}

/** Whether there is anything to write for it, and how. Values have names: not every part is in every statement. */
interface Part {
  isNeeded: (given: ToWrite) => boolean;
  sql: string;
}

const always = () => true;

/** A claim, a completion: one row that is there, and needs no row source beside its values. */
const ofOneTask = ({ tasks: [task, another] }: ToWrite) => task !== undefined && !task.isNew && another === undefined;
const ofOneEntry = ({ history }: ToWrite) => history.rows.length === 1;

const PARTS: readonly Part[] = [
  {
    isNeeded: ({ begun }) => begun !== null,
    sql: `run_row as (
      insert into run (tenant_id, id, project_id, document_id, procedure_tenant_id, procedure_id, procedure_version, state, status,
        revision, next_due_at, started_at, ended_at, waiting_for)
      values (:tenant, :run, :project, :document, :tenant, :procedure, :procedureVersion, :state::jsonb, :status, :revision, :nextDueAt,
        :startedAt, :endedAt, :waitingFor::jsonb))`,
  },
  {
    isNeeded: ({ begun }) => begun === null,
    sql: `run_row as (
      update run set state = :state::jsonb, status = :status, revision = :revision, next_due_at = :nextDueAt, ended_at = :endedAt,
        waiting_for = :waitingFor::jsonb
      where tenant_id = :tenant and id = :run)`,
  },
  {
    isNeeded: ofOneTask,
    sql: `task_row as (
      update task set unit_id = :taskUnit,
        unit_name = case when unit_id = :taskUnit and status = 'done' then unit_name else :taskUnitName end,
        owner_id = :taskOwner, owner_name = :taskOwnerName, owner_since = :taskOwnerSince,
        status = :taskStatus, opened_at = :taskOpenedAt, due_end = :taskDueEnd, due_order = :taskDueOrder,
        seat_id = :taskSeat, paper_number = :taskPaper,
        done_at = case when :taskStatus = 'done' then coalesce(done_at, :taskDoneAt) end,
        reminded_at = coalesce(:taskRemindedAt, reminded_at), escalated = escalated or :taskEscalated
      where tenant_id = :tenant and id = :task)`,
  },
  {
    isNeeded: (given) => given.tasks.length > 0 && !ofOneTask(given),
    sql: `tasks as (
      insert into task as t (tenant_id, id, run_id, project_id, key, step_id, node_id, seat_id, kind, name, unit_id, unit_name,
        owner_id, owner_name, owner_since, status, opened_at, due_end, due_order, done_at, reminded_at, escalated,
        project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number)
      select :tenant, r.id, :run, :project, r.key, r."stepId", r."nodeId", r."seatId", r.kind, r.name, r."unitId", r."unitName",
        r."ownerId", r."ownerName", r."ownerSince", r.status, r."openedAt", r."dueEnd", r."dueOrder", r."doneAt", r."remindedAt",
        r.escalated, :projectTitle, :projectReference, :areaNames, :leadUnit, :leadUnitName, :documentTitle, r."paperNumber"
      from json_to_recordset(:tasks::json) as r(id uuid, key text, "stepId" text, "nodeId" text, "seatId" text, kind text,
        name jsonb, "unitId" uuid, "unitName" text, "ownerId" uuid, "ownerName" text, "ownerSince" timestamptz, status text,
        "openedAt" timestamptz, "dueEnd" timestamptz, "dueOrder" timestamptz, "doneAt" timestamptz, "remindedAt" timestamptz,
        escalated boolean, "paperNumber" int)
      on conflict (run_id, key) do update set
        unit_id = excluded.unit_id,
        unit_name = case when t.unit_id = excluded.unit_id and t.status = 'done' then t.unit_name else excluded.unit_name end,
        owner_id = excluded.owner_id, owner_name = excluded.owner_name, owner_since = excluded.owner_since,
        status = excluded.status, opened_at = excluded.opened_at, due_end = excluded.due_end, due_order = excluded.due_order,
        seat_id = excluded.seat_id, paper_number = excluded.paper_number,
        done_at = case when excluded.status = 'done' then coalesce(t.done_at, excluded.done_at) end,
        reminded_at = coalesce(excluded.reminded_at, t.reminded_at), escalated = t.escalated or excluded.escalated)`,
  },
  {
    isNeeded: ({ addressees }) => addressees.length > 0,
    sql: `addressees as (
      insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
      select :tenant, r.id, :project, u.id, u.tenant_id, 'ADDRESSEE', :now
      from json_to_recordset(:addressees::json) as r(id uuid, "unitId" uuid) join org_unit u on u.id = r."unitId"
      on conflict (project_id, unit_id, role) where "until" is null do nothing)`,
  },
  {
    isNeeded: ({ decisions }) => decisions.length > 0,
    sql: `decisions as (
      insert into decision (tenant_id, run_id, project_id, number, type, step_id, seat_id, unit_id, person_id, capacity, on_behalf_of,
        paper_number, paper_sha256, data, at)
      select :tenant, :run, :project,
        (select coalesce(max(number), 0) from decision where tenant_id = :tenant and run_id = :run) + r.ordinality,
        r.type, r."stepId", r."seatId", r."unitId", (r.by ->> 'personId')::uuid, r.by ->> 'capacity',
        (r.by ->> 'onBehalfOf')::uuid, r."paperNumber", r."paperSha256", r.data, r.at
      from rows from (json_to_recordset(:decisions::json) as (at timestamptz, by json, "stepId" text, "seatId" text, "unitId" uuid,
        type text, "paperNumber" int, "paperSha256" text, data jsonb)) with ordinality as r)`,
  },
  {
    isNeeded: ({ notices }) => notices.length > 0,
    sql: `notices as (
      insert into notification (tenant_id, id, project_id, run_id, step_id, seat_id, unit_id, reason, at)
      select :tenant, r.id, :project, :run, r."stepId", r."seatId", r."unitId", r.reason, :now
      from json_to_recordset(:notices::json) as r(id uuid, "stepId" text, "seatId" text, "unitId" uuid, reason text))`,
  },
  {
    isNeeded: ({ workItems }) => workItems.length > 0,
    sql: `owed as (
      insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
      select r.id, r.kind, r."dedupeKey", r.payload, r."dueAt", :now
      from json_to_recordset(:workItems::json) as r(id uuid, kind text, "dedupeKey" text, payload jsonb, "dueAt" timestamptz)
      on conflict (dedupe_key) do nothing)`,
  },
  {
    isNeeded: ofOneEntry,
    sql: `entry as (
      insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
      values (:tenant, :project, :headSeq, :entryAt, :entryActor, :entryAction, decode(:entryBodyHash, 'hex'),
        decode(:entryPrevHash, 'hex'), :headHash)
    ), body as (
      insert into audit_body (tenant_id, chain, seq, salt, body)
      values (:tenant, :project, :headSeq, decode(:entrySalt, 'hex'), :entryBody::jsonb)
    ), head as (
      update audit_chain set head_seq = :headSeq, head_hash = :headHash where tenant_id = :tenant and chain = :project)`,
  },
  {
    isNeeded: ({ history }) => history.rows.length > 1,
    sql: `given as (
      select * from json_to_recordset(:history::json) as r(${ENTRY_COLUMNS})
    ), entries as (
      insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
      select :tenant, :project, seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex')
      from given
    ), bodies as (
      insert into audit_body (tenant_id, chain, seq, salt, body)
      select :tenant, :project, seq, decode(salt, 'hex'), body from given
    ), head as (
      update audit_chain set head_seq = :headSeq, head_hash = :headHash where tenant_id = :tenant and chain = :project)`,
  },
  {
    isNeeded: always,
    sql: `project_row as (
      update project set updated_at = greatest(updated_at, :now), situation = :situation::jsonb,
        stages = :stages, holders = :holders::jsonb, waiting_units = :waitingUnits, due_order = :dueOrder
      where tenant_id = :tenant and id = :project)`,
  },
  {
    isNeeded: ({ told }) => told !== null,
    sql: `told as (
      insert into run_command (tenant_id, run_id, sequence, project_id, at, command, house_facts_id, facts_id, facts)
      values (:tenant, :run, :revision, :project, :now, :command::jsonb, :houseFactsId::uuid, :factsId::uuid, :facts::jsonb))`,
  },
  {
    isNeeded: ({ told }) => typeof told?.houseFacts === 'string',
    sql: `house as (
      insert into house_facts (tenant_id, id, facts) values (:tenant, :houseFactsId::uuid, :houseFacts::jsonb)
      on conflict do nothing)`,
  },
];

const HINTS = `select pg_notify(channel, hint), pg_current_xact_id()::xid::text as "writtenBy" from unnest(:channels::text[], :hints::text[]) as told(channel, hint)`;

/** A statement with the names of its values, in their order. */
interface Written extends Statement {
  names: string[];
}

/** A name, but not a cast. */
const NAMED = /(?<!:):([a-z]\w*)/gi;

/**
 * Everything a command on a run writes, in one statement. Its parts see the database as it was before it, so that who gives
 * up the last task of a project may still write what comes of it. What a command has nothing for is not in its statement: a
 * part costs PostgreSQL its set-up even where it writes no row (docs/adr/0058).
 */
function writing(needed: boolean[]): Written {
  const names: string[] = [];
  const numberOf = (name: string): number => {
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name) + 1;
  };
  const parts = PARTS.flatMap(({ sql }, index) => (needed[index] ? [sql] : []));
  const text = `with ${parts.join(',\n')}\n${HINTS}`.replace(NAMED, (_, name: string) => `$${numberOf(name)}`);
  return { ...statement(`writeRun${needed.map(Number).join('')}`, text), names };
}

const written = new Map<string, Written>();

function statementFor(given: ToWrite): Written {
  const needed = PARTS.map(({ isNeeded }) => isNeeded(given));
  const key = needed.join();
  const known = written.get(key) ?? writing(needed);
  written.set(key, known);
  return known;
}

/** Written with the next statement of the transaction, or with its commit. */
export function writeRun(tx: Transaction, run: RunRecord, given: ToWrite, whenWritten: (by: string) => void): void {
  const { names, ...named } = statementFor(given);
  const values = valuesOf(tx, run, given);
  tx.later<{ writtenBy: string }>(
    named,
    names.map((name) => (values as Record<string, unknown>)[name]),
    ([row]) => row && whenWritten(row.writtenBy),
  );
}

function valuesOf(tx: Transaction, run: RunRecord, given: ToWrite) {
  const { project, state } = run;
  const { history, workItems, hints } = given;
  const [task] = given.tasks;
  const [entry] = history.rows;
  const isWorkDue = workItems.some(({ dueAt }) => Date.parse(dueAt) <= tx.now.getTime());
  const [stages, holders, waitingUnits, dueOrder] = standingValues(given.standing);
  return {
    tenant: run.tenantId,
    run: run.id,
    project: run.projectId,
    document: run.documentId,
    procedure: given.begun?.procedureId,
    procedureVersion: run.procedureVersion,
    startedAt: run.startedAt,
    state: JSON.stringify(state),
    status: state.status,
    revision: run.revision,
    nextDueAt: run.nextDueAt,
    endedAt: run.endedAt,
    waitingFor: JSON.stringify(given.waitingFor),
    ...(ofOneTask(given) ? valuesOfTask(task) : { tasks: JSON.stringify(given.tasks) }),
    projectTitle: project.title,
    projectReference: project.reference,
    areaNames: project.areaNames,
    leadUnit: project.leadUnitId,
    leadUnitName: given.leadUnitName,
    documentTitle: run.documentTitle,
    now: tx.now,
    addressees: JSON.stringify(given.addressees),
    decisions: JSON.stringify(given.decisions),
    notices: JSON.stringify(given.notices),
    workItems: JSON.stringify(workItems),
    ...(ofOneEntry(given) ? valuesOfEntry(entry) : { history: JSON.stringify(history.rows) }),
    headSeq: history.head.seq,
    headHash: history.head.hash,
    situation: given.situation && JSON.stringify(given.situation),
    stages,
    holders,
    waitingUnits,
    dueOrder,
    channels: [...hints.map(() => 'inbox'), ...(isWorkDue ? ['work'] : [])],
    hints: [...hints, ...(isWorkDue ? [''] : [])],
    ...given.told,
  };
}

const valuesOfTask = (task: TaskToWrite | undefined) =>
  task && {
    ...{ task: task.id, taskUnit: task.unitId, taskUnitName: task.unitName, taskSeat: task.seatId },
    ...{ taskOwner: task.ownerId, taskOwnerName: task.ownerName, taskOwnerSince: task.ownerSince },
    ...{ taskStatus: task.status, taskOpenedAt: task.openedAt, taskDoneAt: task.doneAt },
    ...{ taskDueEnd: task.dueEnd, taskDueOrder: task.dueOrder, taskPaper: task.paperNumber },
    ...{ taskRemindedAt: task.remindedAt, taskEscalated: task.escalated },
  };

const valuesOfEntry = (entry: ToWrite['history']['rows'][number] | undefined) =>
  entry && {
    ...{ entryAt: entry.at, entryActor: entry.actor, entryAction: entry.action, entryBody: JSON.stringify(entry.body) },
    ...{ entryBodyHash: entry.bodyHash, entryPrevHash: entry.prevHash, entrySalt: entry.salt },
  };
