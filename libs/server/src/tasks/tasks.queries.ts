import type { TaskBox } from '@querraum/contracts';
import { TASK_COLUMNS } from './task-view';

/**
 * One predicate for list and count of a box. $1 person · $2 units · $3 kind or null · $4 search pattern or null.
 * Lists add $5 order and $6 id of the cursor (or null), $7 rows; counts add $5 the cap.
 */
const filtered = (condition: string): string => `${condition}
  and ($1::uuid is not null and $2::uuid[] is not null)
  and ($3::text is null or kind = $3)
  and ($4::text is null or project_title ilike $4 or project_reference ilike $4 or area_names ilike $4 or document_title ilike $4)`;

const queries = (condition: string, order: string, newestFirst: boolean) => ({
  list: `select ${TASK_COLUMNS}, case when ${order} = 'infinity' then 'infinity' else to_char(${order} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "cursorOrder" from task
    where ${filtered(condition)}
      and ($5::timestamptz is null or (${order}, id) ${newestFirst ? '<' : '>'} ($5::timestamptz, $6::uuid))
    order by ${order} ${newestFirst ? 'desc' : 'asc'}, id ${newestFirst ? 'desc' : 'asc'} limit $7`,
  count: `select count(*)::int as count from (select 1 from task where ${filtered(condition)} limit $5) capped`,
});

export const BOX_QUERIES = {
  mine: queries("status = 'open' and owner_id = $1", 'due_order', false),
  unit: queries("status = 'open' and unit_id = any ($2) and owner_id is distinct from $1", 'due_order', false),
  done: queries("status = 'done' and unit_id = any ($2)", 'done_at', true),
} as const satisfies Record<TaskBox, { list: string; count: string }>;

/** $1 units · $2 person: what is for one person is for nobody else of the unit. */
const TOLD = 'unit_id = any ($1) and (person_id is null or person_id = $2)';

export const NOTIFICATIONS = {
  list: `select n.id, n.at, n.reason, n.unit_id as "unitId", u.name as "unitName", n.project_id as "projectId",
      p.title as "projectTitle", n.run_id as "runId", n.seat_id as "seatId", n.assignment_id as "assignmentId",
      n.note_id as "noteId"
    from notification n
    join org_unit u on u.id = n.unit_id
    join lateral app.project_head(n.project_id) p on true
    where ${TOLD} and ($3::timestamptz is null or (n.at, n.id) < ($3::timestamptz, $4::uuid))
    order by n.at desc, n.id desc limit $5`,
  count: `select count(*)::int as count from (select 1 from notification where ${TOLD} limit $3) capped`,
};
