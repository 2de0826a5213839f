import { beginDelivery, endDelivery, leaseEnd, type JobPayload, type Transaction } from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';

/** Without a mail server, what was owed while there was one waits for the next. */
const NO_SERVER_WAIT_MS = 15 * 60_000;

/** Marks the mail as being sent, talks to the mail server outside of any transaction, and writes what came of it. */
export async function sendMail(
  tx: Transaction,
  payload: JobPayload<'sendMail'>,
  { mailServer }: Outside,
): Promise<TwoPhases | Later | undefined> {
  const restMs = mailServer?.restMs() ?? NO_SERVER_WAIT_MS;
  if (!mailServer || restMs > 0) return { at: new Date(tx.now.getTime() + restMs) };
  const mail = await beginDelivery(tx, payload, mailServer);
  if (mail === 'over') return undefined;
  if ('wait' in mail) return { at: mail.wait };
  return {
    at: leaseEnd(tx.now),
    act: async () => {
      const outcome = await mailServer.send(mail);
      return async (second) => {
        const again = await endDelivery(second, payload, outcome);
        return again && { at: again };
      };
    },
  };
}
