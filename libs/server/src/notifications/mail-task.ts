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
  stepId: string | null;
  seatId: string | null;
  unitId: string;
}

/** The open tasks `t` at the place of a run of which the notification `n` tells: seats are unique within their step alone. */
export const AT_ITS_PLACE = `t.run_id = n.run_id and t.status = 'open' and (n.step_id is null or t.step_id = n.step_id)
  and (n.seat_id is null or t.seat_id = n.seat_id)`;

// Whoever hears of another unit's task, as its superior does, has none of their own: then that one.
const OPEN_TASK = statement(
  'openTaskOfNotification',
  `select t.id, t.kind, t.unit_id as "unitId", t.owner_id as "ownerId", t.due_end as "dueEnd"
   from (values ($1::uuid, $2::text, $3::text, $4::uuid)) n(run_id, step_id, seat_id, unit_id)
   join task t on ${AT_ITS_PLACE} and (n.seat_id is not null or t.unit_id = n.unit_id)
   order by t.unit_id <> n.unit_id, t.opened_at desc, t.id limit 1`,
);

/** The open task of which a notification tells; none where it is settled, or where the notification tells of a run. */
export async function openTaskOf(
  tx: Transaction,
  { runId, assignmentId, stepId, seatId, unitId }: NotifiedOf,
): Promise<MailTask | undefined> {
  if (runId === null) return openAssignmentOf(tx, assignmentId, unitId);
  const [task] = await tx.rows<MailTask>(OPEN_TASK, [runId, stepId, seatId, unitId]);
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
