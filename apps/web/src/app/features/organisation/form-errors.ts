import type { ProblemCode } from '@querraum/contracts';
import type { Problem } from '../../core/problem';
import type { FieldError } from '../../ui/error-summary';

/** Which field of the form a refusal is about. */
const FIELD_OF_CODE: Partial<Record<ProblemCode, string>> = {
  unitCodeTaken: 'kuerzel',
  parentUnknown: 'uebergeordnet',
  unitCycle: 'uebergeordnet',
  secondRoot: 'uebergeordnet',
  usernameTaken: 'benutzername',
  usernameAwaited: 'benutzername',
  unitUnknown: 'einheit',
  roleTaken: 'einheit',
  periodBackwards: 'bis',
  periodPast: 'bis',
  deputySelf: 'vertretung',
  deputyUnknown: 'vertretung',
  deputationTaken: 'vertretung',
  setupCodeWrong: 'code',
  setupBlocked: 'code',
};

/** What the server refuses, at the field where it can be put right; nothing where it is about the whole. */
export function formErrors(problem: Problem, fieldOfPath: Readonly<Record<string, string>>): FieldError[] {
  const field = FIELD_OF_CODE[problem.code as ProblemCode];
  if (field !== undefined) return [{ fieldId: field, message: problem.detail }];
  return problem.errors.flatMap(({ path, message }) => {
    const fieldId = fieldOfPath[path];
    return fieldId === undefined ? [] : [{ fieldId, message }];
  });
}
