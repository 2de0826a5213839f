import type { TaskKind } from '@querraum/contracts';
import { statement, type Transaction } from '../platform';

export interface MailTask {
  id: string;
  kind: TaskKind;
  unitId: string;
  ownerId: string | null;
  dueEnd: Date | null;
}

export interface NotifiedOf {
  runId: string | null;
  assignmentId: string | null;
  seatId: string | null;
  unitId: string;
}

// Whoever hears of another unit's task, as its superior does, has none of their own: then that one.
const OPEN_TASK = statement(
  'openTaskOfNotification',
  `select id, kind, unit_id as "unitId", owner_id as "ownerId", due_end as "dueEnd" from task
   where run_id = $1 and status = 'open' and (seat_id = $2 or ($2::text is null and unit_id = $3))
   order by unit_id <> $3, opened_at desc, id limit 1`,
);

/** The open task of which a notification tells; none where it is settled, or where the notification tells of a run. */
export async function openTaskOf(
  tx: Transaction,
  { runId, assignmentId, seatId, unitId }: NotifiedOf,
): Promise<MailTask | undefined> {
  if (runId === null) return openAssignmentOf(tx, assignmentId, unitId);
  const [task] = await tx.rows<MailTask>(OPEN_TASK, [runId, seatId, unitId]);
  return task;
}

/** Of a task by hand the unit's own side; there is none for whoever only hears of its end. */
async function openAssignmentOf(
  tx: Transaction,
  assignmentId: string | null,
  unitId: string,
): Promise<MailTask | undefined> {
  const [task] = await tx.rows<MailTask>(
    `select id, kind, unit_id as "unitId", owner_id as "ownerId", due_end as "dueEnd" from task
     where assignment_id = $1 and status = 'open' order by unit_id <> $2, key limit 1`,
    [assignmentId, unitId],
  );
  return task;
}

/** What a unit hears the end of: it sees the task, perhaps the project no more. */
export async function endedAssignmentOf(tx: Transaction, { assignmentId }: NotifiedOf): Promise<MailTask | undefined> {
  if (assignmentId === null) return undefined;
  const [task] = await tx.rows<MailTask>(
    `select id, kind, unit_id as "unitId", owner_id as "ownerId", null::timestamptz as "dueEnd" from task where id = $1`,
    [assignmentId],
  );
  return task;
}
