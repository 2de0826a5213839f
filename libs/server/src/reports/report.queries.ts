import { statement } from '../platform';
import { FILTERED, RUNNING } from '../overview';

/** $1 to $5 as the overview filters. How many projects stand where; one that stands at two places counts at both. */
export const REPORT_STAGES = statement(
  'reportStages',
  `select stage, count(*)::int as count from (select p.stages ${FILTERED}) chosen cross join unnest(chosen.stages) stage
   group by stage`,
);

/** $6 now · $7 until when a Frist is due soon */
export const REPORT_LIGHTS = statement(
  'reportLights',
  `select count(*)::int as total, count(*) filter (where ${RUNNING})::int as running,
     count(*) filter (where p.due_order <= $6::timestamptz)::int as overdue,
     count(*) filter (where p.due_order > $6 and p.due_order <= $7::timestamptz)::int as soon,
     count(*) filter (where p.due_order > $7 and p.due_order < 'infinity')::int as later,
     count(*) filter (where p.due_order = 'infinity' and ${RUNNING})::int as without
   ${FILTERED}`,
);

/** $6 after and $7 until when · $8 how many */
export const REPORT_DUE = statement(
  'reportDue',
  `select p.id, p.reference, p.due_order as "dueEnd" ${FILTERED}
     and p.due_order > $6::timestamptz and p.due_order <= $7::timestamptz
   order by p.due_order, p.id limit $8`,
);

/** $6 now · $7 how many: by project what is open of co-signatures, the most urgent first, and of all projects together. */
export const REPORT_CO_SIGNATURES = statement(
  'reportCoSignatures',
  `select p.id, p.reference, count(*)::int as open, min(t.due_end) as "dueEnd",
     (sum(count(*)) over ())::int as "openInAll", (count(*) over ())::int as projects,
     (sum(count(*) filter (where t.due_end <= $6::timestamptz)) over ())::int as "overdueInAll"
   from (select p.id, p.reference ${FILTERED}) p
     join task t on t.project_id = p.id and t.status = 'open' and t.kind = 'coSignature'
   group by p.id, p.reference order by min(t.due_end) nulls last, p.id limit $7`,
);
