import type { AssignmentQuery } from '@querraum/contracts';
import { ASSIGNMENT_COLUMNS } from './assignment-record';

/** What a row of a list shows beside the task's own columns. */
export const SHOWN_COLUMNS = `${ASSIGNMENT_COLUMNS},
  (select jsonb_build_object('id', q.id, 'code', q.code, 'name', q.name) from position q where q.id = a.position_id) as position,
  (select w.name from person w where w.id = a.person_id) as "personName",
  (select count(*)::int from assignment s where s.parent_id = a.id and s.ended_at is null) as "openSubAssignments",
  exists (select 1 from assignment_group g where g.id = a.group_id and g.next_on is not null) as recurring`;

/** One predicate for list and count: $1 project · $2 states · $3 kinds · $4 unit · $5 issuing units · $6 parent · $7 pattern. */
const FILTERED = `a.project_id = $1
  and ($2::text[] is null or a.state = any ($2)) and ($3::text[] is null or a.kind = any ($3))
  and ($4::uuid is null or a.unit_id = $4) and ($5::uuid[] is null or a.issuing_unit_id = any ($5))
  and ($6::uuid is null or a.parent_id = $6) and ($7::text is null or a.title ilike $7)`;

/** $8 and $9 the cursor, $10 how many. */
export const ASSIGNMENT_LISTS = {
  due: `select ${SHOWN_COLUMNS}, case when a.due_order = 'infinity' then 'infinity'
      else to_char(a.due_order at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "cursorOrder"
    from assignment a where ${FILTERED} and ($8::timestamptz is null or (a.due_order, a.id) > ($8::timestamptz, $9::uuid))
    order by a.due_order, a.id limit $10`,
  newest: `select ${SHOWN_COLUMNS}, a.number::text as "cursorOrder"
    from assignment a where ${FILTERED} and ($8::int is null or a.number < $8::int) and ($9::uuid is null or true)
    order by a.number desc limit $10`,
} as const satisfies Record<AssignmentQuery['order'], string>;

/** $8 the cap. */
export const ASSIGNMENT_COUNT = `select count(*)::int as count from (select 1 from assignment a where ${FILTERED} limit $8) capped`;
