import type { Capacity } from '@querraum/workflow';
import { appendAudit, type Actor, type AuditRecord, type Transaction } from '../platform';

/** Who did it, in which capacity and for which unit, with the names of that moment. */
export interface HistoryBy {
  personId: string;
  personName: string;
  unitId?: string;
  unitName?: string;
  capacity?: Capacity;
  onBehalfOfName?: string;
}

export interface HistoryInput {
  /** `project.created`, `document.versionAdded`, `run.<RunEvent type>` … */
  action: string;
  at: Date;
  /** `null` for the system. */
  by: HistoryBy | null;
  /** What this kind tells: plain JSON. */
  data: Record<string, unknown>;
}

/** Body of an audit entry. What the kind tells lies apart from who did it, so that no name can shadow another. */
export interface HistoryBody {
  personName: string | null;
  unitId: string | null;
  unitName: string | null;
  capacity: Capacity | null;
  onBehalfOfName: string | null;
  data: Record<string, unknown>;
}

const bodyOf = ({ by, data }: HistoryInput): HistoryBody => ({
  personName: by?.personName ?? null,
  unitId: by?.unitId ?? null,
  unitName: by?.unitName ?? null,
  capacity: by?.capacity ?? null,
  onBehalfOfName: by?.onBehalfOfName ?? null,
  data,
});

/** Appends to the project's audit chain, in the transaction of what it tells; the entries keep their order. */
export const appendHistory = (
  tx: Transaction,
  project: { tenantId: string; id: string },
  entries: HistoryInput[],
): Promise<void> => appendAudit(tx, project.tenantId, project.id, entries.map(auditRecord));

export const auditRecord = (entry: HistoryInput): AuditRecord => ({
  action: entry.action,
  actor: entry.by?.personId ?? null,
  at: entry.at,
  // Through JSON once: the hash must cover exactly what the database gives back.
  body: JSON.parse(JSON.stringify(bodyOf(entry))) as Record<string, unknown>,
});

/** The person as acting for this unit: with the first fitting grant, HEAD before DEPUTY before BY_ORDER. */
export function historyBy(actor: Actor, unit: { id: string; name: string }): HistoryBy {
  const grant = actor.grants.find(({ unitId, role }) => unitId === unit.id && role !== 'ADMIN');
  return {
    personId: actor.personId,
    personName: actor.name,
    ...(grant && { unitId: unit.id, unitName: unit.name, capacity: grant.capacity }),
    ...(grant?.onBehalfOfName && { onBehalfOfName: grant.onBehalfOfName }),
  };
}
