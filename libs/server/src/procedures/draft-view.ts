import type { ProcedureDraft, ProcedureFinding } from '@querraum/contracts';
import {
  editOf,
  lintCalls,
  lintDraft,
  procedureChanges,
  procedureSteps,
  type Bundle,
  type Definition,
} from '@querraum/workflow';
import { unitNames } from '../organisation';
import type { ActorTransaction } from '../platform';
import { calledBy } from './called-procedures';
import { checkHouse } from './house-check';
import { administrators, houseUnits } from './house-units';
import { unitIdsIn } from './named-units';
import type { DraftRow } from './procedure-draft';

/** What the engine and the house find; empty when it may be released. */
export async function findingsOf(tx: ActorTransaction, definition: Definition): Promise<ProcedureFinding[]> {
  return [
    ...lintDraft(definition),
    ...lintCalls(definition, await calledBy(tx, definition)),
    ...checkHouse(definition, await houseUnits(tx)),
  ];
}

/** The definition that a draft started from. */
export async function baseOf(tx: ActorTransaction, draft: DraftRow): Promise<Definition | undefined> {
  const [base] = await tx.rows<{ bundle: Bundle }>(
    'select bundle from procedure_version where tenant_id = $1 and procedure_id = $2 and version = $3',
    [tx.actor.tenantId, draft.procedureId, draft.baseVersion],
  );
  return base?.bundle.definition;
}

/** Administrators who have not worked on it: nobody releases what is their own. */
export async function releasersOf(
  tx: ActorTransaction,
  { editedBy }: DraftRow,
): Promise<{ id: string; name: string }[]> {
  const editors = new Set(editedBy.map(({ id }) => id));
  return (await administrators(tx)).filter(({ id }) => !editors.has(id));
}

export async function draftView(tx: ActorTransaction, draft: DraftRow): Promise<ProcedureDraft> {
  const { definition } = draft;
  const base = await baseOf(tx, draft);
  const named = [...unitIdsIn(definition), ...(base ? unitIdsIn(base) : [])];
  const names = Object.fromEntries(await unitNames(tx, named));
  const releasers = await releasersOf(tx, draft);
  const { personId } = tx.actor;
  return {
    procedureId: draft.procedureId,
    revision: draft.revision,
    baseVersion: draft.baseVersion,
    updatedAt: draft.updatedAt.toISOString(),
    updatedBy: draft.updatedByName,
    editedBy: draft.editedBy.map(({ name }) => name),
    edit: editOf(definition),
    definition,
    steps: procedureSteps(definition, names),
    findings: await findingsOf(tx, definition),
    changes: base ? procedureChanges(base, definition, names) : [],
    release: {
      allowed: releasers.some(({ id }) => id === personId),
      others: releasers.filter(({ id }) => id !== personId).map(({ name }) => name),
    },
  };
}
