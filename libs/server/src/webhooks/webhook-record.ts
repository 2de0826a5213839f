import type { Webhook } from '@querraum/contracts';
import { access, DomainError, requireRevision, workItems, type ActorTransaction } from '../platform';

type Stamped = 'createdAt' | 'lastDeliveredAt' | 'failingSince' | 'formerSecretUntil';
type Row = Omit<Webhook, Stamped> & Record<Exclude<Stamped, 'createdAt'>, Date | null> & { createdAt: Date };

const countOf = (states: string): string =>
  `(select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.state in (${states}))`;

const WEBHOOK = `select w.id, w.revision, w.url, w.description, w.events, w.state, w.paused_because as "pausedBecause",
    w.created_at as "createdAt", w.last_delivered_at as "lastDeliveredAt", w.failing_since as "failingSince",
    (select max(s.valid_until) from webhook_secret s where s.tenant_id = w.tenant_id and s.webhook_id = w.id and s.valid_until > $2)
      as "formerSecretUntil",
    json_build_object('queued', ${countOf("'queued', 'sending'")}, 'failed', ${countOf("'failed'")}, 'held', ${countOf("'held'")}) as counts
  from webhook w where w.tenant_id = $1 and w.ended_at is null`;

export async function webhooksOfHouse(tx: ActorTransaction): Promise<Webhook[]> {
  const rows = await tx.rows<Row>(`${WEBHOOK} order by w.created_at, w.id`, [tx.actor.tenantId, tx.now]);
  return rows.map(view);
}

export async function getWebhook(tx: ActorTransaction, id: string): Promise<Webhook> {
  const [row] = await tx.rows<Row>(`${WEBHOOK} and w.id = $3`, [tx.actor.tenantId, tx.now, id]);
  if (!row) throw new DomainError('notFound');
  return view(row);
}

/** Locked for one change after the other, by an administrator; with the revision that they have read. */
export async function openWebhook(tx: ActorTransaction, id: string, revision?: number): Promise<Webhook> {
  access.require(tx, 'webhook:edit');
  await tx.rows('select 1 from webhook where tenant_id = $1 and id = $2 and ended_at is null for no key update', [
    tx.actor.tenantId,
    id,
  ]);
  await tx.lookAtClock();
  const webhook = await getWebhook(tx, id);
  if (revision !== undefined) requireRevision(webhook.revision, revision);
  return webhook;
}

/** Something waits for the target: look after it. `cause` tells one time from another. */
export const oweRound = (tx: ActorTransaction, webhookId: string, cause: string): Promise<void> =>
  workItems.add(tx, 'deliverWebhooks', {
    payload: { tenantId: tx.actor.tenantId, webhookId },
    dueAt: tx.now,
    dedupeKey: `deliverWebhooks:${webhookId}:${cause}`,
  });

const view = ({ createdAt, lastDeliveredAt, failingSince, formerSecretUntil, ...row }: Row): Webhook => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
  failingSince: failingSince?.toISOString() ?? null,
  formerSecretUntil: formerSecretUntil?.toISOString() ?? null,
});
