import type { WebhookError, WebhookState } from '@querraum/contracts';
import { TEST_EVENT } from '@querraum/contracts';
import { type JobPayload, type Transaction } from '../platform';
import { tellKeepers } from './paused-mail';
import type { KeptSecret, SecretKeys } from './secret-keys';
import { isToBePaused, nextDelivery, waitAfter } from './webhook-retry';

/** Longer than a round may last (apps/worker: ROUND_MS and the last attempt in it): afterwards whoever was in it is dead. */
const LEASE_SECONDS = 60;
const MOST_AT_ONCE = 50;
const TOO_MANY_REQUESTS = 429;
/** The two clocks need not agree to the millisecond on when a lease ends. */
const LEASED_MS = 1000;

/** A round of sending to one target. */
export interface WebhookRound {
  url: string;
  secrets: Buffer[];
  messages: WebhookMessage[];
  /** Whose round it is: another one begins with another lease. */
  leasedUntil: string;
}
export interface WebhookMessage {
  deliveryId: string;
  /** The event's id. */
  id: string;
  body: string;
  /** Messages of one row go one after the other, and none before an earlier one has arrived. */
  row: string;
}

/** What came of an attempt; `unsent` where the round was over before its turn. */
export type WebhookOutcome =
  | { state: 'unsent' }
  | { state: 'delivered'; status: number; durationMs: number; answer: string }
  | {
      state: 'failed';
      error: WebhookError;
      detail: string | null;
      status: number | null;
      durationMs: number;
      answer: string | null;
      /** What the target asked for with `Retry-After`. */
      waitMs?: number;
    };

interface Target {
  tenantId: string;
  url: string;
  state: WebhookState;
  isEnded: boolean;
  isLeased: boolean;
  leasedUntil: string | null;
  failures: number;
  failingSince: Date | null;
  restsUntil: Date | null;
  comesAt: Date | null;
}

/** The worker serves one target in this transaction: nothing else is visible to it. */
async function lockTarget(tx: Transaction, webhookId: string): Promise<Target | undefined> {
  await tx.rows("select set_config('app.served_webhook', $1, true)", [webhookId]);
  await tx.rows('select 1 from webhook where id = $1 for no key update', [webhookId]);
  const [target] = await tx.rows<Target>(
    `select tenant_id as "tenantId", url, state, ended_at is not null as "isEnded", failures, failing_since as "failingSince",
       coalesce(leased_until > clock_timestamp(), false) as "isLeased", leased_until::text as "leasedUntil", rests_until as "restsUntil", comes_at as "comesAt"
     from webhook where id = $1`,
    [webhookId],
  );
  await tx.lookAtClock();
  return target;
}

/**
 * First of the two transactions. There is one sender to a target at a time, so that what hangs there holds no more than one
 * place; whoever comes meanwhile goes away again, because the one who is there looks once more before it ends.
 */
export async function beginRound(
  tx: Transaction,
  { webhookId }: JobPayload<'deliverWebhooks'>,
  keys: SecretKeys,
): Promise<WebhookRound | 'over' | { wait: Date }> {
  const target = await lockTarget(tx, webhookId);
  if (!target || target.isEnded) return 'over';
  if (target.isLeased) {
    if (await anotherComes(tx, webhookId, target)) return 'over';
    const { comesAt } = target;
    return { wait: comesAt !== null && comesAt > tx.now ? comesAt : new Date(tx.now.getTime() + LEASED_MS) };
  }
  // Whoever was in the middle of it is dead: its messages may have arrived, and go again under the same ids.
  await tx.rows(
    "update webhook_delivery set state = 'queued', next_attempt_at = owed_since where webhook_id = $1 and state = 'sending'",
    [webhookId],
  );
  // It may have gone out before the restore; whoever knows better sends it again.
  await tx.rows(
    `update webhook_delivery set state = 'held', next_attempt_at = null
     where webhook_id = $1 and state = 'queued' and epoch < app.epoch()`,
    [webhookId],
  );
  const messages = await tx.rows<WebhookMessage & { sequence: number | null }>(
    `update webhook_delivery set state = 'sending', attempts = attempts + 1, last_attempt_at = $2, next_attempt_at = null
     where webhook_id = $1 and id in (
       select id from webhook_delivery where webhook_id = $1 and state = 'queued' and next_attempt_at <= $2
         and (event = $4 or $3) order by next_attempt_at, project_id, sequence, id limit $5)
     returning id as "deliveryId", event_id as id, body, coalesce(project_id, id) as row, sequence::float8 as sequence`,
    [webhookId, tx.now, isOpen(target, tx.now), TEST_EVENT, MOST_AT_ONCE],
  );
  if (messages.length === 0) return comeAgain(tx, webhookId, target);
  messages.sort(
    (one, other) => (one.sequence ?? 0) - (other.sequence ?? 0) || (one.deliveryId < other.deliveryId ? -1 : 1),
  );
  const [lease] = await tx.rows<{ leasedUntil: string }>(
    `update webhook set leased_until = clock_timestamp() + $2 * interval '1 second', comes_at = $3 where id = $1
     returning leased_until::text as "leasedUntil"`,
    [webhookId, LEASE_SECONDS, leaseEndOfRound(tx.now)],
  );
  const secrets = await tx.rows<KeptSecret>(
    `select tenant_id as "tenantId", webhook_id as "webhookId", id, secret, sealed, key_id as "keyId" from webhook_secret where webhook_id = $1 and (valid_until is null or valid_until > $2)
     order by valid_until is null desc, created_at desc`,
    [webhookId, tx.now],
  );
  return {
    url: target.url,
    secrets: secrets.map((kept) => keys.open(kept)),
    messages,
    leasedUntil: lease?.leasedUntil ?? '',
  };
}

/** When the work item of a begun round is looked at again, should its sender not come back. */
export const leaseEndOfRound = (now: Date): Date => new Date(now.getTime() + LEASE_SECONDS * 1000);

/**
 * Second transaction: what came of each message, how the target stands, and when to come again, if at all. A sender that has stood
 * still for longer than its lease has nothing to say any more: its messages are those of another round, which tells of them.
 */
export async function endRound(
  tx: Transaction,
  { webhookId }: JobPayload<'deliverWebhooks'>,
  { leasedUntil, url }: WebhookRound,
  told: Map<string, WebhookOutcome>,
): Promise<Date | undefined> {
  const target = await lockTarget(tx, webhookId);
  if (target?.leasedUntil !== leasedUntil) return undefined;
  const outcomes = target.url === url ? told : arrivedOf(told);
  await writeOutcomes(tx, webhookId, outcomes);
  const after = standingAfter(target, [...outcomes.values()], tx.now);
  if (after.state === 'paused') await holdQueued(tx, webhookId);
  const [changed] = await tx.rows<{ revision: number }>(
    `update webhook set leased_until = null, comes_at = null, failures = $2, failing_since = $3, rests_until = $4,
       state = $5, paused_because = coalesce($6, paused_because), revision = revision + case when $6::text is null then 0 else 1 end,
       last_delivered_at = case when $7 then $8 else last_delivered_at end where id = $1 returning revision`,
    [
      webhookId,
      after.failures,
      after.failingSince,
      after.restsUntil,
      after.state,
      after.pausedBecause,
      [...outcomes.values()].some(({ state }) => state === 'delivered'),
      tx.now,
    ],
  );
  if (after.pausedBecause !== null && changed)
    await tellKeepers(tx, { tenantId: target.tenantId, webhookId, revision: changed.revision });
  const next = await comeAgain(tx, webhookId, { ...target, ...after, comesAt: null });
  return next === 'over' ? undefined : next.wait;
}

/** The target has another address meanwhile: what a former one has refused is sent to this one, and says nothing of it. */
const arrivedOf = (told: Map<string, WebhookOutcome>): Map<string, WebhookOutcome> =>
  new Map([...told].map(([id, outcome]) => [id, outcome.state === 'failed' ? { state: 'unsent' } : outcome]));

/**
 * How a target stands after a round: something arrived, or nothing did and it is left alone for a while. Of one that took something
 * a `Retry-After` is about the event, which waits alone; but who has had too many (429) means whoever sends.
 */
export function standingAfter(
  target: Pick<Target, 'state' | 'failures' | 'failingSince' | 'restsUntil'>,
  outcomes: WebhookOutcome[],
  now: Date,
): Pick<Target, 'state' | 'failures' | 'failingSince' | 'restsUntil'> & { pausedBecause: 'failing' | 'gone' | null } {
  const { state } = target;
  if (outcomes.some((outcome) => outcome.state === 'failed' && outcome.error === 'gone'))
    return { ...target, state: 'paused', pausedBecause: state === 'active' ? 'gone' : null };
  const failed = outcomes.filter((outcome) => outcome.state === 'failed');
  if (outcomes.some((outcome) => outcome.state === 'delivered')) {
    const asked = longestWait(failed.filter(({ status }) => status === TOO_MANY_REQUESTS));
    const restsUntil = asked > 0 ? new Date(now.getTime() + asked) : null;
    return { state, failures: 0, failingSince: null, restsUntil, pausedBecause: null };
  }
  if (failed.length === 0) return { ...target, pausedBecause: null };
  const failures = target.failures + 1;
  const failingSince = target.failingSince ?? now;
  const isPaused = state === 'active' && isToBePaused(failingSince, now);
  return {
    state: isPaused ? 'paused' : state,
    pausedBecause: isPaused ? 'failing' : null,
    failures,
    failingSince,
    restsUntil: new Date(now.getTime() + Math.max(waitAfter(failures), longestWait(failed))),
  };
}

const longestWait = (failed: { waitMs?: number }[]): number => Math.max(0, ...failed.map(({ waitMs }) => waitMs ?? 0));

/** What waits for a target that is paused; it goes when an administrator wants it to. */
export const holdQueued = (tx: Transaction, webhookId: string): Promise<unknown> =>
  tx.rows(
    `update webhook_delivery set state = 'held', next_attempt_at = null
     where webhook_id = $1 and state = 'queued' and event <> $2`,
    [webhookId, TEST_EVENT],
  );

async function writeOutcomes(tx: Transaction, webhookId: string, outcomes: Map<string, WebhookOutcome>): Promise<void> {
  const begun = await tx.rows<{ id: string; attempts: number; owedSince: Date }>(
    `select id, attempts, owed_since as "owedSince" from webhook_delivery
     where webhook_id = $1 and id = any ($2::uuid[]) and state = 'sending'`,
    [webhookId, [...outcomes.keys()]],
  );
  const rows = begun.flatMap(({ id, attempts, owedSince }) => {
    const outcome = outcomes.get(id);
    return outcome ? [{ id, ...rowAfter(outcome, { attempts, owedSince }, tx.now) }] : [];
  });
  await tx.rows(
    `update webhook_delivery d set state = r.state, attempts = r.attempts, status = r.status, duration_ms = r."durationMs",
       answer = r.answer, error = r.error, error_detail = r.detail, next_attempt_at = coalesce(r.next, case when r.state = 'queued' then d.owed_since end),
       delivered_at = case when r.state = 'delivered' then $3 else d.delivered_at end
     from json_to_recordset($2::json) as r(id uuid, state text, attempts int, status int, "durationMs" int, answer text, error text,
       detail text, next timestamptz) where d.webhook_id = $1 and d.id = r.id`,
    [webhookId, JSON.stringify(rows), tx.now],
  );
  // Nothing overtakes what is tried again, also not what was not in this round.
  await tx.rows(
    `update webhook_delivery later set next_attempt_at = vain.next_attempt_at from webhook_delivery vain
     where vain.webhook_id = $1 and vain.id = any ($2::uuid[]) and vain.state = 'queued'
       and later.webhook_id = $1 and later.state = 'queued' and later.project_id = vain.project_id
       and later.sequence > vain.sequence and later.next_attempt_at < vain.next_attempt_at`,
    [webhookId, begun.map(({ id }) => id).filter((id) => outcomes.get(id)?.state === 'failed')],
  );
}

function rowAfter(
  outcome: WebhookOutcome,
  { attempts, owedSince }: { attempts: number; owedSince: Date },
  now: Date,
): Record<string, unknown> {
  if (outcome.state === 'unsent') return { state: 'queued', attempts: attempts - 1 };
  const { status, durationMs, answer } = outcome;
  const told = { attempts, status, durationMs, answer };
  if (outcome.state === 'delivered') return { ...told, state: 'delivered' };
  const { error, detail, waitMs } = outcome;
  const next = error === 'gone' ? undefined : nextDelivery(attempts, { owedSince, waitMs }, now);
  return { ...told, error, detail, next, state: next ? 'queued' : 'failed' };
}

const isOpen = ({ state, restsUntil }: Target, now: Date): boolean =>
  state === 'active' && (restsUntil === null || restsUntil <= now);

/**
 * When this work item is to come for what is left, or that another one comes in time. For a paused target nobody
 * waits. A test is not kept waiting by the rest of a target.
 */
async function comeAgain(tx: Transaction, webhookId: string, target: Target): Promise<'over' | { wait: Date }> {
  const { state, restsUntil } = target;
  const [row] = await tx.rows<{ next: Date | null }>(
    `select min(case when event = $2 then next_attempt_at else greatest(next_attempt_at, $4::timestamptz) end) as next
     from webhook_delivery where webhook_id = $1 and state = 'queued' and (event = $2 or $3)`,
    [webhookId, TEST_EVENT, state === 'active', restsUntil],
  );
  const next = row?.next ?? undefined;
  if (!next || (await anotherComes(tx, webhookId, target, next))) return 'over';
  const wait = next > tx.now ? next : tx.now;
  await tx.rows('update webhook set comes_at = $2 where id = $1', [webhookId, wait]);
  if (wait <= tx.now) await tx.rows("select pg_notify('work', '')");
  return { wait };
}

/**
 * Whether a work item waits for the instant at which it is to come for this target, by `latest`. It is looked for, not believed: an
 * operator may have dropped it, and whoever has been called before its time is the one.
 */
async function anotherComes(tx: Transaction, webhookId: string, { comesAt }: Target, latest?: Date): Promise<boolean> {
  if (comesAt === null || comesAt <= tx.now || (latest && comesAt > latest)) return false;
  const waiting = await tx.rows(
    `select 1 from work_item where state = 'ready' and due_at > $2 and due_at <= $3 and kind = 'deliverWebhooks'
       and payload ->> 'webhookId' = $1 limit 1`,
    [webhookId, tx.now, comesAt],
  );
  return waiting.length > 0;
}
