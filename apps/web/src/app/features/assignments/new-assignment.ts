import type { AssignmentKind, AssignmentPriority } from '@querraum/contracts';
import type { NewAssignmentsInput } from '../../core/assignments/assignments.api';
import type { Problem } from '../../core/problem';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';
import { type DueDraft, dueErrors, dueInputOf, NO_DUE } from './due-draft';

export interface AddresseeDraft {
  unitId: string;
  /** `position:<id>`, `person:<id>`, or empty for the unit as a whole. */
  within: string;
}

export interface AssignmentDraft {
  kind: AssignmentKind;
  title: string;
  words: string;
  to: 'chosen' | 'participants';
  addressees: readonly AddresseeDraft[];
  due: DueDraft;
  priority: AssignmentPriority;
  acceptance: boolean;
  /** One item a line. */
  checklist: string;
  documentIds: readonly string[];
  dependsOn: readonly string[];
  every: '' | 'month' | 'quarter' | 'halfYear' | 'year';
  until: string;
  issuingUnitId: string;
}

export const NO_ADDRESSEE: AddresseeDraft = { unitId: '', within: '' };
export const EMPTY_ASSIGNMENT: AssignmentDraft = {
  kind: 'statement',
  title: '',
  words: '',
  to: 'chosen',
  addressees: [NO_ADDRESSEE],
  due: NO_DUE,
  priority: 'normal',
  acceptance: false,
  checklist: '',
  documentIds: [],
  dependsOn: [],
  every: '',
  until: '',
  issuingUnitId: '',
};

const MOST_ITEMS = 50;
const LONGEST_ITEM = 300;

export const addresseeFieldId = (index: number): string => `an-${index}`;

export const checklistOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function addresseeOfDraft({ unitId, within }: AddresseeDraft): {
  unitId: string;
  positionId?: string;
  personId?: string;
} {
  const [sort, id] = within.split(':');
  if (id === undefined) return { unitId };
  return sort === 'position' ? { unitId, positionId: id } : { unitId, personId: id };
}

/** What is missing before anything is sent, in the order of the form. */
export function assignmentErrors(draft: AssignmentDraft, say: Translate): FieldError[] {
  const errors: FieldError[] = [];
  const add = (fieldId: string, key: string, values?: Record<string, unknown>) =>
    errors.push({ fieldId, message: say(`assignment.error.${key}`, values) });
  if (draft.to === 'chosen') {
    const seen = new Set<string>();
    draft.addressees.forEach((addressee, index) => {
      const key = `${addressee.unitId} ${addressee.within}`;
      if (addressee.unitId === '') add(addresseeFieldId(index), 'addressee');
      else if (seen.has(key)) add(addresseeFieldId(index), 'addresseeTwice');
      seen.add(key);
    });
  }
  if (draft.title.trim().length < 3) add('titel', 'title');
  errors.push(...dueErrors(draft.due, say));
  const items = checklistOf(draft.checklist);
  if (items.length > MOST_ITEMS) add('pruefliste', 'checklistLong', { count: items.length, limit: MOST_ITEMS });
  else if (items.some((item) => item.length > LONGEST_ITEM))
    add('pruefliste', 'checklistItem', { limit: LONGEST_ITEM });
  if (draft.every !== '' && draft.until === '') add('wiederkehr-bis', 'until');
  return errors;
}

export function newAssignmentsOf(draft: AssignmentDraft): NewAssignmentsInput {
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    words: draft.words.trim(),
    addressees: draft.to === 'participants' ? 'participants' : draft.addressees.map(addresseeOfDraft),
    due: dueInputOf(draft.due) ?? null,
    priority: draft.priority,
    acceptance: draft.kind === 'completion' && draft.acceptance,
    checklist: checklistOf(draft.checklist),
    documentIds: [...draft.documentIds],
    dependsOn: [...draft.dependsOn],
    recurrence: draft.every === '' ? null : { every: draft.every, until: draft.until },
    ...(draft.issuingUnitId !== '' && { issuingUnitId: draft.issuingUnitId }),
  };
}

/** Where a field of the contract stands in the form. */
const FIELD_IDS: Record<string, string> = {
  kind: 'art',
  title: 'titel',
  words: 'text',
  due: 'frist',
  checklist: 'pruefliste',
  recurrence: 'wiederkehr-bis',
  issuingUnitId: 'im-namen',
};

/** The server's field errors at the fields of this form; what fits no field leads to the title. */
export function serverErrors(problem: Problem): FieldError[] {
  return problem.errors.map(({ path, message }) => {
    const [name = '', index] = path.split('.');
    const fieldId = name === 'addressees' ? addresseeFieldId(Number(index ?? 0)) : (FIELD_IDS[name] ?? 'titel');
    return { fieldId, message };
  });
}
