import { announceEvents, eventSource, type JobPayload, type Transaction } from '@querraum/server';
import type { Outside } from './job';

/** Owes what has happened to the targets outside that have asked for it. */
export async function announceEventsOf(
  tx: Transaction,
  payload: JobPayload<'announceEvents'>,
  { webhooks }: Outside,
): Promise<undefined> {
  await announceEvents(tx, payload, webhooks?.source ?? eventSource(undefined));
  return undefined;
}
