import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  Instant,
  TEST_EVENT,
  type Page,
  type WebhookDelivery,
  type WebhookDeliveryQuery,
  type WebhookReplayed,
} from '@querraum/contracts';
import { z } from 'zod';
import {
  access,
  decodeCursor,
  DomainError,
  newId,
  toPage,
  Transactions,
  type ActorTransaction,
  type Caller,
} from '../platform';
import { getWebhook, openWebhook, oweRound } from './webhook-record';
import { record } from './webhooks.service';

type Stamped = 'createdAt' | 'lastAttemptAt' | 'nextAttemptAt' | 'deliveredAt';
type Row = Omit<WebhookDelivery, Stamped> & Record<Exclude<Stamped, 'createdAt'>, Date | null> & { createdAt: Date };

const OF_THE_WEBHOOK = 'd.tenant_id = $1 and d.webhook_id = $2';
const DELIVERY = `select d.id, d.event_id as "eventId", d.event, d.state, d.attempts, d.status, d.duration_ms as "durationMs", d.answer,
    d.error, d.error_detail as "errorDetail", d.created_at as "createdAt", d.last_attempt_at as "lastAttemptAt",
    d.next_attempt_at as "nextAttemptAt", d.delivered_at as "deliveredAt"
  from webhook_delivery d where ${OF_THE_WEBHOOK}`;
const IN_STATE = '($3::text is null or d.state = $3)';
const LIST = `${DELIVERY} and ${IN_STATE} and ($4::timestamptz is null or (d.created_at, d.id) < ($4::timestamptz, $5::uuid))
  order by d.created_at desc, d.id desc limit $6`;
const COUNT = `select count(*)::int as count from (
  select 1 from webhook_delivery d where ${OF_THE_WEBHOOK} and ${IN_STATE} limit $4) capped`;

const LogCursor = z.object({ at: Instant, id: z.uuid() });

/** What became of the events at a target, newest first; and sending them again, under the same ids. */
@Injectable()
export class WebhookLogService {
  constructor(private readonly transactions: Transactions) {}

  list(
    caller: Caller,
    webhookId: string,
    { cursor, limit, state }: WebhookDeliveryQuery,
  ): Promise<Page<WebhookDelivery>> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'webhook:read');
      await getWebhook(tx, webhookId);
      const after = decodeCursor(cursor, LogCursor);
      const filter = [tx.actor.tenantId, webhookId, state ?? null];
      const rows = await tx.rows<Row>(LIST, [...filter, after?.at ?? null, after?.id ?? null, limit + 1]);
      const [total] = await tx.rows<{ count: number }>(COUNT, [...filter, COUNT_CAP + 1]);
      return toPage(rows, {
        limit,
        count: total?.count ?? 0,
        item: view,
        cursorOf: ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }),
      });
    });
  }

  /** An event of no meaning, to see whether it arrives; a target that is paused gets it too. */
  test(caller: Caller, key: string, webhookId: string, source: string): Promise<WebhookDelivery> {
    return this.transactions.command(caller, { key, request: { act: 'webhook.test', webhookId } }, async (tx) => {
      await openWebhook(tx, webhookId);
      const id = newId();
      await tx.rows(
        `insert into webhook_delivery (tenant_id, id, webhook_id, event_id, event, body, state, epoch, created_at, owed_since, next_attempt_at)
         values ($1, $2, $3, $4, $5, $6, 'queued', app.epoch(), $7, $7, $7)`,
        [tx.actor.tenantId, id, webhookId, `test-${id}`, TEST_EVENT, testEvent(`test-${id}`, source, tx.now), tx.now],
      );
      await oweRound(tx, webhookId, id);
      return getDelivery(tx, webhookId, id);
    });
  }

  replayOne(caller: Caller, key: string, webhookId: string, deliveryId: string): Promise<WebhookDelivery> {
    const request = { act: 'webhook.replayOne', webhookId, deliveryId };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { state } = await openWebhook(tx, webhookId);
      const delivery = await getDelivery(tx, webhookId, deliveryId);
      if (state === 'paused' && delivery.event !== TEST_EVENT) throw new DomainError('webhookPaused');
      const again = await tx.rows(
        `update webhook_delivery set state = 'queued', epoch = app.epoch(), owed_since = $3, next_attempt_at = $3
         where tenant_id = $1 and id = $2 and state in ('delivered', 'failed', 'held') returning id`,
        [tx.actor.tenantId, deliveryId, tx.now],
      );
      if (again.length === 0) throw new DomainError('webhookOnItsWay');
      await endRest(tx, webhookId);
      await oweRound(tx, webhookId, key);
      await record(tx, 'webhook.replayed', { webhookId, deliveryId });
      return getDelivery(tx, webhookId, deliveryId);
    });
  }

  /** Everything that failed or was held since then. */
  replay(caller: Caller, key: string, webhookId: string, since: string): Promise<WebhookReplayed> {
    const request = { act: 'webhook.replay', webhookId, since };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { state } = await openWebhook(tx, webhookId);
      if (state === 'paused') throw new DomainError('webhookPaused');
      const again = await tx.rows(
        `update webhook_delivery set state = 'queued', epoch = app.epoch(), owed_since = $4, next_attempt_at = $4
         where tenant_id = $1 and webhook_id = $2 and state in ('failed', 'held') and created_at >= $3 returning id`,
        [tx.actor.tenantId, webhookId, since, tx.now],
      );
      if (again.length > 0) {
        await endRest(tx, webhookId);
        await oweRound(tx, webhookId, key);
      }
      await record(tx, 'webhook.replayed', { webhookId, since, count: again.length });
      return { count: again.length };
    });
  }
}

/** The waits of the target begin anew with those of the event; since when nothing arrives there stays known. */
const endRest = (tx: ActorTransaction, webhookId: string): Promise<unknown> =>
  tx.rows('update webhook set failures = 0, rests_until = null where tenant_id = $1 and id = $2', [
    tx.actor.tenantId,
    webhookId,
  ]);

async function getDelivery(tx: ActorTransaction, webhookId: string, id: string): Promise<WebhookDelivery> {
  const [row] = await tx.rows<Row>(`${DELIVERY} and d.id = $3`, [tx.actor.tenantId, webhookId, id]);
  if (!row) throw new DomainError('notFound');
  return view(row);
}

const testEvent = (id: string, source: string, now: Date): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type: `querraum.${TEST_EVENT}`,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    data: {},
  });

const view = ({ createdAt, lastAttemptAt, nextAttemptAt, deliveredAt, ...row }: Row): WebhookDelivery => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  deliveredAt: deliveredAt?.toISOString() ?? null,
});
