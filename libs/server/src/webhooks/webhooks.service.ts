import { Inject, Injectable } from '@nestjs/common';
import type { GivenWebhook, Webhook, WebhookInput } from '@querraum/contracts';
import {
  access,
  appendAudit,
  CONFIG,
  DomainError,
  newId,
  Transactions,
  type ActorTransaction,
  type Caller,
  type Config,
} from '../platform';
import { networks } from './target-networks';
import { readTargetUrl, URL_REFUSALS, type TargetRules } from './target-url';
import { holdQueued } from './webhook-delivery';
import { getWebhook, openWebhook, oweRound, webhooksOfHouse } from './webhook-record';
import { SecretKeys } from './secret-keys';
import { newSecret, secretText } from './webhook-signature';

const MOST_WEBHOOKS = 20;
const HOUR_MS = 3_600_000;

/** What the operator allows, of the configuration. */
export const targetRules = (config: Pick<Config, 'WEBHOOK_ALLOWED_NETWORKS' | 'WEBHOOK_HTTP'>): TargetRules => ({
  own: networks(config.WEBHOOK_ALLOWED_NETWORKS),
  allowHttp: config.WEBHOOK_HTTP === 'own',
});

/** Targets outside that are told of events of the house, kept by its administrators (docs/adr/0060). */
@Injectable()
export class WebhooksService {
  private readonly rules: TargetRules;
  private readonly keys: SecretKeys;

  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) config: Config,
  ) {
    this.rules = targetRules(config);
    this.keys = new SecretKeys(config);
  }

  list(caller: Caller): Promise<Webhook[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'webhook:read');
      return webhooksOfHouse(tx);
    });
  }

  get(caller: Caller, id: string): Promise<Webhook> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'webhook:read');
      return getWebhook(tx, id);
    });
  }

  async add(caller: Caller, key: string, input: WebhookInput): Promise<GivenWebhook> {
    let secret: string | null = null;
    const webhook = await this.transactions.command(
      caller,
      { key, request: { act: 'webhook.add', input } },
      async (tx) => {
        access.require(tx, 'webhook:edit');
        const url = this.checkedUrl(input.url);
        await requireRoom(tx);
        const id = newId();
        await tx.rows(
          `insert into webhook (tenant_id, id, url, description, events, state, paused_because, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            ...[tx.actor.tenantId, id, url, input.description, input.events, input.state],
            ...[input.state === 'paused' ? 'admin' : null, tx.now, tx.actor.personId],
          ],
        );
        secret = await giveSecret(tx, id, this.keys);
        await record(tx, 'webhook.added', { webhookId: id, ...input, url });
        return getWebhook(tx, id);
      },
    );
    // Beside the stored answer, so that the secret stands nowhere but where it signs.
    return { ...webhook, secret };
  }

  change(
    caller: Caller,
    key: string,
    { id, revision, input }: { id: string; revision: number; input: WebhookInput },
  ): Promise<Webhook> {
    const request = { act: 'webhook.change', id, revision, input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const before = await openWebhook(tx, id, revision);
      const url = this.checkedUrl(input.url);
      const isBegun = before.state === 'paused' && input.state === 'active';
      // Another address, or a new beginning: what is known of failures is about something else.
      const isNew = isBegun || url !== before.url;
      await tx.rows(
        `update webhook set url = $3, description = $4, events = $5, state = $6, paused_because = $7, revision = revision + 1,
           failing_since = case when $8 then null else failing_since end, failures = case when $8 then 0 else failures end,
           rests_until = case when $8 then null else rests_until end
         where tenant_id = $1 and id = $2`,
        [
          ...[tx.actor.tenantId, id, url, input.description, input.events, input.state],
          ...[input.state === 'active' ? null : (before.pausedBecause ?? 'admin'), isNew],
        ],
      );
      if (input.state === 'paused') await holdQueued(tx, id);
      else if (isNew) await oweRound(tx, id, `revision ${before.revision + 1}`);
      const { url: formerUrl, description, events, state } = before;
      const former = { url: formerUrl, description, events, state };
      await record(tx, 'webhook.changed', { webhookId: id, before: former, after: { ...input, url } });
      return getWebhook(tx, id);
    });
  }

  /** The secret before this one goes on signing for a while, so that the receiver can change its own without a gap. */
  async rotateSecret(
    caller: Caller,
    key: string,
    { id, revision, overlapHours }: { id: string; revision: number; overlapHours: number },
  ): Promise<GivenWebhook> {
    const request = { act: 'webhook.rotateSecret', id, revision, overlapHours };
    let secret: string | null = null;
    const webhook = await this.transactions.command(caller, { key, request }, async (tx) => {
      await openWebhook(tx, id, revision);
      const house = [tx.actor.tenantId, id];
      await tx.rows(
        'delete from webhook_secret where tenant_id = $1 and webhook_id = $2 and (valid_until <= $3 or $4 = 0)',
        [...house, tx.now, overlapHours],
      );
      await tx.rows(
        'update webhook_secret set valid_until = $3 where tenant_id = $1 and webhook_id = $2 and valid_until is null',
        [...house, new Date(tx.now.getTime() + overlapHours * HOUR_MS)],
      );
      secret = await giveSecret(tx, id, this.keys);
      await tx.rows('update webhook set revision = revision + 1 where tenant_id = $1 and id = $2', house);
      await record(tx, 'webhook.secretRotated', { webhookId: id, overlapHours });
      return getWebhook(tx, id);
    });
    return { ...webhook, secret };
  }

  /** Nothing goes there any more, not even what waits; the log is kept for as long as every log. */
  remove(caller: Caller, key: string, id: string, revision: number): Promise<null> {
    const request = { act: 'webhook.remove', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { url } = await openWebhook(tx, id, revision);
      await tx.rows('update webhook set ended_at = $3, revision = revision + 1 where tenant_id = $1 and id = $2', [
        tx.actor.tenantId,
        id,
        tx.now,
      ]);
      await tx.rows('delete from webhook_secret where tenant_id = $1 and webhook_id = $2', [tx.actor.tenantId, id]);
      await record(tx, 'webhook.removed', { webhookId: id, url });
      return null;
    });
  }

  private checkedUrl(text: string): string {
    const target = readTargetUrl(text, this.rules);
    if (typeof target === 'string') throw new DomainError('webhookUrlRefused', { reason: URL_REFUSALS[target] });
    return target.url.href;
  }
}

async function requireRoom(tx: ActorTransaction): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('webhooks ' || $1, 0))", [tx.actor.tenantId]);
  await tx.lookAtClock();
  const count = (await webhooksOfHouse(tx)).length;
  if (count >= MOST_WEBHOOKS) throw new DomainError('webhookTooMany', { count });
}

/** In the clear too as long as a worker of the release before may have to sign with it. */
async function giveSecret(tx: ActorTransaction, webhookId: string, keys: SecretKeys): Promise<string> {
  if (keys.areMissing) throw new DomainError('webhookKeyMissing');
  const secret = newSecret();
  const id = newId();
  const { sealed, keyId } = keys.seal(secret, { tenantId: tx.actor.tenantId, webhookId, id });
  await tx.rows(
    `insert into webhook_secret (tenant_id, webhook_id, id, secret, sealed, key_id, created_at)
     values ($1, $2, $3, case when $5::bytea is null or app.older_workers('1 hour') then $4 else ''::bytea end, $5, $6, $7)`,
    [tx.actor.tenantId, webhookId, id, secret, sealed, keyId, tx.now],
  );
  return secretText(secret);
}

/** One entry in the tenant's own chain. */
export const record = (tx: ActorTransaction, action: string, body: Record<string, unknown>): Promise<void> =>
  appendAudit(tx, tx.actor.tenantId, tx.actor.tenantId, [{ action, actor: tx.actor.personId, at: tx.now, body }]);
