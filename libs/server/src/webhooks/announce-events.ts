import type { WebhookEvent, WebhookState } from '@querraum/contracts';
import { newId, serveProject, workItems, type JobPayload, type Transaction } from '../platform';
import {
  cloudEvent,
  eventId,
  eventOf,
  taskKey,
  type HistoryEntry,
  type RunNames,
  type Surroundings,
  type TaskNames,
} from './webhook-events';

interface Target {
  id: string;
  tenantId: string;
  events: WebhookEvent[];
  state: WebhookState;
}

type Announced = HistoryEntry & { event: WebhookEvent };

/**
 * Entries of a project's history become deliveries, one for each target that has asked for such events. Of a target that is
 * paused they are held, so that they can be sent once it is back. Twice is as good as once: an event has its id. Whoever comes
 * before their turn announces also what comes before (docs/adr/0083).
 */
export async function announceEvents(
  tx: Transaction,
  { projectId, from, to }: JobPayload<'announceEvents'>,
  source: string,
): Promise<void> {
  await serveProject(tx, projectId);
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('announce ' || $1, 0))", [projectId]);
  // Shared with others who announce, but not with a round that ends: what fails in it puts off whatever comes after it.
  const targets = await tx.rows<Target>(
    'select id, tenant_id as "tenantId", events, state from webhook where ended_at is null order by id for share',
  );
  if (targets.length === 0) return;
  const wanted = new Set(targets.flatMap(({ events }) => events));
  const first = await firstToAnnounce(tx, projectId, from);
  const entries = (await entriesOf(tx, projectId, [first, to])).flatMap((entry): Announced[] => {
    const event = eventOf(entry.action);
    return event && wanted.has(event) ? [{ ...entry, event }] : [];
  });
  if (entries.length === 0) return;
  const around = await surroundingsOf(tx, projectId, entries, source);
  const bodies = new Map(entries.map((entry) => [entry.seq, cloudEvent(entry.event, entry, around)]));
  for (const target of targets) {
    const asked = entries.filter(({ event }) => target.events.includes(event));
    if (asked.length > 0) await owe(tx, target, projectId, asked, bodies);
  }
}

async function owe(
  tx: Transaction,
  { id: webhookId, tenantId, state }: Target,
  projectId: string,
  entries: Announced[],
  bodies: Map<number, string>,
): Promise<void> {
  const rows = entries.map((entry) => ({
    id: newId(),
    eventId: eventId(projectId, entry),
    event: entry.event,
    body: bodies.get(entry.seq),
    seq: entry.seq,
  }));
  await tx.rows(
    `insert into webhook_delivery (tenant_id, id, webhook_id, event_id, event, body, project_id, sequence,
       state, epoch, created_at, owed_since, next_attempt_at)
     select $1, r.id, $2, r."eventId", r.event, r.body, $6, r.seq, $4, app.work_epoch(), $5, greatest($5, before.owed),
       case when $4 = 'queued' then greatest($5, before.owed, before.next) end
     from json_to_recordset($3::json) as r(id uuid, "eventId" text, event text, body text, seq bigint), (
       select max(owed_since) as owed, max(next_attempt_at) as next from webhook_delivery
       where webhook_id = $2 and project_id = $6 and state in ('queued', 'sending')) as before
     on conflict (webhook_id, event_id) do nothing`,
    [tenantId, webhookId, JSON.stringify(rows), state === 'active' ? 'queued' : 'held', tx.now, projectId],
  );
  if (state === 'active')
    await workItems.add(tx, 'deliverWebhooks', {
      payload: { tenantId, webhookId },
      dueAt: tx.now,
      dedupeKey: `deliverWebhooks:${webhookId}:${projectId}:${entries.at(-1)?.seq}`,
    });
}

/** From the first entry on that somebody has still to announce. */
async function firstToAnnounce(tx: Transaction, projectId: string, from: number): Promise<number> {
  const [row] = await tx.rows<{ first: number | null }>(
    `select min((payload ->> 'from')::float8) as first from work_item
     where kind = 'announceEvents' and state = 'ready' and dedupe_key like 'announceEvents:' || $1 || ':%'`,
    [projectId],
  );
  return Math.min(row?.first ?? from, from);
}

const entriesOf = (tx: Transaction, projectId: string, [from, to]: [number, number]): Promise<HistoryEntry[]> =>
  tx.rows<HistoryEntry>(
    `select e.seq::float8 as seq, e.at, e.action, coalesce(b.body -> 'data', '{}') as data,
       coalesce((select max("number") from epoch where began_at <= e.at), 1) as epoch
     from audit_entry e left join audit_body b on b.tenant_id = e.tenant_id and b.chain = e.chain and b.seq = e.seq
     where e.chain = $1 and e.seq between $2 and $3 order by e.seq`,
    [projectId, from, to],
  );

async function surroundingsOf(
  tx: Transaction,
  projectId: string,
  entries: HistoryEntry[],
  source: string,
): Promise<Surroundings> {
  const runIds = [
    ...new Set(entries.flatMap(({ data }) => (typeof data['runId'] === 'string' ? [data['runId']] : []))),
  ];
  const [project] = await tx.rows<{ id: string; reference: string }>(
    'select id, reference from project where id = $1',
    [projectId],
  );
  const runs = await tx.rows<RunNames['procedure'] & { id: string }>(
    `select r.id, p.key, r.procedure_version as version, v.bundle -> 'definition' -> 'name' as name from run r
     join procedure p on p.tenant_id = r.procedure_tenant_id and p.id = r.procedure_id
     join procedure_version v on v.tenant_id = p.tenant_id and v.procedure_id = p.id and v.version = r.procedure_version
     where r.project_id = $1 and r.id = any ($2::uuid[])`,
    [projectId, runIds],
  );
  const tasks = await tx.rows<{ place: Record<string, unknown>; task: TaskNames }>(
    `select json_build_object('runId', t.run_id, 'assignmentId', t.assignment_id, 'stepId', t.step_id, 'seatId', t.seat_id) as place,
       json_build_object('id', t.id, 'kind', t.kind, 'unit', json_build_object('id', u.id, 'code', u.code)) as task
     from task t join org_unit u on u.id = t.unit_id
     where t.project_id = $1 and (t.run_id = any ($2::uuid[]) or t.id = any ($3::uuid[]))`,
    [projectId, runIds, entries.flatMap(({ data }) => data['assignmentId'] ?? [])],
  );
  return {
    source,
    project: { id: projectId, reference: project?.reference ?? '' },
    runs: new Map(runs.map(({ id, ...procedure }) => [id, { procedure }])),
    tasks: new Map(tasks.map(({ place, task }) => [taskKey(place), task])),
  };
}
