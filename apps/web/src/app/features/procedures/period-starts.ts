import {
  startKey,
  type Definition,
  type LocalizedText,
  type NodeDefinition,
  type PeriodStart,
} from '@querraum/workflow';

/** A start as the value of a choice; empty for the beginning of the step itself. */
export const startValue = (start: PeriodStart | undefined): string => (start === undefined ? '' : startKey(start));

/** Steps that only lead on have no end that anybody would know. */
const LEADING: ReadonlySet<NodeDefinition['type']> = new Set([
  'start',
  'end',
  'decision',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
]);

/** From what a Frist may count: declared days, and the other steps; whether one is over by then the check says. */
export function periodStarts(
  { facts = [], nodes }: Definition,
  { id: own }: NodeDefinition,
): { start: PeriodStart; name: LocalizedText }[] {
  return [
    ...facts.flatMap(({ key, name, type }) =>
      type === 'date' ? [{ start: { kind: 'fact' as const, fact: key }, name }] : [],
    ),
    ...nodes.flatMap(({ id, name, type }) =>
      id === own || LEADING.has(type) ? [] : [{ start: { kind: 'step' as const, nodeId: id }, name }],
    ),
  ];
}
