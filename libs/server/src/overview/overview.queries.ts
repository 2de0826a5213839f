import { DONE_STAGES, type OverviewView } from '@querraum/contracts';

const DONE = `'{${DONE_STAGES.join(',')}}'::text[]`;

export const RUNNING = `not p.stages && ${DONE}`;

const VIEWS = {
  running: RUNNING,
  ours: 'p.waiting_units && $1::uuid[]',
  others: `not p.stages && ${DONE} and cardinality(p.waiting_units) > 0 and not p.waiting_units && $1::uuid[]`,
  done: `p.stages && ${DONE}`,
} as const satisfies Record<OverviewView, string>;

/**
 * Who may see a project and what the filter leaves: one predicate for list, numbers, map and CSV; row level security stands
 * behind it. $1 units of the person · $2 Ressorts · $3 areas · $4 stages · $5 units it waits for; each `null` for any.
 */
export const FILTERED = `from project p
  where exists (select 1 from project_party mine
      where mine.project_id = p.id and mine."until" is null and mine.unit_id = any ($1::uuid[]))
    and ($2::text[] is null or p.departments && $2)
    and ($3::text[] is null or p.area_paths && $3)
    and ($4::text[] is null or p.stages && $4)
    and ($5::uuid[] is null or p.waiting_units && $5)`;

/** $6 the chosen view or null · $7 now where only what is overdue is wanted, else null */
const IN_VIEW = `($6::text is null
  ${(Object.keys(VIEWS) as OverviewView[]).map((view) => `or ($6 = '${view}' and ${VIEWS[view]})`).join('\n  ')})`;
const IN_TIME = '($7::timestamptz is null or p.due_order <= $7)';
const CHOSEN = `${FILTERED} and ${IN_VIEW} and ${IN_TIME}`;

const ROW = `p.id, p.reference, p.title, p.stages, p.holders, p.due_order as "dueOrder", p.situation,
  (select jsonb_build_object('id', u.id, 'name', u.name) from project_party l
    join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
    where l.project_id = p.id and l.role = 'LEAD' and l."until" is null) as "leadUnit",
  coalesce((select jsonb_agg(jsonb_build_object('edition', n.edition, 'key', n.key, 'name', n.name, 'level', n.level)
    order by n.edition, n.key) from project_area a join area_unit n on n.edition = a.edition and n.key = a.area_key
    where a.tenant_id = p.tenant_id and a.project_id = p.id), '[]') as areas`;

const CURSOR = `case when p.due_order = 'infinity' then 'infinity'
  else to_char(p.due_order at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "cursorOrder"`;

/** $8 order and $9 id of the last row seen, or null · $10 how many */
export const OVERVIEW_PAGE = `select ${ROW}, ${CURSOR} ${CHOSEN}
  and ($8::timestamptz is null or (p.due_order, p.id) > ($8, $9::uuid))
  order by p.due_order, p.id limit $10`;

/** $8 the most that is counted */
export const OVERVIEW_COUNT = `select count(*)::int as count from (select 1 ${CHOSEN} limit $8) capped`;

/** $8 now: each number with the rest of the filter as it is, so that it says what the list would count after the choice. */
export const OVERVIEW_COUNTS = `select ${(Object.keys(VIEWS) as OverviewView[])
  .map((view) => `count(*) filter (where ${VIEWS[view]} and ${IN_TIME})::int as ${view}`)
  .join(', ')}, count(*) filter (where ${IN_VIEW} and p.due_order <= $8::timestamptz)::int as overdue ${FILTERED}`;

/** $8 `edition:key` of the areas that are counted */
export const OVERVIEW_AREAS = `select path, count(*)::int as count
  from (select p.area_paths ${CHOSEN}) chosen cross join unnest(chosen.area_paths) path
  where path = any ($8::text[]) group by path`;

/** Projects that name the parent itself and none of its parts. $8 path of the parent · $9 paths of its parts */
export const OVERVIEW_WHOLE = `select count(*)::int as count ${CHOSEN}
  and p.area_paths && array[$8::text] and not p.area_paths && $9::text[]`;

/** Everything that the CSV will hold, in the order of the list. */
export const OVERVIEW_IDS = `select p.id ${CHOSEN} order by p.due_order, p.id`;

/** $1 ids: those which the person still sees, in the order of the ids */
export const OVERVIEW_ROWS = `select ${ROW}, '' as "cursorOrder"
  from unnest($1::uuid[]) with ordinality wanted(id, place) join project p on p.id = wanted.id order by wanted.place`;
