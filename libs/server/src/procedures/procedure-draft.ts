import type { ProblemDetails } from '@querraum/contracts';
import type { Definition } from '@querraum/workflow';
import { type ActorTransaction, DomainError } from '../platform';
import type { Editor } from './procedures.entities';

export interface DraftRow {
  procedureId: string;
  revision: number;
  baseVersion: number | null;
  definition: Definition;
  editedBy: Editor[];
  updatedAt: Date;
  updatedByName: string;
}

const DRAFT = `select procedure_id as "procedureId", revision, base_version as "baseVersion", definition, edited_by as "editedBy",
    updated_at as "updatedAt", updated_by_name as "updatedByName"
  from procedure_draft where tenant_id = $1 and ($2::uuid is null or procedure_id = $2)`;

export const draftsOfHouse = (tx: ActorTransaction): Promise<DraftRow[]> =>
  tx.rows<DraftRow>(`${DRAFT} order by procedure_id`, [tx.actor.tenantId, null]);

export async function findDraft(tx: ActorTransaction, procedureId: string): Promise<DraftRow | undefined> {
  const [draft] = await tx.rows<DraftRow>(DRAFT, [tx.actor.tenantId, procedureId]);
  return draft;
}

/** Throws `notFound` for a procedure that is not of this house. */
export async function requireProcedure(tx: ActorTransaction, procedureId: string): Promise<void> {
  const found = await tx.rows('select 1 from procedure where tenant_id = $1 and id = $2', [
    tx.actor.tenantId,
    procedureId,
  ]);
  if (found.length === 0) throw new DomainError('notFound');
}

/** Drafts of a procedure begin from the version that is valid: no other may be released meanwhile. */
export const lockProcedure = (tx: ActorTransaction, procedureId: string): Promise<unknown> =>
  tx.rows("select pg_advisory_xact_lock(hashtextextended('procedure ' || $1, 0))", [procedureId]);

/** The draft under its lock, as the person has read it: whoever is second learns who was faster. */
export async function lockDraft(tx: ActorTransaction, procedureId: string, revision: number): Promise<DraftRow> {
  await requireProcedure(tx, procedureId);
  await lockProcedure(tx, procedureId);
  const [draft] = await tx.rows<DraftRow>(`${DRAFT} for update`, [tx.actor.tenantId, procedureId]);
  await tx.lookAtClock();
  if (!draft) throw new DomainError('procedureDraftGone', await validVersion(tx, procedureId));
  if (draft.revision !== revision)
    throw new DomainError('procedureDraftChanged', { person: draft.updatedByName, current: draft.revision });
  return draft;
}

async function validVersion(tx: ActorTransaction, procedureId: string): Promise<ProblemDetails> {
  const [newest] = await tx.rows<{ version: number; name: string | null }>(
    `select version, published_by_name as name from procedure_version where tenant_id = $1 and procedure_id = $2
     order by version desc limit 1`,
    [tx.actor.tenantId, procedureId],
  );
  if (!newest) return { valid: { de: 'noch keine Version', en: 'no version yet' } };
  const { version, name } = newest;
  return {
    valid: {
      de: `Version ${version}${name === null ? '' : `, freigegeben von ${name}`}`,
      en: `version ${version}${name === null ? '' : `, released by ${name}`}`,
    },
  };
}

/** Adds the draft unless there is one already; says whether it did. */
export async function insertDraft(
  tx: ActorTransaction,
  draft: { procedureId: string; baseVersion: number | null; definition: Definition; editedBy: Editor[] },
): Promise<boolean> {
  const added = await tx.rows(
    `insert into procedure_draft (tenant_id, procedure_id, revision, base_version, definition, edited_by, updated_at, updated_by_name)
     values ($1, $2, 1, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
    [
      tx.actor.tenantId,
      draft.procedureId,
      draft.baseVersion,
      JSON.stringify(draft.definition),
      JSON.stringify(draft.editedBy),
      tx.now,
      tx.actor.name,
    ],
  );
  return added.length > 0;
}

export async function saveDraft(tx: ActorTransaction, draft: DraftRow, definition: Definition): Promise<void> {
  const { personId, name } = tx.actor;
  const editors = draft.editedBy.some(({ id }) => id === personId)
    ? draft.editedBy
    : [...draft.editedBy, { id: personId, name }];
  await tx.rows(
    `update procedure_draft set revision = revision + 1, definition = $3, edited_by = $4, updated_at = $5, updated_by_name = $6
     where tenant_id = $1 and procedure_id = $2`,
    [tx.actor.tenantId, draft.procedureId, JSON.stringify(definition), JSON.stringify(editors), tx.now, name],
  );
}

/** A procedure that never had a version goes with its draft. */
export async function removeDraft(tx: ActorTransaction, { procedureId, baseVersion }: DraftRow): Promise<void> {
  const { tenantId } = tx.actor;
  await tx.rows('delete from procedure_draft where tenant_id = $1 and procedure_id = $2', [tenantId, procedureId]);
  if (baseVersion === null)
    await tx.rows('delete from procedure where tenant_id = $1 and id = $2', [tenantId, procedureId]);
}
