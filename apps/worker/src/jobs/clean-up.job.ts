import {
  forgetClearSecrets,
  sealSecrets,
  statement,
  workItems,
  type JobPayload,
  type Transaction,
} from '@querraum/server';
import type { Later, Outside } from './job';

const BATCH = 2000;
const DAY_MS = 86_400_000;
/** Past midnight by UTC, when nobody works. */
const AT_NIGHT_MS = 2 * 3_600_000;

const OWE_WHAT_WAS_LOST = statement('oweWhatWasLost', 'select app.owe_what_was_lost()');
const CLEAN_UP = statement('cleanUp', 'select app.clean_up($1) as "isMore"');

/**
 * Deletes what has served its time, piece by piece; in the transaction of the last piece it owes again what was lost, and the
 * next night's.
 */
export async function cleanUp(
  tx: Transaction,
  _: JobPayload<'cleanUp'>,
  { webhooks }: Outside,
): Promise<Later | undefined> {
  const [row] = await tx.rows<{ isMore: boolean }>(CLEAN_UP, [BATCH]);
  if (row?.isMore) return { at: tx.now };
  if (webhooks) await sealSecrets(tx, webhooks.keys);
  await forgetClearSecrets(tx);
  await tx.rows(OWE_WHAT_WAS_LOST);
  await oweNextCleanUp(tx);
  return undefined;
}

/** Asked for by each worker at its start, so that the row of nights has a beginning; nights without a worker are not made up for. */
export async function oweNextCleanUp(tx: Transaction): Promise<void> {
  const night = new Date(Math.floor(tx.now.getTime() / DAY_MS) * DAY_MS + DAY_MS + AT_NIGHT_MS);
  const day = night.toISOString().slice(0, 10);
  await workItems.add(tx, 'cleanUp', { payload: { day }, dueAt: night, dedupeKey: `cleanUp:${day}` });
}
