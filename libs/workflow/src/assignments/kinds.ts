import type { LocalizedText } from '../definition';

/** What a unit is asked for when somebody gives it a task by hand. */
export const ASSIGNMENT_KINDS = [
  'takeNote',
  'statement',
  'contribution',
  'examination',
  'completion',
  'question',
] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

export const ASSIGNMENT_RESULTS = ['read', 'given', 'nil', 'noFindings', 'findings', 'done', 'answered'] as const;
export type AssignmentResult = (typeof ASSIGNMENT_RESULTS)[number];

/** What an answer with this result must bring: nothing, words, or words or at least one document. */
export type AnswerNeed = 'nothing' | 'words' | 'wordsOrDocument';

export interface KindRule {
  /** What may be answered, and what each answer needs. */
  results: Partial<Record<AssignmentResult, AnswerNeed>>;
  /** `always`: the issuer accepts it or sends it back · `never`: the answer ends it · `chosen`: as the issuer wished. */
  acceptance: 'always' | 'never' | 'chosen';
  /** Whether the addressed unit may pass it on to another unit. What is asked of one unit personally stays there. */
  toOtherUnits: boolean;
}

/** Each kind with its own rule of completion: the one table for server, browser and tests. */
export const ASSIGNMENT_RULES = {
  takeNote: { results: { read: 'nothing' }, acceptance: 'never', toOtherUnits: false },
  statement: { results: { given: 'wordsOrDocument' }, acceptance: 'always', toOtherUnits: true },
  contribution: { results: { given: 'wordsOrDocument', nil: 'nothing' }, acceptance: 'always', toOtherUnits: true },
  examination: { results: { noFindings: 'nothing', findings: 'words' }, acceptance: 'always', toOtherUnits: true },
  completion: { results: { done: 'nothing' }, acceptance: 'chosen', toOtherUnits: true },
  question: { results: { answered: 'words' }, acceptance: 'always', toOtherUnits: false },
} as const satisfies Record<AssignmentKind, KindRule>;

export const ruleOf = (kind: AssignmentKind): KindRule => ASSIGNMENT_RULES[kind];

/** Whether the issuer looks at the answer before the task ends. */
export const needsAcceptance = (kind: AssignmentKind, wished: boolean): boolean =>
  ruleOf(kind).acceptance === 'chosen' ? wished : ruleOf(kind).acceptance === 'always';

export const ASSIGNMENT_KIND_WORDS = {
  takeNote: { de: 'Kenntnisnahme', en: 'Taking note' },
  statement: { de: 'Stellungnahme', en: 'Statement' },
  contribution: { de: 'Beitrag', en: 'Contribution' },
  examination: { de: 'Prüfung', en: 'Examination' },
  completion: { de: 'Erledigung', en: 'Completion' },
  question: { de: 'Rückfrage', en: 'Question' },
} as const satisfies Record<AssignmentKind, LocalizedText>;

export const ASSIGNMENT_RESULT_WORDS = {
  read: { de: 'gelesen', en: 'read' },
  given: { de: 'abgegeben', en: 'given' },
  nil: { de: 'ohne Beitrag', en: 'nothing to contribute' },
  noFindings: { de: 'ohne Beanstandung', en: 'without objection' },
  findings: { de: 'mit Feststellungen', en: 'with findings' },
  done: { de: 'erledigt', en: 'done' },
  answered: { de: 'beantwortet', en: 'answered' },
} as const satisfies Record<AssignmentResult, LocalizedText>;

/**
 * `waiting`: one that must end first is still running · `open`: with the addressed unit · `answered`: the issuer looks at it ·
 * `declined`: back with the issuer, who readdresses it or takes it back · `accepted` and `takenBack` are its ends.
 */
export const ASSIGNMENT_STATES = ['waiting', 'open', 'answered', 'declined', 'accepted', 'takenBack'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

/** Not at its end: somebody still has to do something. */
export const isLive = (state: AssignmentState): boolean => state !== 'accepted' && state !== 'takenBack';
export const LIVE_STATES = ASSIGNMENT_STATES.filter(isLive);
