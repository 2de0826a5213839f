import type { Task, TaskKind } from '@querraum/contracts';
import { ASSIGNMENT_KIND_WORDS, type AssignmentState, type LocalizedText } from '@querraum/workflow';
import { newId, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { issuingUnitOf } from './assignment-authority';
import type { AssignmentRecord } from './assignment-record';

/** How the addressed unit's row stands in the inbox. */
const STATUS_OF = {
  waiting: 'waiting',
  open: 'open',
  answered: 'done',
  declined: 'cancelled',
  accepted: 'done',
  takenBack: 'cancelled',
} as const satisfies Record<AssignmentState, Task['status']>;

/** What the unit that gave it has to do, in which state. */
const DUTIES: Partial<Record<AssignmentState, { kind: TaskKind; name: LocalizedText }>> = {
  answered: { kind: 'acceptance', name: { de: 'Antwort abnehmen', en: 'Accept an answer' } },
  declined: { kind: 'readdress', name: { de: 'Aufgabe neu richten', en: 'Readdress a task' } },
};

interface TaskRow {
  id: string;
  assignmentId: string;
  key: 'addressee' | 'issuer';
  kind: TaskKind;
  name: LocalizedText;
  unitId: string;
  unitName: string;
  ownerId: string | null;
  ownerName: string | null;
  ownerSince: Date | null;
  status: Task['status'];
  openedAt: Date;
  dueEnd: Date | null;
  doneAt: Date | null;
  remindedAt: Date | null;
  escalated: boolean;
  title: string;
  priority: string;
}

/** The inbox follows the tasks: the addressed unit's row has the task's id, the issuing unit's own stands beside it. */
export async function writeTasks(tx: Transaction, project: ProjectRecord, records: AssignmentRecord[]): Promise<void> {
  if (records.length === 0) return;
  const before = await tx.rows<{ id: string; unitId: string }>(
    'select id, unit_id as "unitId" from task where assignment_id = any ($1)',
    [records.map(({ id }) => id)],
  );
  await endDuties(
    tx,
    records.filter(({ state }) => DUTIES[state] === undefined),
  );
  const rows = records.flatMap((record) => [addresseeRow(record, tx.now), ...issuerRow(record, project, tx.now)]);
  await tx.rows(
    `insert into task as t (tenant_id, id, assignment_id, project_id, key, kind, name, unit_id, unit_name, owner_id, owner_name,
       owner_since, status, opened_at, due_end, due_order, done_at, reminded_at, escalated, project_title, project_reference,
       area_names, lead_unit_id, lead_unit_name, document_title, priority)
     select $1, r.id, r."assignmentId", $2, r.key, r.kind, r.name, r."unitId", r."unitName", r."ownerId", r."ownerName",
       r."ownerSince", r.status, r."openedAt", r."dueEnd", coalesce(r."dueEnd", 'infinity'), r."doneAt", r."remindedAt", r.escalated,
       $4, $5, $6, $7, $8, r.title, r.priority
     from jsonb_to_recordset($3::jsonb) as r(id uuid, "assignmentId" uuid, key text, kind text, name jsonb, "unitId" uuid,
       "unitName" text, "ownerId" uuid, "ownerName" text, "ownerSince" timestamptz, status text, "openedAt" timestamptz,
       "dueEnd" timestamptz, "doneAt" timestamptz, "remindedAt" timestamptz, escalated boolean, title text, priority text)
     on conflict (assignment_id, key) do update set
       kind = excluded.kind, name = excluded.name, unit_id = excluded.unit_id, unit_name = excluded.unit_name,
       owner_id = excluded.owner_id, owner_name = excluded.owner_name, owner_since = excluded.owner_since,
       status = excluded.status, opened_at = excluded.opened_at, due_end = excluded.due_end, due_order = excluded.due_order,
       done_at = excluded.done_at, reminded_at = excluded.reminded_at, escalated = excluded.escalated`,
    [
      project.tenantId,
      project.id,
      JSON.stringify(rows),
      project.title,
      project.reference,
      project.areaNames,
      project.leadUnitId,
      project.leadUnitName,
    ],
  );
  // Where a task has moved, the unit that had it is told too.
  const hints = new Set([
    ...rows.map(({ unitId, assignmentId }) => `${unitId}:${assignmentId}`),
    ...before.map(({ unitId, id }) => `${unitId}:${id}`),
    `${project.leadUnitId}:`,
  ]);
  await tx.rows("select pg_notify('inbox', hint) from unnest($1::text[]) as hint", [[...hints]]);
}

function addresseeRow(record: AssignmentRecord, now: Date): TaskRow {
  const status = STATUS_OF[record.state];
  const { id, kind, unitId, unitName, ownerId, ownerName, ownerSince, openedAt, dueEnd, remindedAt, escalated } =
    record;
  return {
    ...{ id, assignmentId: id, key: 'addressee' as const, kind, name: ASSIGNMENT_KIND_WORDS[kind] },
    ...{ unitId, unitName, ownerId, ownerName, ownerSince, status, openedAt, dueEnd, remindedAt, escalated },
    doneAt: status === 'done' ? (record.answeredAt ?? now) : null,
    title: record.title,
    priority: record.priority,
  };
}

function issuerRow(record: AssignmentRecord, project: ProjectRecord, now: Date): TaskRow[] {
  const duty = DUTIES[record.state];
  if (duty === undefined) return [];
  const { reviewerId, reviewerName, reviewerSince } = record;
  return [
    {
      ...{ id: newId(), assignmentId: record.id, key: 'issuer' as const, ...duty },
      unitId: issuingUnitOf(record, project),
      unitName: record.issuerIsGone ? project.leadUnitName : record.issuingUnitName,
      ...{ ownerId: reviewerId, ownerName: reviewerName, ownerSince: reviewerSince },
      ...{ status: 'open' as const, openedAt: now, dueEnd: null, doneAt: null, remindedAt: null, escalated: false },
      title: record.title,
      priority: record.priority,
    },
  ];
}

/** What the issuing unit had to do is done, whatever it decided. */
async function endDuties(tx: Transaction, records: AssignmentRecord[]): Promise<void> {
  await tx.rows(
    `update task set status = 'done', done_at = $2 where assignment_id = any ($1) and key = 'issuer' and status = 'open'`,
    [records.map(({ id }) => id), tx.now],
  );
}
