import { addressMails, type JobPayload, type Transaction } from '@querraum/server';
import type { Outside } from './job';

/** Owes a mail to each person whom a notification concerns; without a mail server the log says that none goes out. */
export async function addressMailsOf(
  tx: Transaction,
  payload: JobPayload<'addressMails'>,
  { mailServer }: Outside,
): Promise<undefined> {
  await addressMails(tx, payload, mailServer !== undefined);
  return undefined;
}
