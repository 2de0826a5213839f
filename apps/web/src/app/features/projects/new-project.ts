import type { Me, NewProject, ProjectKind, Unit } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import type { ChosenArea } from '../../core/areas/area-picker';
import type { Problem } from '../../core/problem';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';
import {
  faultMessage,
  fieldValues,
  kindFaults,
  kindFieldId,
  type ParticipantDraft,
  type TypedFields,
} from './new-project-kind';
import type { StartFacts } from './start-facts';

export const INVOLVEMENTS = [
  'CO_SIGNATURE',
  'CO_EXAMINATION',
  'STATEMENT',
  'CONTRIBUTION',
  'TAKE_NOTE',
] as const satisfies readonly Involvement[];

export interface ProjectDraft {
  title: string;
  description: string;
  areas: readonly ChosenArea[];
  leadUnitId: string;
  participants: readonly ParticipantDraft[];
  documentTitle: string;
  /** Empty for none; `null` until the list of procedures is known. */
  procedureId: string | null;
  /** What the procedure asks before it starts. */
  facts: StartFacts;
  /** Empty for the kind that every house has. */
  kindId: string;
  /** Empty for none. */
  templateId: string;
  /** Empty for today. */
  startOn: string;
  fields: TypedFields;
}

/** The units that the person may begin a project for: those they act for; administrators act in no file. */
export function leadUnitsOf(grants: Me['grants']): Unit[] {
  const units = new Map<string, Unit>();
  for (const { unit, role } of grants) if (role !== 'ADMIN') units.set(unit.id, unit);
  return [...units.values()];
}

export const EMPTY_DRAFT: ProjectDraft = {
  title: '',
  description: '',
  areas: [],
  leadUnitId: '',
  participants: [],
  documentTitle: '',
  procedureId: null,
  facts: {},
  kindId: '',
  templateId: '',
  startOn: '',
  fields: {},
};

/** Where a field of the contract stands in the form. */
const FIELD_IDS: Record<string, string> = {
  title: 'titel',
  description: 'beschreibung',
  areas: 'raeume',
  leadUnitId: 'federfuehrung',
  participants: 'beteiligte',
  file: 'datei',
};

export const participantFieldId = (index: number): string => `beteiligte-${index}`;

/** What is missing before anything is sent, in the order of the form. */
export function draftErrors(
  draft: ProjectDraft,
  file: { refusal: string } | undefined,
  { kind, missingDepartments }: { kind: ProjectKind | undefined; missingDepartments: readonly string[] },
  say: Translate,
): FieldError[] {
  const errors: FieldError[] = [];
  const add = (fieldId: string, key: string, values?: Record<string, unknown>) =>
    errors.push({ fieldId, message: say(`newProject.error.${key}`, values) });
  if (draft.title.trim().length < 3) add('titel', 'title');
  for (const { key, fault } of kindFaults(kind, draft.fields))
    errors.push({ fieldId: kindFieldId(key), message: faultMessage(kind, key, fault, say) });
  if (draft.areas.length === 0) add('raeume', 'areas');
  if (draft.leadUnitId === '') add('federfuehrung', 'lead');
  const seen = new Set([draft.leadUnitId]);
  draft.participants.forEach(({ unitId }, index) => {
    if (unitId === '') add(participantFieldId(index), 'participant');
    else if (seen.has(unitId)) add(participantFieldId(index), 'participantTwice');
    seen.add(unitId);
  });
  if (missingDepartments.length > 0) add('verfahren', 'departments', { departments: missingDepartments.join(', ') });
  if (file === undefined && draft.procedureId) add('datei', 'documentMissing');
  else if (file !== undefined && file.refusal !== '') errors.push({ fieldId: 'datei', message: file.refusal });
  else if (file !== undefined && draft.documentTitle.trim() === '') add('dokumenttitel', 'documentTitle');
  return errors;
}

/** The server's field errors at the fields of this form; what fits no field leads to the title. */
export function serverErrors(problem: Problem): FieldError[] {
  return problem.errors.map(({ path, message }) => {
    const [name = '', index] = path.split('.');
    const fieldId =
      name === 'participants' && index !== undefined ? participantFieldId(Number(index)) : (FIELD_IDS[name] ?? 'titel');
    return { fieldId, message };
  });
}

export function newProjectOf(draft: ProjectDraft, kind: ProjectKind | undefined): NewProject {
  return {
    title: draft.title.trim(),
    description: draft.description.trim(),
    areas: draft.areas.map(({ edition, key }) => ({ edition, key })),
    leadUnitId: draft.leadUnitId,
    participants: draft.participants.map(({ unitId, involvement }) => ({ unitId, involvement })),
    fields: fieldValues(kind, draft.fields),
    ...(kind && { kindId: kind.id }),
    ...(draft.templateId !== '' && { templateId: draft.templateId }),
    ...(draft.startOn !== '' && { startOn: draft.startOn }),
  };
}
