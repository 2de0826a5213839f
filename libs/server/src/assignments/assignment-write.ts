import { assignmentTick } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { newId, workItems, type Transaction } from '../platform';
import { appendHistory, followAssignees, keepOwnStanding, touchProject, type ProjectRecord } from '../projects';
import { ASSIGNMENT_FIELDS, columnOf, type AssignmentRecord } from './assignment-record';
import { writeTasks } from './assignment-tasks';
import type { AssignmentWork } from './assignment-work';

/** Writes everything an act brings, in its transaction. Who sees the project comes last: it may be taken from the person who acts. */
export async function writeWork(work: AssignmentWork): Promise<void> {
  const { tx, project } = work;
  if (work.changed.size + work.history.length + work.notices.length === 0) return;
  const records = await withNextDue(tx, project, [...work.changed.values()]);
  await writeRecords(
    tx,
    records.filter(({ record }) => work.added.has(record.id)).map(({ record }) => record),
    records.filter(({ record }) => !work.added.has(record.id)).map(({ record }) => record),
  );
  await writeTasks(
    tx,
    project,
    records.map(({ record }) => record),
  );
  for (const { record, isNew } of records)
    if (record.nextDueAt && isNew)
      await workItems.add(tx, 'tickAssignment', {
        payload: { projectId: project.id, assignmentId: record.id },
        dueAt: record.nextDueAt,
        dedupeKey: `tickAssignment:${record.id}:${record.revision}`,
      });
  await writeEntries(work);
  await writeNotices(work);
  await appendHistory(
    tx,
    project,
    work.history.map((entry) => ({ ...entry, at: tx.now })),
  );
  await touchProject(tx, project.id);
  await keepOwnStanding(tx, project);
  await followAssignees(tx, project, await unitsWithTasks(tx, project.id));
}

/** When each must be looked at next; `isNew` where nobody is owed for that instant yet. */
async function withNextDue(
  tx: Transaction,
  project: ProjectRecord,
  records: AssignmentRecord[],
): Promise<{ record: AssignmentRecord; isNew: boolean }[]> {
  const closedDays = await closedDaysOf(tx, project.tenantId);
  return records.map((record) => {
    const { due, next } = assignmentTick(timeOf(record), tx.now.toISOString(), closedDays);
    const nextDueAt = due.length > 0 ? tx.now : next === null ? null : new Date(next);
    return {
      record: { ...record, nextDueAt },
      isNew: nextDueAt !== null && nextDueAt.getTime() !== record.nextDueAt?.getTime(),
    };
  });
}

export const timeOf = (record: AssignmentRecord) => ({
  isOpen: record.state === 'open',
  end: record.dueEnd?.toISOString() ?? null,
  openedAt: record.openedAt.toISOString(),
  reminded: record.remindedAt !== null,
  escalated: record.escalated,
});

const FIELDS = Object.entries(ASSIGNMENT_FIELDS);
const COLUMNS = FIELDS.map(([field]) => columnOf(field)).join(', ');
const VALUES = FIELDS.map(([field]) => `r."${field}"`).join(', ');
const RECORDSET = `jsonb_to_recordset($1::jsonb) as r(${FIELDS.map(([field, type]) => `"${field}" ${type}`).join(', ')})`;
/** What an act may change; the rest stays as it was given. */
const CHANGING = FIELDS.map(([field]) => field).filter(
  (field) =>
    !['tenantId', 'id', 'projectId', 'groupId', 'groupSize', 'parentId', 'number', 'kind', 'issuedAt'].includes(field),
);
const CHANGED = CHANGING.map((field) => `${columnOf(field)} = r."${field}"`).join(', ');

async function writeRecords(tx: Transaction, added: AssignmentRecord[], changed: AssignmentRecord[]): Promise<void> {
  if (added.length > 0)
    await tx.rows(
      `insert into assignment (${COLUMNS}, due_order)
       select ${VALUES}, coalesce(r."dueEnd", 'infinity') from ${RECORDSET}`,
      [JSON.stringify(added)],
    );
  if (changed.length > 0)
    await tx.rows(
      `update assignment a set ${CHANGED},
         due_order = case when r."endedAt" is null then coalesce(r."dueEnd", 'infinity') else 'infinity' end
       from ${RECORDSET} where a.tenant_id = r."tenantId" and a.id = r.id`,
      [JSON.stringify(changed)],
    );
}

async function writeEntries({ tx, project, entries }: AssignmentWork): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ by, data, words, result, ...entry }) => ({
    ...entry,
    ...by,
    id: newId(),
    words: words || null,
    result: result ?? null,
    data: data ?? {},
  }));
  await tx.rows(
    `insert into assignment_entry (tenant_id, id, assignment_id, project_id, at, act, person_id, person_name, unit_id, unit_name,
       capacity, on_behalf_of_name, words, result, data)
     select $1, r.id, r."assignmentId", $2, $3, r.act, r."personId", r."personName", r."unitId", r."unitName", r.capacity,
       r."onBehalfOfName", r.words, r.result, r.data
     from jsonb_to_recordset($4::jsonb) as r(id uuid, "assignmentId" uuid, act text, "personId" uuid, "personName" text, "unitId" uuid,
       "unitName" text, capacity text, "onBehalfOfName" text, words text, result text, data jsonb)`,
    [project.tenantId, project.id, tx.now, JSON.stringify(rows)],
  );
}

async function writeNotices({ tx, project, notices }: AssignmentWork): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map((notice) => ({ ...notice, id: newId() }));
  await tx.rows(
    `insert into notification (tenant_id, id, project_id, assignment_id, unit_id, reason, at)
     select $1, r.id, $2, r."assignmentId", r."unitId", r.reason, $4
     from jsonb_to_recordset($3::jsonb) as r(id uuid, "assignmentId" uuid, "unitId" uuid, reason text)`,
    [project.tenantId, project.id, JSON.stringify(rows), tx.now],
  );
  const notificationIds = rows.map(({ id }) => id);
  await workItems.add(tx, 'addressMails', {
    payload: { projectId: project.id, notificationIds },
    dueAt: tx.now,
    dedupeKey: `addressMails:${notificationIds[0] ?? ''}`,
  });
}

/** Units that have a task by hand now: open, or answered and not yet decided on. */
async function unitsWithTasks(tx: Transaction, projectId: string): Promise<string[]> {
  const rows = await tx.rows<{ unitId: string }>(
    `select distinct unit_id as "unitId" from assignment where project_id = $1 and state in ('open', 'answered')`,
    [projectId],
  );
  return rows.map(({ unitId }) => unitId);
}
