import { evaluate, parseExpression } from 'feelin';
import type { FactValue } from './definition';

/**
 * What a condition may read: a plain snapshot, no clock, no database.
 * `round`: the round that ended last; `finalSignature`: the one that ended last; `null` before there is any.
 */
export interface ConditionFacts {
  round: {
    outcome: string;
    /** How many reservations are open. */
    openReservations: number;
    /** How many dissents go to the decision shown. */
    shownDissents: number;
  } | null;
  finalSignature: { result: string } | null;
  lead: { unitId: string };
  /** Declared facts that have a value. */
  facts: Readonly<Record<string, FactValue>>;
  /** How the last step of each node ended, where it knows several ways, by node id. */
  steps: Readonly<Record<string, { result: string }>>;
}

/** The paths of `ConditionFacts`; the linter refuses any other. */
export const CONDITION_PATHS = [
  'round.outcome',
  'round.openReservations',
  'round.shownDissents',
  'finalSignature.result',
  'lead.unitId',
] as const;

const MAX_LENGTH = 500;
const MAX_NODES = 200;
const MAX_DEPTH = 24;
const MAX_LIST = 50;

/**
 * Only what is listed may stand in a condition. Nothing here loops, so an expression costs at most its own size:
 * no iteration, quantifier, filter, function definition, regular expression, power or clock.
 */
const ALLOWED_NODES: ReadonlySet<string> = new Set([
  'Expression',
  'Comparison',
  'CompareOp',
  'Conjunction',
  'Disjunction',
  'ParenthesizedExpression',
  'PathExpression',
  'PathName',
  'VariableName',
  'Identifier',
  'StringLiteral',
  'NumericLiteral',
  'BooleanLiteral',
  'ArithmeticExpression',
  'ArithOp',
  'FunctionInvocation',
  'PositionalParameters',
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
  'Interval',
  'List',
  'null',
  'and',
  'or',
  'in',
  'between',
  '.',
  '..',
  '(',
  ')',
  '[',
  ']',
]);
const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set([
  'not',
  'string length',
  'contains',
  'starts with',
  'ends with',
]);

const BEHIND_A_FACT = /^facts\.[^.]*\./;

export interface CompiledCondition {
  /** Why the condition is refused; `null` if it may be used. */
  problem: string | null;
  /** Every path or name that is read. */
  paths: string[];
}

function check(expression: string): CompiledCondition {
  if (expression.length > MAX_LENGTH) return { problem: 'tooLong', paths: [] };
  const paths: string[] = [];
  const listSizes: number[] = [];
  let problem: string | null = expression.trim() === '' ? 'empty' : null;
  let nodes = 0;
  let depth = 0;
  let insidePath = 0;
  const text = (from: number, to: number) => expression.slice(from, to).replace(/\s+/g, ' ').trim();
  parseExpression(expression, {}, undefined).iterate({
    enter(node) {
      nodes += 1;
      depth += 1;
      const parent = node.node.parent?.name;
      if (node.type.isError) problem ??= 'syntax';
      else if (!ALLOWED_NODES.has(node.name)) problem ??= `notAllowed: ${node.name}`;
      if (parent === 'List' || parent === 'PositiveUnaryTests') {
        listSizes[depth] = (listSizes[depth] ?? 0) + 1;
        // A list's brackets are nodes of their own, hence the two more.
        if ((listSizes[depth] ?? 0) > MAX_LIST + 2) problem ??= 'tooLong';
      }
      if (node.name === 'ArithOp' && text(node.from, node.to) === '**') problem ??= 'notAllowed: **';
      if (node.name === 'VariableName' && insidePath === 0) {
        const name = text(node.from, node.to);
        if (parent !== 'FunctionInvocation') paths.push(name);
        else if (!ALLOWED_FUNCTIONS.has(name)) problem ??= `notAllowed: ${name}`;
      }
      if (node.name === 'FunctionInvocation' && node.node.firstChild?.name !== 'VariableName') problem ??= 'notAllowed';
      if (node.name === 'PathExpression') {
        if (insidePath === 0) paths.push(text(node.from, node.to).replace(/ ?\. ?/g, '.'));
        // A path may only start at a name, so that nothing is hidden before the dot.
        if (!['VariableName', 'PathExpression'].includes(node.node.firstChild?.name ?? '')) problem ??= 'notAllowed';
        insidePath += 1;
      }
      if (nodes > MAX_NODES) problem ??= 'tooLarge';
      if (depth > MAX_DEPTH) problem ??= 'tooDeep';
    },
    leave(node) {
      depth -= 1;
      if (node.name === 'PathExpression') insidePath -= 1;
      if (node.name === 'List' || node.name === 'PositiveUnaryTests') listSizes[depth + 2] = 0;
    },
  });
  // A fact is a value; of a list FEEL would ask every item.
  if (paths.some((path) => BEHIND_A_FACT.test(path))) problem ??= 'notAllowed';
  return { problem, paths };
}

const compiled = new Map<string, CompiledCondition>();

/** Checks a condition once; the same text always has the same result. */
export function compileCondition(expression: string): CompiledCondition {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const result = check(expression);
  if (compiled.size >= 1000) compiled.clear();
  compiled.set(expression, result);
  return result;
}

/**
 * True only if the condition is allowed and says `true`; null, an unknown name or another type never routes. Nor does
 * what cannot be evaluated with the facts as they are, such as a range from a text to a number.
 */
export function conditionHolds(expression: string, facts: ConditionFacts): boolean {
  if (compileCondition(expression).problem !== null) return false;
  try {
    return evaluate(expression, { ...facts }).value === true;
  } catch {
    return false;
  }
}
