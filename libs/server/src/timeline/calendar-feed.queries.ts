/** What a calendar shows of an open task with a Frist; a run counts its changes, and with them those of its tasks. */
const TASK = `select t.id, t.name, t.due_end as "dueEnd", t.project_title as title, t.project_reference as reference,
    coalesce(r.revision, 0) as sequence, p.updated_at as "changedAt"
  from task t
  join project p on p.tenant_id = t.tenant_id and p.id = t.project_id
  left join run r on r.id = t.run_id
  where t.status = 'open' and t.due_end is not null`;

/** $1 the person · $2 units whose inbox is the person's own · $3 the most that a calendar holds */
export const OWN_TASKS = `${TASK} and (t.owner_id = $1 or (t.owner_id is null and t.unit_id = any ($2::uuid[])))
  order by t.due_order, t.id limit $3`;

/** $1 the project · $2 the most that a calendar holds */
export const TASKS_OF_PROJECT = `${TASK} and t.project_id = $1 order by t.due_order, t.id limit $2`;

/** What the person has subscribed to; of a project that is no longer seen, nothing but that. */
export const LIVING_FEEDS = `select f.id, f.created_at as "createdAt", f.project_id is not null as "isProject",
    case when p.id is not null then jsonb_build_object('id', p.id, 'reference', p.reference, 'title', p.title) end as project
  from calendar_feed f left join project p on p.id = f.project_id
  where f.person_id = $1 and f.revoked_at is null
  order by f.project_id is not null, f.created_at, f.id`;
