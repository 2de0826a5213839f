import type { DecisionTable, FactValue } from './definition';
import { conditionHolds } from './feel';
import type { ConditionFacts } from './feel';

const NEGATED = /^not\s*\((.*)\)$/s;

/** A cell is a unary test over its input: `> 5000`, `"a", "b"`, `[1..3]`, `not("a")`; `-` fits anything. */
export function cellCondition(input: string, cell: string): string | null {
  const test = cell.trim();
  if (test === '-') return null;
  const negated = NEGATED.exec(test)?.[1];
  return negated === undefined ? `${input} in (${test})` : `not(${input} in (${negated}))`;
}

/** The condition of each cell, rule by rule; `null` where the cell fits anything. */
export const tableConditions = ({ inputs, rules }: DecisionTable): (string | null)[][] =>
  rules.map(({ when }) => inputs.map((input, column) => cellCondition(input, when[column] ?? '-')));

const compiled = new WeakMap<DecisionTable, (string | null)[][]>();

function conditionsOf(table: DecisionTable): (string | null)[][] {
  const known = compiled.get(table) ?? tableConditions(table);
  compiled.set(table, known);
  return known;
}

const listed = (value: FactValue): string[] =>
  Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];

/**
 * What the table decides (DMN 1.5, 8.2.10): the values of its outputs, `null` each where no rule fits. `null` as a whole:
 * two rules fit where one may.
 */
export function decide(table: DecisionTable, facts: ConditionFacts): Record<string, FactValue> | null {
  const fits = (conditions: readonly (string | null)[]): boolean =>
    conditions.every((condition) => condition === null || conditionHolds(condition, facts));
  const fitting = conditionsOf(table).flatMap((conditions, rule) => (fits(conditions) ? [rule] : []));
  if (table.hitPolicy === 'unique' && fitting.length > 1) return null;
  const outputOf = (rule: number | undefined, column: number): FactValue =>
    rule === undefined ? null : (table.rules[rule]?.then[column] ?? null);
  return Object.fromEntries(
    table.outputs.map((fact, column) => [
      fact,
      table.hitPolicy === 'collect'
        ? [...new Set(fitting.flatMap((rule) => listed(outputOf(rule, column))))]
        : outputOf(fitting[0], column),
    ]),
  );
}
