import {
  beginDelivery,
  endDelivery,
  leaseEnd,
  type JobPayload,
  type Mail,
  type MailOutcome,
  type Transaction,
} from '@querraum/server';
import type { Later, MailServer, Outside, TwoPhases } from './job';

/** Without a mail server, what was owed while there was one waits for the next. */
const NO_SERVER_WAIT_MS = 15 * 60_000;
const AWAY_WAIT_MS = 15 * 60_000;

interface Sending {
  begin(mailServer: MailServer): Promise<Mail | 'over' | { wait: Date }>;
  end(tx: Transaction, outcome: MailOutcome): Promise<Date | undefined>;
}

export const sendMail = (
  tx: Transaction,
  payload: JobPayload<'sendMail'>,
  outside: Outside,
): Promise<TwoPhases | Later | undefined> =>
  sendInTwoPhases(tx, outside, {
    begin: (mailServer) => beginDelivery(tx, payload, mailServer),
    end: (second, outcome) => endDelivery(second, payload, outcome),
  });

/** Marks the mail as being sent, talks to the mail server outside of any transaction, and writes what came of it. */
export async function sendInTwoPhases(
  tx: Transaction,
  { mailServer }: Outside,
  { begin, end }: Sending,
): Promise<TwoPhases | Later | undefined> {
  const restMs = mailServer?.restMs() ?? NO_SERVER_WAIT_MS;
  if (!mailServer || restMs > 0) return { at: new Date(tx.now.getTime() + restMs) };
  const mail = await begin(mailServer);
  if (mail === 'over') return undefined;
  if ('wait' in mail) return { at: mail.wait };
  return {
    at: leaseEnd(tx.now),
    act: async () => {
      const outcome = await mailServer.send(mail);
      return async (second, isOwn) => {
        // Another attempt is under way: that this one sent nothing says nothing of the mail.
        if (!isOwn && outcome.state !== 'sent') return undefined;
        const again = await end(second, outcome);
        return again && { at: again };
      };
    },
  };
}

/** What a mail server says may repeat whom it refuses; in logs and audit chains they have no place. */
const ADDRESS = /\S+@\S+/g;

/** Of a mail that no log keeps: a refusal is a failure of the work item. */
export function comeAgain(now: Date, outcome: MailOutcome): Date | undefined {
  if (outcome.state === 'refused') throw new Error(outcome.error.replace(ADDRESS, '…'));
  return outcome.state === 'away' ? new Date(now.getTime() + AWAY_WAIT_MS) : undefined;
}
