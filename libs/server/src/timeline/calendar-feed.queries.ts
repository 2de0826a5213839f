/** What a calendar shows of an open task with a Frist; a run counts its changes, and with them those of its tasks. */
const TASK = `select 'task-' || t.id as uid, t.name as kind, a.title, t.due_end as "dueEnd", null as day, p.title as "projectTitle",
    p.reference, coalesce(r.revision, a.revision, 0) as sequence, p.updated_at as "changedAt", '/aufgaben/' || t.id as path
  from task t
  join project p on p.tenant_id = t.tenant_id and p.id = t.project_id
  left join run r on r.id = t.run_id
  left join assignment a on a.id = t.assignment_id
  where t.status = 'open' and t.due_end is not null`;

/** $1 the person · $2 units whose inbox is the person's own · $3 the most that a calendar holds */
export const OWN_TASKS = `${TASK} and (t.owner_id = $1 or (t.owner_id is null and t.unit_id = any ($2::uuid[])))
  order by t.due_order, t.id limit $3`;

/** $1 the project · $2 the most that a calendar holds */
export const TASKS_OF_PROJECT = `${TASK} and t.project_id = $1 order by t.due_order, t.id limit $2`;

/** Dates of a project beside its Fristen: milestones that are to be reached, until when a hand-over can be answered, and its renewal. $1 the project */
export const DATES_OF_PROJECT = `select 'milestone-' || m.id as uid, '{"de": "Meilenstein", "en": "Milestone"}'::jsonb as kind,
    m.name as title, null::timestamptz as "dueEnd", m.day::text as day, p.title as "projectTitle", p.reference, m.revision as sequence,
    p.updated_at as "changedAt", '/vorhaben/' || p.id || '/planung' as path
  from milestone m join project p on p.tenant_id = m.tenant_id and p.id = m.project_id
  where m.project_id = $1 and m.done_on is null and m.ended_at is null
  union all
  select 'handover-' || h.id, '{"de": "Übergabe der Federführung", "en": "Hand-over of the lead"}', null, null, h.last_day::text, p.title,
    p.reference, 0, h.offered_at, '/vorhaben/' || p.id || '/akte'
  from lead_handover h join project p on p.tenant_id = h.tenant_id and p.id = h.project_id
  where h.project_id = $1 and h.state = 'offered' and h.last_day is not null
  union all
  select 'cycle-' || p.id, '{"de": "Fortschreibung", "en": "Renewal"}', null, null, c.next_on::text, p.title, p.reference, c.revision,
    p.updated_at, '/vorhaben/' || p.id || '/akte'
  from project_cycle c join project p on p.tenant_id = c.tenant_id and p.id = c.project_id
  where c.project_id = $1 and c.state = 'running'
  order by 5, 1`;

/** What the person has subscribed to; of a project that is no longer seen, nothing but that. */
export const LIVING_FEEDS = `select f.id, f.created_at as "createdAt", f.project_id is not null as "isProject",
    case when p.id is not null then jsonb_build_object('id', p.id, 'reference', p.reference, 'title', p.title) end as project
  from calendar_feed f left join project p on p.id = f.project_id
  where f.person_id = $1 and f.revoked_at is null
  order by f.project_id is not null, f.created_at, f.id`;
