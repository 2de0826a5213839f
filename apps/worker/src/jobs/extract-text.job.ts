import { beginText, keepText, type JobPayload, type Transaction } from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

/** Longer than the deadline of the thread that reads. */
const READING_MS = 120_000;
const NO_READER_WAIT_MS = 15 * 60_000;

/** Reads the text of a version outside of any transaction, because a file may take its time, and keeps it in the second. */
export async function extractText(
  tx: Transaction,
  payload: JobPayload<'extractText'>,
  { texts }: Outside,
): Promise<TwoPhases | Later | undefined> {
  if (!texts) return { at: new Date(tx.now.getTime() + NO_READER_WAIT_MS) };
  const version = await beginText(tx, payload);
  if (!version) return undefined;
  return {
    at: new Date(tx.now.getTime() + READING_MS),
    act: async () => {
      const read = await texts.read(version);
      return async (second) => {
        await keepText(second, payload, read);
        return undefined;
      };
    },
  };
}
