import type { DecisionTable, FactValue } from './definition';
import { conditionHolds } from './feel';
import type { ConditionFacts } from './feel';
import { fitsPlain, plainCell, plainValue } from './tables/cells';
import type { Plain } from './tables/cells';

const NEGATED = /^not\s*\((.*)\)$/s;

/** Brackets outside texts close only what the cell has opened: nothing of it stands beside its input. */
function keepsToItself(test: string): boolean {
  let depth = 0;
  for (const sign of test.replace(/"[^"]*"/g, '')) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A cell is a unary test over its input: `> 5000`, `"a", "b"`, `[1..3]`, `not("a")`; `-` fits anything. */
export function cellCondition(input: string, cell: string): string | null {
  const test = cell.trim();
  if (test === '-') return null;
  // No expression at all, and so refused by the check.
  if (!keepsToItself(test)) return '';
  const negated = NEGATED.exec(test)?.[1];
  return negated === undefined ? `${input} in (${test})` : `not(${input} in (${negated}))`;
}

/** The condition of each cell, rule by rule; `null` where the cell fits anything. */
export const tableConditions = ({ inputs, rules }: DecisionTable): (string | null)[][] =>
  rules.map(({ when }) => inputs.map((input, column) => cellCondition(input, when[column] ?? '-')));

interface CompiledCell {
  /** `null` where the cell fits anything. */
  condition: string | null;
  /** Most cells compare with plain values, which needs no expression: large tables must stay cheap. */
  plain: ReturnType<typeof plainCell>;
}

const compiled = new WeakMap<DecisionTable, CompiledCell[][]>();

function cellsOf(table: DecisionTable): CompiledCell[][] {
  const known =
    compiled.get(table) ??
    table.rules.map(({ when }) =>
      table.inputs.map((input, column) => {
        const cell = (when[column] ?? '-').trim();
        return { condition: cellCondition(input, cell), plain: plainCell(cell) };
      }),
    );
  compiled.set(table, known);
  return known;
}

function cellFits({ condition, plain }: CompiledCell, value: Plain | undefined, facts: ConditionFacts): boolean {
  if (condition === null) return true;
  const fits = plain === null || value === undefined ? undefined : fitsPlain(plain, value);
  return fits ?? conditionHolds(condition, facts);
}

/** The rules that fit, by their numbers. */
function fittingRules(table: DecisionTable, facts: ConditionFacts): number[] {
  const values = table.inputs.map((input) => plainValue(input, facts));
  const fits = (cells: readonly CompiledCell[]): boolean =>
    cells.every((cell, column) => cellFits(cell, values[column], facts));
  return cellsOf(table).flatMap((cells, rule) => (fits(cells) ? [rule] : []));
}

const listed = (value: FactValue): string[] =>
  Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];

/**
 * What the table decides (DMN 1.5, 8.2.10): the values of its outputs, `null` each where no rule fits. `null` as a whole:
 * two rules fit where one may.
 */
export function decide(table: DecisionTable, facts: ConditionFacts): Record<string, FactValue> | null {
  const fitting = fittingRules(table, facts);
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
