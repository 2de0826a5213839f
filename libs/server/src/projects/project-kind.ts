import {
  changeFaultsOf,
  faultsOf,
  faultWords,
  isBlank,
  type FieldChanges,
  type FieldFault,
  type FieldValue,
  type FieldValues,
  type KindReference,
  type KnownField,
  type ProjectField,
  type ProjectKind,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { DomainError, type ActorTransaction, type Transaction } from '../platform';

type Row = Omit<ProjectKind, 'retiredAt' | 'lastChange'> & {
  retiredAt: Date | null;
  changedAt: Date | null;
  changedBy: string | null;
  changedByName: string | null;
};

const KIND = `select k.id, k.code, k.name, k.description, k.participants, k.fields, k.phases, k.procedure_ids as "procedureIds",
    k.retention_years as "retentionYears", k.revision, k.retired_at as "retiredAt", k.changed_at as "changedAt",
    k.changed_by as "changedBy", c.name as "changedByName"
  from project_kind k left join person c on c.id = k.changed_by`;

/** The kinds of the own house, those that are retired last. */
export async function kindsOfHouse(tx: ActorTransaction): Promise<ProjectKind[]> {
  const rows = await tx.rows<Row>(
    `${KIND} where k.tenant_id = $1 order by k.retired_at is not null, k.name ->> 'de', k.id`,
    [tx.actor.tenantId],
  );
  return rows.map(kindOf);
}

export async function findKind(tx: Transaction, tenantId: string, id: string): Promise<ProjectKind | undefined> {
  const rows = await tx.rows<Row>(`${KIND} where k.tenant_id = $1 and k.id = $2`, [tenantId, id]);
  return rows.map(kindOf)[0];
}

function kindOf({ changedAt, changedBy, changedByName, ...row }: Row): ProjectKind {
  return {
    ...row,
    retiredAt: row.retiredAt?.toISOString() ?? null,
    lastChange: changedAt && {
      at: changedAt.toISOString(),
      by: changedBy === null || changedByName === null ? null : { id: changedBy, name: changedByName },
    },
  };
}

/**
 * What a kind asks for stays as it is until the project that answers is committed. An advisory lock, because whoever may
 * not change a row may not lock it either.
 */
export async function holdKinds(tx: Transaction, tenantId: string): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock_shared(hashtextextended('kinds ' || $1, 0))", [tenantId]);
}

/**
 * The kind that a new project is of, with what its fields are to hold. Without one named it is the first of the house. A renewal is of
 * the kind that its predecessor has, though it be retired since, and what is asked for since is filled in later.
 */
export async function requireKind(
  tx: ActorTransaction,
  { kindId = tx.actor.tenantId, fields }: { kindId?: string | undefined; fields: FieldValues },
  isRenewal = false,
): Promise<{ kind: ProjectKind; values: FieldValues }> {
  await holdKinds(tx, tx.actor.tenantId);
  const kind = await findKind(tx, tx.actor.tenantId, kindId);
  if (!kind || (kind.retiredAt !== null && !isRenewal)) throw new DomainError('kindUnknown');
  requireNoFault(kind.fields, (isRenewal ? changeFaultsOf : faultsOf)(kind.fields, fields));
  return { kind, values: filled(fields) };
}

/** What one field of a project was and is; choices by their label. */
export interface FieldChange {
  label: LocalizedText;
  from: FieldValue | LocalizedText | null;
  to: FieldValue | LocalizedText | null;
}

/** The values after the change, and what changed in words. */
export function changeFields(
  known: KnownField[],
  values: FieldValues,
  changes: FieldChanges,
): { values: FieldValues; words: FieldChange[] } {
  requireNoFault(known, changeFaultsOf(known, changes));
  const changed = known.filter(({ key }) => {
    const wanted = changes[key];
    return wanted !== undefined && (isBlank(wanted) ? key in values : wanted !== values[key]);
  });
  const next = { ...values, ...Object.fromEntries(changed.map(({ key }) => [key, changes[key] ?? null])) };
  return {
    values: filled(next),
    words: changed.map((field) => ({
      label: field.label,
      from: shown(field, values[field.key]),
      to: shown(field, changes[field.key]),
    })),
  };
}

/** What a project shows: every field that is asked for, and the removed ones in which it has something. */
export const fieldsOf = (known: KnownField[], values: FieldValues): ProjectField[] =>
  known
    .filter(({ key, isRemoved }) => !isRemoved || key in values)
    .map((field) => ({ ...field, value: values[field.key] ?? null }));

export const kindReference = ({ id, code, name }: ProjectKind): KindReference => ({ id, code, name });

function shown({ choices }: KnownField, value: FieldValue | null | undefined): FieldChange['from'] {
  if (value === undefined || value === null || isBlank(value)) return null;
  return choices.find(({ key }) => key === value)?.label ?? value;
}

const filled = (values: FieldChanges): FieldValues =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === null || isBlank(value) ? [] : [[key, value]])),
  );

function requireNoFault(fields: KnownField[], faults: FieldFault[]): void {
  if (faults.length > 0) throw new DomainError('projectFieldsInvalid', { summary: faultWords(fields, faults) });
}
