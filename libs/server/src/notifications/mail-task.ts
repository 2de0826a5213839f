import type { MailReason, TaskKind } from '@querraum/contracts';
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
  reason: MailReason;
}

/** What is told of the run itself names no place, and is about none of its tasks; the release before named none for a task either. */
const IS_OF_A_TASK =
  "(n.step_id is not null or n.seat_id is not null or n.reason in ('newTask', 'reminder', 'escalation'))";
/** The open tasks `t` at the place of a run of which the notification `n` tells: seats are unique within their step alone. */
export const AT_ITS_PLACE = `t.run_id = n.run_id and t.status = 'open' and (n.step_id is null or t.step_id = n.step_id)
  and (n.seat_id is null or t.seat_id = n.seat_id) and ${IS_OF_A_TASK}`;

/** Who stands above hears of what another unit has; a unit is asked for what is its own alone, and for that no more once it has moved on. */
const IS_OWN_WHERE_ASKED = "(t.unit_id = n.unit_id or n.reason not in ('newTask', 'reminder', 'sentBack', 'extended'))";
/** The open tasks `t` of a run of which the notification `n` tells, its unit's own before another's. */
export const OF_RUN = `${AT_ITS_PLACE} and (n.seat_id is not null or t.unit_id = n.unit_id) and ${IS_OWN_WHERE_ASKED}`;
/** What the unit that gave the task has to do is told with these alone: all else, and that there is no answer, is about the task itself. */
const IS_OF_ITS_SIDE = "(t.key = 'addressee' or n.reason in ('answered', 'declined'))";
/** As `OF_RUN`, of a task by hand. */
export const OF_ASSIGNMENT = `t.assignment_id = n.assignment_id and t.status = 'open' and ${IS_OF_ITS_SIDE} and ${IS_OWN_WHERE_ASKED}`;

const MAIL_TASK = 'select t.id, t.kind, t.unit_id as "unitId", t.owner_id as "ownerId", t.due_end as "dueEnd"';
const OPEN_TASK = statement(
  'openTaskOfNotification',
  `${MAIL_TASK}
   from (values ($1::uuid, $2::text, $3::text, $4::uuid, $5::text)) n(run_id, step_id, seat_id, unit_id, reason) join task t on ${OF_RUN}
   order by t.unit_id <> n.unit_id, t.opened_at desc, t.id limit 1`,
);
const OPEN_ASSIGNMENT = `${MAIL_TASK}
   from (values ($1::uuid, $2::uuid, $3::text)) n(assignment_id, unit_id, reason) join task t on ${OF_ASSIGNMENT}
   order by t.unit_id <> n.unit_id, t.key limit 1`;

/** The open task of which a notification tells; none where it is settled, or where the notification tells of a run. */
export async function openTaskOf(
  tx: Transaction,
  { runId, assignmentId, stepId, seatId, unitId, reason }: NotifiedOf,
): Promise<MailTask | undefined> {
  const [task] = await (runId === null
    ? tx.rows<MailTask>(OPEN_ASSIGNMENT, [assignmentId, unitId, reason])
    : tx.rows<MailTask>(OPEN_TASK, [runId, stepId, seatId, unitId, reason]));
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
