import { type ActorTransaction, appendAudit } from '../platform';

type ProcedureAct =
  | 'takenOver'
  | 'copied'
  | 'imported'
  | 'draftOpened'
  | 'draftChanged'
  | 'draftDiscarded'
  | 'released'
  | 'migrationPlanned'
  | 'migrationChanged'
  | 'migrationChecked'
  | 'migrationDiscarded'
  | 'migrationReleased'
  | 'migrationUndone';

/** Tells the house's own chain; configuration belongs to no project. */
export async function auditProcedure(
  tx: ActorTransaction,
  act: ProcedureAct,
  body: { procedureId: string } & Record<string, unknown>,
): Promise<void> {
  const { tenantId, personId, name } = tx.actor;
  await appendAudit(tx, tenantId, tenantId, [
    // Through JSON once: the hash must cover exactly what the database gives back.
    {
      action: `procedure.${act}`,
      actor: personId,
      at: tx.now,
      body: JSON.parse(JSON.stringify({ personName: name, ...body })) as Record<string, unknown>,
    },
  ]);
}
