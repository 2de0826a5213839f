import { workItems, type ActorTransaction } from '../platform';

interface Told {
  deputationId: string;
  personIds: string[];
  moment: 'begins' | 'ends';
  at: Date;
}

/** Each of the two is told of it by mail when the moment has come, if it is still so then. */
export async function oweDeputationMails(
  tx: ActorTransaction,
  { deputationId, personIds, moment, at }: Told,
): Promise<void> {
  const { tenantId } = tx.actor;
  for (const personId of personIds)
    await workItems.add(tx, 'tellDeputation', {
      payload: { tenantId, personId, deputationId, moment, at: at.toISOString() },
      dueAt: at,
      dedupeKey: `tellDeputation:${deputationId}:${personId}:${moment}:${at.toISOString()}`,
    });
}
