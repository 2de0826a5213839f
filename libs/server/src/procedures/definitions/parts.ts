import type { Addressee, Department, Flow, Period } from '@querraum/workflow';

/** Words that shipped procedures are written in; `parse` of the bundle adds every default. */
export const days = (length: number): Period => ({ length, unit: 'workingDay', roll: true });
export const weeks = (length: number): Period => ({ length, unit: 'week', roll: true });

export const LEAD: Addressee = { kind: 'lead' };
export const SUPERIOR: Addressee = { kind: 'superiorOfLead' };
export const BOARD_MEMBER: Addressee = { kind: 'boardMemberOfLead' };
export const department = (named: Department): Addressee => ({ kind: 'department', department: named });
export const named = (fact: string): Addressee => ({ kind: 'fact', fact });

/** `from → to`, with a condition where a gateway asks for one; the id is made of both ends. */
export function flow(from: string, to: string, condition?: string): Flow {
  return { id: `${from}_${to}`, from, to, ...(condition === undefined ? {} : { condition }) };
}

/** One after the other. */
export const chain = (...nodes: string[]): Flow[] => nodes.slice(1).map((to, index) => flow(nodes[index] ?? '', to));

export const result = (key: string, de: string, en: string, needsWords = false) => ({
  key,
  name: { de, en },
  ...(needsWords && { needsWords }),
});
