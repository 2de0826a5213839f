import { pausedMail, type JobPayload, type Transaction } from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';
import { comeAgain, sendInTwoPhases } from './send-mail.job';

/** Tells an administrator that a target was paused. Sent twice after a crash, it bears the same Message-ID. */
export async function mailPausedWebhook(
  tx: Transaction,
  payload: JobPayload<'mailPausedWebhook'>,
  outside: Outside,
): Promise<TwoPhases | Later | undefined> {
  // Where no mails go out, the page and the metrics say it.
  if (!outside.mailServer) return undefined;
  return sendInTwoPhases(tx, outside, {
    begin: async ({ host, publicUrl }) => {
      const mail = await pausedMail(tx, payload, publicUrl);
      const messageId = `<paused-${payload.webhookId}-${payload.personId}-${payload.revision}@${host}>`;
      return mail ? { ...mail, messageId } : 'over';
    },
    end: (second, outcome) => Promise.resolve(comeAgain(second.now, outcome)),
  });
}
