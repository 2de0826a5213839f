import { runDigest, type JobPayload, type Transaction } from '@querraum/server';
import type { Later, Outside } from './job';

/** Orders the digest of a person, if it says anything, and owes the next one. */
export const runDigestOf = (
  tx: Transaction,
  payload: JobPayload<'runDigest'>,
  { mailServer }: Outside,
): Promise<Later | undefined> => runDigest(tx, payload, mailServer !== undefined);
