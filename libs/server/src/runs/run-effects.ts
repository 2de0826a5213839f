import {
  nextDue,
  situationOf,
  tasksOf,
  type Advanced,
  type Effect,
  type RunEvent,
  type RunState,
} from '@querraum/workflow';
import type { Situation } from '@querraum/contracts';
import { newId, workItems, type Transaction } from '../platform';
import { appendHistory, currentStanding, followAddressees, keepStanding } from '../projects';
import { namesIn, type Names } from './names';
import { getRun, type RunRecord } from './run-record';

/** What enters the table of decisions beside the history: everything somebody may one day have to answer for. */
const DECISIONS: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'seatAnswered',
  'seatSilent',
  'answerWithdrawn',
  'seatAdded',
  'seatReplaced',
  'seatReleased',
  'conditionAnswered',
  'reservationLifted',
  'textReplaced',
  'dissentOpened',
  'dissentPosition',
  'dissentRaised',
  'dissentEnded',
  'roundEnded',
  'signed',
  'signatureReturned',
  'signatureRejected',
  'taskCompleted',
  'runEnded',
]);

/**
 * Writes everything a step of the engine brings, in the transaction of the command: state, tasks, decisions, history,
 * notifications, who sees the project, and the work item that wakes the engine at the next Frist.
 */
export async function applyAdvanced(tx: Transaction, run: RunRecord, { state, effects }: Advanced): Promise<void> {
  const events = effects.flatMap((effect) => (effect.type === 'event' ? [effect.event] : []));
  const names = await namesIn(tx, state, events, run.project.leadUnitId);
  const due = nextDue(state);
  const dueAt = due === null ? null : new Date(due);
  const situation = situationView(run, state, names, tx.now);
  await tx.rows(
    `update run set state = $2, status = $3, revision = revision + 1, next_due_at = $4, ended_at = $5, waiting_for = $6
     where id = $1`,
    [
      run.id,
      JSON.stringify(state),
      state.status,
      dueAt,
      state.status === 'running' ? null : (run.endedAt ?? tx.now),
      JSON.stringify(situation.waitingFor),
    ],
  );
  if (dueAt && dueAt.getTime() !== run.nextDueAt?.getTime())
    await workItems.add(tx, 'tickRun', {
      payload: { projectId: run.projectId, runId: run.id },
      dueAt,
      dedupeKey: `tickRun:${run.id}:${run.revision + 1}`,
    });

  await writeTasks(tx, run, state, events, names);
  await followAddressees(tx, run.project, await addressedUnits(tx, run.projectId));
  await writeDecisions(tx, run, state, events);
  await writeNotifications(tx, run, effects);
  await appendHistory(
    tx,
    { tenantId: run.tenantId, id: run.projectId },
    events.map((event) => historyOf(run, event, names)),
  );
  await followRuns(tx, run, situation);
}

/** Units with an open or answered step of the project, of whichever run; tasks by hand are a matter of their own. */
async function addressedUnits(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.rows<{ unitId: string }>(
    `select distinct unit_id as "unitId" from task
     where run_id in (select id from run where project_id = $1) and status in ('open', 'done')`,
    [projectId],
  );
  return rows.map(({ unitId }) => unitId);
}

/**
 * The project's row follows its runs: it stands where any running run waits, and its sentence tells of the newest running
 * run, else of the newest one.
 */
async function followRuns(tx: Transaction, run: RunRecord, own: Situation): Promise<void> {
  const [newest] = await tx.rows<{ id: string }>(
    `select id from run where project_id = $1 order by (status = 'running') desc, started_at desc, id desc limit 1`,
    [run.projectId],
  );
  const situation = await shownSituation(tx, run, own, newest?.id ?? run.id);
  const standing = await currentStanding(tx, run.project, situation);
  await keepStanding(tx, run.projectId, { situation, standing });
}

async function shownSituation(
  tx: Transaction,
  run: RunRecord,
  own: Situation,
  shownId: string,
): Promise<Situation | null> {
  if (shownId === run.id) return own;
  // Another run's news leaves the sentence alone, until that run is no longer the one to tell of.
  if (run.project.situation?.runId === shownId) return run.project.situation;
  const shown = await getRun(tx, shownId);
  return situationView(shown, shown.state, await namesIn(tx, shown.state), tx.now);
}

/** The read model of the inbox follows the engine's projection; only rows that differ are written. */
async function writeTasks(
  tx: Transaction,
  run: RunRecord,
  state: RunState,
  events: RunEvent[],
  names: Names,
): Promise<void> {
  const reminded = new Set(
    events.flatMap((event) => (event.type === 'reminded' ? [`${event.stepId}:${event.seatId}`] : [])),
  );
  const escalated = new Set(
    events.flatMap((event) => (event.type === 'escalated' ? [`${event.stepId}:${event.seatId}`] : [])),
  );
  const before = await tx.rows<{ id: string; unitId: string }>(
    'select id, unit_id as "unitId" from task where run_id = $1',
    [run.id],
  );
  const rows = tasksOf(run.bundle, state).map((task) => ({
    ...task,
    id: newId(),
    unitName: names.unit(task.unitId),
    ownerName: task.ownerId && names.person(task.ownerId),
    dueOrder: task.dueEnd ?? 'infinity',
    remindedAt: reminded.has(`${task.stepId}:${task.seatId}`) ? tx.now.toISOString() : null,
    escalated: escalated.has(`${task.stepId}:${task.seatId}`),
  }));
  const changed = await tx.rows<{ id: string; unitId: string }>(
    `insert into task as t (tenant_id, id, run_id, project_id, key, step_id, node_id, seat_id, kind, name, unit_id, unit_name,
       owner_id, owner_name, owner_since, status, opened_at, due_end, due_order, done_at, reminded_at, escalated,
       project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number)
     select $1, r.id, $2, $3, r.key, r."stepId", r."nodeId", r."seatId", r.kind, r.name, r."unitId", r."unitName",
       r."ownerId", r."ownerName", r."ownerSince", r.status, coalesce(r."openedAt", $12), r."dueEnd", r."dueOrder",
       case when r.status = 'done' then $12::timestamptz end, r."remindedAt", r.escalated,
       $5, $6, $7, $8, $9, $10, $11
     from jsonb_to_recordset($4::jsonb) as r(id uuid, key text, "stepId" text, "nodeId" text, "seatId" text, kind text, name jsonb,
       "unitId" uuid, "unitName" text, "ownerId" uuid, "ownerName" text, "ownerSince" timestamptz, status text,
       "openedAt" timestamptz, "dueEnd" timestamptz, "dueOrder" timestamptz, "remindedAt" timestamptz, escalated boolean)
     on conflict (run_id, key) do update set
       unit_id = case when t.status = 'done' and excluded.status = 'done' then t.unit_id else excluded.unit_id end,
       unit_name = case when t.status = 'done' and excluded.status = 'done' then t.unit_name else excluded.unit_name end,
       owner_id = excluded.owner_id, owner_name = excluded.owner_name,
       owner_since = excluded.owner_since, status = excluded.status, opened_at = excluded.opened_at, due_end = excluded.due_end,
       due_order = excluded.due_order, seat_id = excluded.seat_id,
       paper_number = case when t.status = 'done' and excluded.status = 'done' then t.paper_number else excluded.paper_number end,
       done_at = case when excluded.status = 'done' then coalesce(t.done_at, excluded.done_at) end,
       reminded_at = coalesce(excluded.reminded_at, t.reminded_at), escalated = t.escalated or excluded.escalated
     where (t.unit_id, t.owner_id, t.status, t.due_end, t.paper_number, t.opened_at) is distinct from
           (excluded.unit_id, excluded.owner_id, excluded.status, excluded.due_end, excluded.paper_number, excluded.opened_at)
        or excluded.reminded_at is not null or (excluded.escalated and not t.escalated)
     returning id, unit_id as "unitId"`,
    [
      run.tenantId,
      run.id,
      run.projectId,
      JSON.stringify(rows),
      run.project.title,
      run.project.reference,
      run.project.areaNames,
      run.project.leadUnitId,
      names.unit(run.project.leadUnitId),
      run.documentTitle,
      state.paper.number,
      tx.now,
    ],
  );
  // Where a task has moved, the unit that had it is told too.
  const moved = before.filter(({ id, unitId }) => changed.some((task) => task.id === id && task.unitId !== unitId));
  // The lead follows its project on the page, whoever has the task.
  const hints = [...changed, ...moved].map(({ id, unitId }) => `${unitId}:${id}`);
  await tx.rows("select pg_notify('inbox', hint) from unnest($1::text[]) as hint", [
    [...hints, `${run.project.leadUnitId}:`],
  ]);
}

async function writeDecisions(tx: Transaction, run: RunRecord, state: RunState, events: RunEvent[]): Promise<void> {
  const decisions = events
    .filter((event) => DECISIONS.has(event.type))
    .map(({ at, by, stepId, seatId, unitId, type, ...data }) => {
      const paper = 'paper' in data ? data.paper : state.paper;
      return { at, by, stepId, seatId, unitId, type, paperNumber: paper.number, paperSha256: paper.sha256, data };
    });
  if (decisions.length === 0) return;
  await tx.rows(
    `insert into decision (tenant_id, run_id, project_id, number, type, step_id, seat_id, unit_id, person_id, capacity, on_behalf_of,
       paper_number, paper_sha256, data, at)
     select $1, $2, $3, (select coalesce(max(number), 0) from decision where tenant_id = $1 and run_id = $2) + ordinality, d ->> 'type', d ->> 'stepId',
       d ->> 'seatId', (d ->> 'unitId')::uuid, (d -> 'by' ->> 'personId')::uuid, d -> 'by' ->> 'capacity',
       (d -> 'by' ->> 'onBehalfOf')::uuid, (d ->> 'paperNumber')::int, d ->> 'paperSha256', d -> 'data', (d ->> 'at')::timestamptz
     from jsonb_array_elements($4::jsonb) with ordinality as rows(d, ordinality)`,
    [run.tenantId, run.id, run.projectId, JSON.stringify(decisions)],
  );
}

async function writeNotifications(tx: Transaction, run: RunRecord, effects: Effect[]): Promise<void> {
  const notices = effects.flatMap((effect) =>
    effect.type === 'notify'
      ? [{ id: newId(), unitId: effect.unitId, seatId: effect.seatId, reason: effect.reason }]
      : [],
  );
  if (notices.length === 0) return;
  await tx.rows(
    `insert into notification (tenant_id, id, project_id, run_id, seat_id, unit_id, reason, at)
     select $1, r.id, $2, $3, r."seatId", r."unitId", r.reason, $5
     from jsonb_to_recordset($4::jsonb) as r(id uuid, "seatId" text, "unitId" uuid, reason text)`,
    [run.tenantId, run.projectId, run.id, JSON.stringify(notices), tx.now],
  );
  await workItems.add(tx, 'addressMails', {
    payload: { projectId: run.projectId, notificationIds: notices.map(({ id }) => id) },
    dueAt: tx.now,
    dedupeKey: `addressMails:${run.id}:${run.revision + 1}`,
  });
}

function historyOf(run: RunRecord, event: RunEvent, names: Names) {
  const { at, by, stepId, seatId, unitId, type, ...data } = event;
  return {
    action: `run.${type}`,
    at: new Date(at),
    by: by && {
      personId: by.personId,
      personName: names.person(by.personId),
      unitId: by.unitId,
      unitName: names.unit(by.unitId),
      capacity: by.capacity,
      ...(by.onBehalfOf && { onBehalfOfName: names.person(by.onBehalfOf) }),
    },
    data: {
      runId: run.id,
      documentTitle: run.documentTitle,
      ...(stepId !== null && { stepId }),
      ...(seatId !== null && { seatId }),
      ...(unitId !== null && { seatUnitName: names.unit(unitId) }),
      ...Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          typeof value === 'string' && /UnitId$|^to$/.test(key) ? names.unit(value) : value,
        ]),
      ),
    },
  };
}

export function situationView(run: RunRecord, state: RunState, names: Names, now: Date): Situation {
  const situation = situationOf(run.bundle, state);
  return {
    runId: run.id,
    status: state.status,
    procedureName: run.procedureName,
    waitingFor: situation.waitingFor.map(({ unitId, ownerId, kind, since, dueEnd }) => ({
      unit: unitId === null ? null : { id: unitId, name: names.unit(unitId) },
      owner: ownerId && names.person(ownerId),
      kind,
      since,
      dueEnd,
    })),
    next: situation.next,
    endedAt: state.status === 'running' ? null : (run.endedAt ?? now).toISOString(),
  };
}
