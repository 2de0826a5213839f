import { tellDeputation, type JobPayload, type Transaction } from '@querraum/server';
import type { Outside } from './job';

/** Orders the mail to somebody whose Vertretung begins or ends. */
export async function tellDeputationOf(
  tx: Transaction,
  payload: JobPayload<'tellDeputation'>,
  { mailServer }: Outside,
): Promise<undefined> {
  await tellDeputation(tx, payload, mailServer !== undefined);
  return undefined;
}
