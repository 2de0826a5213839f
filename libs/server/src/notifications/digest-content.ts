import { addDays, endOfDay, localDate } from '@querraum/workflow';
import type { MailReason, TaskKind } from '@querraum/contracts';
import { statement, type ActorTransaction } from '../platform';
import { ownUnits } from '../tasks';
import type { DigestContent, DigestTask, DigestThing } from './digest-text';
import { ABOUT_A_TASK } from './mail-delivery';
import { OF_ASSIGNMENT, OF_RUN } from './mail-task';

const DAYS_AHEAD = 7;
const MOST_DUE = 50;

interface ItemRow {
  deliveryId: string;
  reason: MailReason;
  projectId: string;
  reference: string;
  noteId: string | null;
  about: string | null;
  isOpen: boolean;
  taskId: string | null;
  kind: TaskKind | null;
  dueEnd: Date | null;
}

// With the eyes of the person: what they may not see any more is not there. The task is that of a mail of its own; of a task by
// hand also its end is told.
const ITEMS = statement(
  'digestItems',
  `select d.delivery_id as "deliveryId", m.reason, m.project_id as "projectId", h.reference, n.note_id as "noteId",
     coalesce(n.run_id, n.assignment_id) as about, open.id is not null as "isOpen", coalesce(open.id, ended.id) as "taskId",
     coalesce(open.kind, ended.kind) as kind, open.due_end as "dueEnd"
   from digest_item d
   join mail_delivery m on m.tenant_id = d.tenant_id and m.id = d.delivery_id and m.unit_id = any ($3)
   join notification n on n.id = m.notification_id
   join lateral app.project_head(m.project_id) h on true
   left join lateral (
     select * from (
       (select t.id, t.kind, t.due_end from task t
        where ${OF_RUN}
        order by t.unit_id <> n.unit_id, t.opened_at desc, t.id limit 1)
       union all
       (select t.id, t.kind, t.due_end from task t
        where ${OF_ASSIGNMENT} order by t.unit_id <> n.unit_id, t.key limit 1)) either
     limit 1) open on true
   left join lateral (
     select t.id, t.kind from task t where open.id is null and t.id = n.assignment_id) ended on true
   where d.person_id = $1 and d.digest_id is not distinct from $2
   order by h.reference, n.at, d.delivery_id`,
);
const DUE = statement(
  'digestDue',
  `select id, kind, due_end as "dueEnd", project_reference as reference from task
   where status = 'open' and due_end <= $2 and (owner_id = $1 or (owner_id is null and unit_id = any ($3)))
   order by due_order, id limit $4`,
);

export interface Collected {
  content: DigestContent;
  /** What of that which waited is still to be told. */
  kept: string[];
}

/** What a digest says: of one that is under way its own things, else those which wait for the next. */
export async function collectDigest(tx: ActorTransaction, digestId: string | null): Promise<Collected> {
  const { personId } = tx.actor;
  const units = ownUnits(tx.actor);
  const rows = await tx.rows<ItemRow>(ITEMS, [personId, digestId, units]);
  const open = rows.filter(({ reason, isOpen }) => isOpen || !ABOUT_A_TASK.has(reason));
  const until = addDays(localDate(tx.now.toISOString()), DAYS_AHEAD);
  const due = await tx.rows<Omit<DigestTask, 'dueEnd'> & { dueEnd: Date; reference: string }>(DUE, [
    ...[personId, endOfDay(until), units, MOST_DUE + 1],
  ]);
  return {
    content: {
      projects: byProject(open),
      due: due.slice(0, MOST_DUE).map((task) => ({ ...task, dueEnd: task.dueEnd.toISOString() })),
      isMoreDue: due.length > MOST_DUE,
      until,
    },
    kept: open.map(({ deliveryId }) => deliveryId),
  };
}

/** One thing stands once, with every reason for which the person was told of it. */
function byProject(rows: ItemRow[]): DigestContent['projects'] {
  const projects = new Map<string, { reference: string; things: Map<string, DigestThing> }>();
  for (const { projectId, reference, reason, noteId, about, taskId, kind, dueEnd } of rows) {
    const project = projects.get(projectId) ?? { reference, things: new Map<string, DigestThing>() };
    projects.set(projectId, project);
    const key = taskId ?? noteId ?? about ?? projectId;
    const thing = project.things.get(key) ?? {
      task: taskId === null ? null : { id: taskId, kind: kind ?? 'task', dueEnd: dueEnd?.toISOString() ?? null },
      noteId: taskId === null ? noteId : null,
      reasons: [],
    };
    project.things.set(key, thing);
    if (!thing.reasons.includes(reason)) thing.reasons.push(reason);
  }
  return [...projects].map(([id, { reference, things }]) => ({ id, reference, things: [...things.values()] }));
}
