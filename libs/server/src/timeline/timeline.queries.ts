/**
 * One predicate for page and count. $1 tenant · $2 project · $3 people, system, me or null · $4 the asking person · $5 unit
 * or null · $6 subjects or null · $7 and $8 instants from and before, or null · $9 search pattern or null.
 */
const FILTERED = `from audit_entry e
  left join audit_body b on b.tenant_id = e.tenant_id and b.chain = e.chain and b.seq = e.seq
  where e.tenant_id = $1 and e.chain = $2
    and ($3::text is null or case $3 when 'system' then e.actor is null when 'people' then e.actor is not null else e.actor = $4::uuid end)
    and ($5::text is null or b.body ->> 'unitId' = $5)
    and ($6::text[] is null or split_part(e.action, '.', 1) = any ($6))
    and ($7::timestamptz is null or e.at >= $7)
    and ($8::timestamptz is null or e.at < $8)
    and ($9::text is null or concat_ws(' ', b.body -> 'data' ->> 'title', b.body -> 'data' ->> 'documentTitle', b.body -> 'data' ->> 'name') ilike $9)`;

/** $10 number of the last entry seen, or null · $11 how many */
export const TIMELINE_PAGE = `select e.seq::float8 as seq, e.at, e.action as kind, encode(e.hash, 'hex') as hash, b.body
  ${FILTERED} and ($10::bigint is null or e.seq < $10)
  order by e.seq desc limit $11`;

/** $10 the most that is counted */
export const TIMELINE_COUNT = `select count(*)::int as count from (select 1 ${FILTERED} limit $10) capped`;

/** $1 runs · tasks of their steps and seats, which is where an entry of a run leads to */
export const TASKS_OF_RUNS = `select id as "taskId", run_id as "runId", step_id as "stepId", seat_id as "seatId" from task
  where run_id = any ($1::uuid[]) and kind in ('coSignature', 'finalSignature', 'task')`;
