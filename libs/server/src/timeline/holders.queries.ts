/**
 * Who has it: the open rows of each feature in one shape, each part cut to the page before they are put together, so that a
 * page costs what it shows. $1 project · $2 order and $3 id of the last row seen, or null · $4 how many
 */
const PARTS = {
  tasks: `select t.id, t.kind, t.name as what, nullif(t.document_title, '') as about, t.unit_id as "unitId", t.unit_name as "unitName",
      t.owner_name as owner, t.opened_at as since, t.due_end as "dueEnd", t.due_order as "dueOrder", null::uuid as "runId",
      t.assignment_id as "assignmentId"
    from task t where t.project_id = $1 and t.status = 'open'`,
  dates: `select r.id, 'timer', v.bundle -> 'definition' -> 'name', null, null::uuid, null, null, (w ->> 'since')::timestamptz,
      (w ->> 'dueEnd')::timestamptz, coalesce((w ->> 'dueEnd')::timestamptz, 'infinity'), r.id, null::uuid
    from run r
    join procedure_version v on v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id and v.version = r.procedure_version
    cross join jsonb_array_elements(r.waiting_for) w
    where r.project_id = $1 and r.status = 'running' and w ->> 'kind' = 'timer'`,
  measures: `select m.id, 'measure', jsonb_build_object('de', m.title, 'en', m.title), null, m.lead_unit_id, u.name, null, m.stated_at,
      (m.to_day + 1)::timestamp at time zone 'Europe/Berlin',
      coalesce((m.to_day + 1)::timestamp at time zone 'Europe/Berlin', 'infinity'), null::uuid, null::uuid
    from measure m join org_unit u on u.tenant_id = m.lead_unit_tenant_id and u.id = m.lead_unit_id
    where m.project_id = $1 and m.state = 'running'`,
  handovers: `select h.id, 'handover', '{"de": "Übergabe der Federführung", "en": "Hand-over of the lead"}'::jsonb, null, h.to_unit_id,
      u.name, null, h.offered_at, h.valid_until, coalesce(h.valid_until, 'infinity'), null::uuid, null::uuid
    from lead_handover h join org_unit u on u.tenant_id = h.tenant_id and u.id = h.to_unit_id
    where h.project_id = $1 and h.state = 'offered'`,
  renewals: `select r.id, 'renewal', '{"de": "Fortschreibung eröffnen", "en": "Open the renewal"}'::jsonb, null, l.unit_id, u.name, null,
      r.made_at, null::timestamptz, 'infinity'::timestamptz, null::uuid, null::uuid
    from project_renewal r
    join project_party l on l.project_id = r.project_id and l.role = 'LEAD' and l."until" is null
    join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
    where r.project_id = $1 and r.state = 'draft'`,
  cycles: `select c.project_id, 'timer', '{"de": "Nächste Fortschreibung", "en": "Next renewal"}'::jsonb, null, null::uuid, null, null,
      c.set_at, (c.next_on + 1)::timestamp at time zone 'Europe/Berlin', (c.next_on + 1)::timestamp at time zone 'Europe/Berlin',
      null::uuid, null::uuid
    from project_cycle c where c.project_id = $1 and c.state = 'running'`,
} as const;

const COLUMNS =
  '(id, kind, what, about, "unitId", "unitName", owner, since, "dueEnd", "dueOrder", "runId", "assignmentId")';

const some = (part: string): string => `select * from (${part}) part${COLUMNS}
  where $2::timestamptz is null or ("dueOrder", id) > ($2, $3::uuid) order by "dueOrder", id limit $4`;

const HELD = Object.values(PARTS);

export const HOLDERS_PAGE = `select held.*,
    case when "dueOrder" = 'infinity' then 'infinity' else to_char("dueOrder" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "cursorOrder"
  from (${HELD.map((part) => `(${some(part)})`).join(' union all ')}) held
  order by "dueOrder", id limit $4`;

/** $1 project · $2 the most that is counted */
export const HOLDERS_COUNT = `select count(*)::int as count from (
  select 1 from (${HELD.map((part) => `(${part})`).join(' union all ')}) held limit $2) capped`;
