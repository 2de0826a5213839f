import { addDays, atSameClock, isWorkingDay, localDate } from '@querraum/workflow';
import { nextTurn, type Channels, type Rhythm } from '@querraum/contracts';
import { closedDaysOf } from '../calendar';
import { newId, readAs, workItems, type ActorTransaction, type JobPayload, type Transaction } from '../platform';
import { usesDigest } from './channels';
import { collectDigest } from './digest-content';
import { digestText, isEmpty } from './digest-text';
import { endItems, owePersonMail, type Compose } from './person-mail';

interface Settings {
  channels: Channels;
  digest: Rhythm;
  pausedWhileAway: boolean;
  revision: number;
  lastDigestOn: string | null;
  wantsMails: boolean;
  isAway: boolean;
}

/** Somebody stands in for the person of the row `p` at $2. */
export const IS_AWAY = `exists (select from deputation d
  where d.tenant_id = p.tenant_id and d.principal_id = p.id and d.valid_from <= $2 and d.valid_to > $2)`;

const SETTINGS = `select s.channels, s.digest, s.paused_while_away as "pausedWhileAway", s.revision,
    s.last_digest_on::text as "lastDigestOn", p.mail_notifications <> 'never' as "wantsMails", ${IS_AWAY} as "isAway"
  from notification_settings s join person p on p.tenant_id = s.tenant_id and p.id = s.person_id where s.person_id = $1`;

/**
 * The turn of a digest has come: orders the mail, if there is anything to say today, and owes the next turn in the same
 * transaction. Turns that nobody was there for are caught up by one; a day on which the house is closed puts it off to the next
 * working day. Whoever may not sign in is asked for again each day.
 */
export async function runDigest(
  tx: Transaction,
  { personId, revision, isSkipped }: JobPayload<'runDigest'>,
  isConfigured: boolean,
): Promise<{ at: Date } | undefined> {
  const reader = await readAs(tx, personId);
  if (!reader) return { at: aDayLater(tx.now) };
  const [settings] = await tx.rows<Settings>(SETTINGS, [personId, tx.now]);
  if (settings?.revision !== revision) return undefined;
  if (!usesDigest(settings.channels)) {
    await tx.rows('delete from digest_item where person_id = $1 and digest_id is null', [personId]);
    return undefined;
  }
  const today = localDate(tx.now.toISOString());
  const { digest } = settings;
  const closed = await closedDaysOf(reader, reader.actor.tenantId);
  if (!isSkipped && !isWorkingDay(today, closed))
    return { at: new Date(nextTurn({ every: 'day', hour: digest.hour }, tx.now.toISOString(), closed).at) };
  await oweDigest(reader, { revision, digest, closed });
  const isPaused = settings.pausedWhileAway && settings.isAway;
  // Given up by an administrator: what it would have told comes with the next one.
  if (isSkipped || settings.lastDigestOn === today || isPaused || !settings.wantsMails) return undefined;
  await orderDigest(reader, today, isConfigured);
  return undefined;
}

async function orderDigest(tx: ActorTransaction, today: string, isConfigured: boolean): Promise<void> {
  const { tenantId, personId } = tx.actor;
  // What arrives from here on is told here or by the next one.
  const waiting = await tx.rows<{ id: string }>(
    'select delivery_id as id from digest_item where person_id = $1 and digest_id is null',
    [personId],
  );
  const { content, kept } = await collectDigest(tx, null);
  const told = new Set(kept);
  // What is settled, or is not seen any more, is told no more.
  await tx.rows('delete from digest_item where person_id = $1 and digest_id is null and delivery_id = any ($2)', [
    personId,
    waiting.flatMap(({ id }) => (told.has(id) ? [] : id)),
  ]);
  if (isEmpty(content)) return;
  const deliveryId = newId();
  await tx.rows('update digest_item set digest_id = $2 where person_id = $1 and delivery_id = any ($3)', [
    personId,
    deliveryId,
    kept,
  ]);
  await tx.rows('update notification_settings set last_digest_on = $2 where person_id = $1', [personId, today]);
  await owePersonMail(tx, { tenantId, personId, deliveryId, subject: 'digest', isConfigured });
  if (!isConfigured) await endItems(tx, deliveryId);
}

/** What is true at the moment of sending counts. */
export const composeDigest: Compose = async (tx, { deliveryId, language, publicUrl }) => {
  const { content } = await collectDigest(tx, deliveryId);
  return isEmpty(content) ? undefined : digestText(content, publicUrl, language);
};

/** The first turn after now, once for each revision of what the person has chosen. */
export async function oweDigest(
  tx: ActorTransaction,
  { revision, digest, closed }: { revision: number; digest: Rhythm; closed: Record<string, string> },
): Promise<void> {
  const { tenantId, personId } = tx.actor;
  const { date, at } = nextTurn(digest, tx.now.toISOString(), closed);
  await workItems.add(tx, 'runDigest', {
    payload: { tenantId, personId, revision, date },
    dueAt: new Date(at),
    dedupeKey: `runDigest:${personId}:${revision}:${date}`,
  });
}

function aDayLater(now: Date): Date {
  const instant = now.toISOString();
  return new Date(atSameClock(instant, addDays(localDate(instant), 1)));
}
