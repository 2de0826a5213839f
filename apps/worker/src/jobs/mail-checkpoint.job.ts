import {
  type Checkpoint,
  checkpointMail,
  findCheckpoint,
  type JobPayload,
  type Transaction,
  workItems,
} from '@querraum/server';
import { localDate } from '@querraum/workflow';
import { asFile } from '../audit-folder';
import type { Later, Outside, TwoPhases } from './job';
import { comeAgain, sendInTwoPhases } from './send-mail.job';

/** The first one of each day: it binds all that was before, and so does each day's. */
export async function oweCheckpointMail(
  tx: Transaction,
  { number, epoch }: Checkpoint,
  { audit, mailServer }: Outside,
): Promise<void> {
  if (audit?.mailTo === undefined || !mailServer) return;
  await workItems.add(tx, 'mailCheckpoint', {
    payload: { number },
    dueAt: tx.now,
    dedupeKey: `mailCheckpoint:${epoch}:${localDate(tx.now.toISOString())}`,
  });
}

/**
 * To whoever audits: what lies in their post, nobody who has the database, its key and its folder can tell anew
 * (docs/adr/0063). Sent twice after a crash, it bears the same Message-ID.
 */
export async function mailCheckpoint(
  tx: Transaction,
  { number }: JobPayload<'mailCheckpoint'>,
  outside: Outside,
): Promise<TwoPhases | Later | undefined> {
  const to = outside.audit?.mailTo;
  if (to === undefined) return undefined;
  return sendInTwoPhases(tx, outside, {
    begin: async ({ host, publicUrl }) => {
      const sealed = await findCheckpoint(tx, number);
      if (!sealed) return 'over';
      const messageId = `<checkpoint-${sealed.checkpoint.epoch}-${number}@${host}>`;
      return { to, messageId, ...checkpointMail(sealed, publicUrl), attachment: asFile(sealed) };
    },
    end: (second, outcome) => Promise.resolve(comeAgain(second.now, outcome)),
  });
}
