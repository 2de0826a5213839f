import type { AnswerInput, Me } from '@querraum/contracts';
import type { Capacity } from '@querraum/workflow';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export type AnswerChoice = AnswerInput['kind'];

/** The answers of a Mitzeichnung in the order of the form, and whether they need words. */
export const ANSWERS = {
  approve: { words: 'none' },
  condition: { words: 'required' },
  reserve: { words: 'required' },
  refuse: { words: 'required' },
  nil: { words: 'none' },
  notResponsible: { words: 'optional' },
} as const satisfies Record<AnswerChoice, { words: 'none' | 'optional' | 'required' }>;
export const ANSWER_CHOICES = Object.keys(ANSWERS) as AnswerChoice[];

export interface OwnCapacity {
  capacity: Capacity;
  onBehalfOf: string | null;
}

const ORDER = ['HEAD', 'DEPUTY', 'BY_ORDER'] as const satisfies readonly Capacity[];

/** In which capacity somebody acts for a unit: HEAD before DEPUTY before BY_ORDER, as on the server. */
export function capacityFor(grants: Me['grants'], unitId: string): OwnCapacity | undefined {
  for (const capacity of ORDER) {
    const grant = grants.find((one) => one.unit.id === unitId && one.role !== 'ADMIN' && one.capacity === capacity);
    if (grant !== undefined) return { capacity, onBehalfOf: grant.onBehalfOf?.name ?? null };
  }
  return undefined;
}

/** „Fassung 1 mitzeichnen, i. A.“: the button says exactly what is signed, and as whom. */
export function signWords(deed: string, own: OwnCapacity | undefined, say: Translate): string {
  if (own === undefined || own.capacity === 'HEAD') return deed;
  if (own.capacity === 'BY_ORDER') return say('sign.byOrder', { deed });
  return own.onBehalfOf === null
    ? say('sign.deputy', { deed })
    : say('sign.deputyFor', { deed, represented: own.onBehalfOf });
}

export function answerErrors(choice: AnswerChoice | '', words: string, say: Translate): FieldError[] {
  if (choice === '') return [{ fieldId: 'antwort-approve', message: say('answerForm.error.choice') }];
  return ANSWERS[choice].words === 'required' && words.trim() === ''
    ? [{ fieldId: 'begruendung', message: say(`answerForm.error.words.${choice}`) }]
    : [];
}
