import {
  faultsOf,
  type FieldFault,
  type FieldValue,
  type FieldValues,
  type KnownField,
  type ProjectKind,
  type ProjectTemplate,
  type Unit,
} from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import type { Translate } from '../../core/texts';

/** What stands in the boxes of the kind's own fields, by key; `true` and `false` are words here. */
export type TypedFields = Readonly<Record<string, string>>;

export interface ParticipantDraft {
  unitId: string;
  involvement: Involvement;
}

export const kindFieldId = (key: string): string => `angabe-${key}`;

export const askedFields = (kind: ProjectKind | undefined): KnownField[] =>
  (kind?.fields ?? []).filter(({ isRemoved }) => !isRemoved);

/** A comma is how people write a number here. What is no number stays as it is, so that it is named as a fault. */
function valueOf({ type }: KnownField, typed: string): FieldValue {
  if (type === 'yesNo') return typed === 'true';
  if (type !== 'number') return typed;
  return /^-?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : typed;
}

/** The values of the fields that the kind asks for; what was typed for another kind is left out. */
export function fieldValues(kind: ProjectKind | undefined, typed: TypedFields): FieldValues {
  return Object.fromEntries(
    askedFields(kind).flatMap((field) => {
      const text = typed[field.key]?.trim() ?? '';
      return text === '' ? [] : [[field.key, valueOf(field, text)]];
    }),
  );
}

export function faultMessage(
  kind: ProjectKind | undefined,
  key: string,
  fault: FieldFault['fault'],
  say: Translate,
): string {
  const field = askedFields(kind).find((one) => one.key === key);
  return say(`newProject.error.field.${fault}`, { field: field ? inLanguage(field.label) : key });
}

export const kindFaults = (kind: ProjectKind | undefined, typed: TypedFields): FieldFault[] =>
  faultsOf(askedFields(kind), fieldValues(kind, typed));

/** The house of the lead; its unit is empty as long as none is chosen. */
export interface House {
  units: readonly Unit[];
  tenantId: string;
  leadUnitId: string;
}

/** Whom a kind and a template expect: of several units of a Ressort the first of the house. */
export function expectedParticipants(
  kind: ProjectKind | undefined,
  template: Pick<ProjectTemplate, 'content'> | undefined,
  { units, tenantId, leadUnitId }: House,
): ParticipantDraft[] {
  const house = units.filter((unit) => unit.tenantId === tenantId && unit.id !== leadUnitId);
  const offices = [...house].sort((one, other) => Number(other.kind === 'OFFICE') - Number(one.kind === 'OFFICE'));
  const unitOf = (department: string) => offices.find((unit) => unit.department === department)?.id;
  const leadDepartment = units.find(({ id }) => id === leadUnitId)?.department;
  const ofKind = (kind?.participants ?? []).map(({ department, involvement }) => ({
    unitId: unitOf(department),
    involvement,
  }));
  const parts = [...(template?.content.milestones ?? []), ...(template?.content.measures ?? [])];
  const ofTemplate = parts.map(({ unit }): { unitId: string | undefined; involvement: Involvement } => {
    const isLead = unit.kind === 'lead' || (unit.kind === 'department' && unit.department === leadDepartment);
    const unitId = isLead ? undefined : unit.kind === 'unit' ? unit.unitId : unitOf(unit.department);
    return { unitId, involvement: 'CONTRIBUTION' };
  });
  const found = new Map<string, Involvement>();
  for (const { unitId, involvement } of [...ofKind, ...ofTemplate])
    if (unitId !== undefined && unitId !== leadUnitId && !found.has(unitId)) found.set(unitId, involvement);
  return [...found].map(([unitId, involvement]) => ({ unitId, involvement }));
}

/** The participants after another choice: what was proposed before and left untouched goes, what somebody typed stays. */
export function followProposal(
  typed: readonly ParticipantDraft[],
  before: readonly ParticipantDraft[],
  now: readonly ParticipantDraft[],
): ParticipantDraft[] {
  const isProposed = (one: ParticipantDraft) =>
    before.some(({ unitId, involvement }) => unitId === one.unitId && involvement === one.involvement);
  const kept = typed.filter((one) => one.unitId !== '' && !isProposed(one));
  const there = new Set(kept.map(({ unitId }) => unitId));
  return [...kept, ...now.filter(({ unitId }) => !there.has(unitId))];
}
