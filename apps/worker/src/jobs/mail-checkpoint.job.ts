import {
  type Checkpoint,
  checkpointMail,
  findCheckpoint,
  type JobPayload,
  type SealedCheckpoint,
  type Transaction,
  workItems,
} from '@querraum/server';
import { localDate } from '@querraum/workflow';
import { asFile } from '../audit-folder';
import type { Later, Outside, TwoPhases } from './job';
import { comeAgain, sendInTwoPhases } from './send-mail.job';

const DAY_MS = 86_400_000;
const WAIT_MS = 15 * 60_000;

/** The first one of each day: it binds all that was before. */
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
  const sealed = await findCheckpoint(tx, number);
  if (!sealed) return undefined;
  const to = outside.audit?.mailTo;
  // Whoever owed it had an address: one of the workers has it, or nobody any more.
  if (to === undefined) return isOfYesterday(tx, sealed) ? undefined : { at: new Date(tx.now.getTime() + WAIT_MS) };
  return sendInTwoPhases(tx, outside, {
    begin: ({ host, publicUrl }) =>
      Promise.resolve({
        ...{ to, messageId: `<checkpoint-${sealed.checkpoint.epoch}-${number}@${host}>` },
        ...{ ...checkpointMail(sealed, publicUrl), attachment: asFile(sealed) },
      }),
    end: (second, outcome) => Promise.resolve(comeAgain(second.now, outcome)),
  });
}

const isOfYesterday = (tx: Transaction, { checkpoint }: SealedCheckpoint): boolean =>
  tx.now.getTime() - new Date(checkpoint.at).getTime() > DAY_MS;
