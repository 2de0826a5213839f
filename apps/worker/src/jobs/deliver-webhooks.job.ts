import { beginRound, endRound, leaseEndOfRound, type JobPayload, type Transaction } from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

/** Where all lanes are in use, the next one is free soon. */
const NO_ROOM_WAIT_MS = 2000;

/** A round of messages to one target, sent in a lane of its own, outside of any transaction. */
export async function deliverWebhooks(
  tx: Transaction,
  payload: JobPayload<'deliverWebhooks'>,
  { webhooks }: Outside,
): Promise<TwoPhases | Later | undefined> {
  if (!webhooks?.hasRoom()) return { at: new Date(tx.now.getTime() + NO_ROOM_WAIT_MS) };
  const round = await beginRound(tx, payload, webhooks.keys);
  if (round === 'over') return undefined;
  if ('wait' in round) return { at: round.wait };
  return {
    at: leaseEndOfRound(tx.now),
    apart: (work) => webhooks.apart(work),
    act: async () => {
      const outcomes = await webhooks.send(round);
      return async (second) => {
        const again = await endRound(second, payload, round, outcomes);
        return again && { at: again };
      };
    },
  };
}
