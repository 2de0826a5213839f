import { addressMails, type JobPayload, type Transaction } from '@querraum/server';
import type { Outside, Together } from './job';

/** Owes a mail to each person whom a notification concerns; without a mail server the log says that none goes out. */
export async function addressMailsOf(
  tx: Transaction,
  payload: JobPayload<'addressMails'>,
  { mailServer }: Outside,
): Promise<undefined> {
  await addressMails(tx, [payload], mailServer !== undefined);
  return undefined;
}

/** The same for what many runs have told at once. */
export const addressMailsTogether: Together<'addressMails'> = async (tx, items, { mailServer }) => {
  await addressMails(
    tx,
    items.map(({ payload }) => payload),
    mailServer !== undefined,
  );
  return items.map(({ id }) => id);
};
