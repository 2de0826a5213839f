import {
  checkpointsWritten,
  sealChains,
  unwrittenCheckpoints,
  workItems,
  type JobPayload,
  type Transaction,
} from '@querraum/server';
import type { Outside, TwoPhases } from './job';
import { oweCheckpointMail } from './mail-checkpoint.job';

/** Longer than writing some small files takes. */
const WRITING_MS = 120_000;
const HOUR_MS = 3_600_000;

/**
 * Binds the heads of all chains, owes the next hour's checkpoint in the same transaction, and writes outside of the
 * database whatever is not there yet: a folder that was away gets the hours that it missed.
 */
export async function sealAudit(
  tx: Transaction,
  { period }: JobPayload<'sealAudit'>,
  outside: Outside,
): Promise<TwoPhases | undefined> {
  const { audit } = outside;
  const sealed = await sealChains(tx, period, audit?.key);
  if (sealed) await oweCheckpointMail(tx, sealed, outside);
  await oweNextSeal(tx);
  const folder = audit?.folder;
  const unwritten = folder ? await unwrittenCheckpoints(tx) : [];
  if (!folder || unwritten.length === 0) return undefined;
  return {
    at: new Date(tx.now.getTime() + WRITING_MS),
    act: async () => {
      for (const sealed of unwritten) await folder.write(sealed);
      return async (second) => {
        await checkpointsWritten(
          second,
          unwritten.map(({ checkpoint }) => checkpoint.number),
        );
        return undefined;
      };
    },
  };
}

/** The hour that runs: asked for by each worker at its start, so that the row of hours has a beginning. */
export const oweSealNow = (tx: Transaction): Promise<void> => owe(tx, startOfHour(tx.now), tx.now);

/** Hours in which nobody worked are not made up for: one checkpoint binds all of them. */
function oweNextSeal(tx: Transaction): Promise<void> {
  const next = new Date(startOfHour(tx.now).getTime() + HOUR_MS);
  return owe(tx, next, next);
}

const startOfHour = (now: Date): Date => new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);

function owe(tx: Transaction, hour: Date, dueAt: Date): Promise<void> {
  const period = hour.toISOString();
  return workItems.add(tx, 'sealAudit', { payload: { period }, dueAt, dedupeKey: `sealAudit:${period}` });
}
