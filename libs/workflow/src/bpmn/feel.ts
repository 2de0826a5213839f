import { evaluate, parseExpression } from 'feelin';
import { ALLOWED_FUNCTIONS, ALLOWED_NODES } from '../feel/allowed';
import { remembered } from '../remembered';
import type { JuelVariables } from './juel/evaluate';

/**
 * FEEL of imported models reads any variable. As in conditions, nothing loops, so that an expression costs at most its
 * size times that of the variables: a filter goes through one list, and none stands inside another.
 */
const ALLOWED = new Set([
  ...ALLOWED_NODES,
  ...['IfExpression', 'if', 'then', 'else', 'FilterExpression', 'AtLiteral', 'duration', 'time', 'date and time'],
  ...['Context', 'ContextEntry', 'Key', 'Name', '{', '}'],
]);
const FUNCTIONS = new Set([
  ...ALLOWED_FUNCTIONS,
  ...['string', 'number', 'is empty', 'is defined', 'get value', 'all', 'any', 'sum', 'min', 'max', 'mean', 'abs'],
  ...['floor', 'ceiling', 'upper case', 'lower case', 'substring', 'append', 'concatenate', 'index of'],
]);
const MAX_LENGTH = 4000;
const MAX_NODES = 500;
const MAX_DEPTH = 60;

export interface CompiledFeel {
  /** Why the expression is refused; `null` if it may be used. */
  problem: string | null;
  /** The variables that it may read. */
  names: string[];
}

/** Checks an expression, without the `=` that marks it as one, once. */
export const compileFeel = remembered(1000, check);

/** As plain JSON: a date or duration is its text. An unknown variable is null, as is what cannot be calculated. */
export function evaluateFeel(expression: string, variables: JuelVariables): unknown {
  const { problem, names } = compileFeel(expression);
  if (problem !== null) return null;
  const known = names.flatMap((name) => (variables.has(name) ? [[name, variables.get(name)] as const] : []));
  return plainOf(evaluate(expression, Object.fromEntries(known)).value);
}

function plainOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(plainOf);
  if ('iso' in value && typeof value.iso === 'string') return value.iso;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainOf(item)]));
}

function check(expression: string): CompiledFeel {
  if (expression.length > MAX_LENGTH) return { problem: 'tooLong', names: [] };
  const names = new Set<string>();
  const keys = new Set<string>();
  let problem: string | null = null;
  let nodes = 0;
  let depth = 0;
  let filters = 0;
  const text = (from: number, to: number) => expression.slice(from, to).replace(/\s+/g, ' ').trim();
  parseExpression(expression, {}, undefined).iterate({
    enter(node) {
      nodes += 1;
      depth += 1;
      const parent = node.node.parent?.name;
      const said = text(node.from, node.to);
      if (node.type.isError) problem ??= 'syntax';
      else if (!ALLOWED.has(node.name)) problem ??= `notAllowed: ${said.slice(0, 40)}`;
      if (node.name === 'ArithOp' && said === '**') problem ??= 'notAllowed: **';
      if (node.name === 'FilterExpression') filters += 1;
      if (filters > 1) problem ??= 'notAllowed: a filter inside a filter';
      if (node.name === 'Key') keys.add(said.replace(/^"|"$/g, ''));
      if (node.name === 'FunctionInvocation' && node.node.firstChild?.name !== 'VariableName') problem ??= 'notAllowed';
      if (node.name === 'VariableName') {
        if (parent !== 'FunctionInvocation') names.add(said);
        else if (!FUNCTIONS.has(said)) problem ??= `notAllowed: ${said}()`;
      }
      // `a == b` would compare with a test, which no value ever equals.
      if (node.name === 'SimplePositiveUnaryTest' && parent === 'Comparison') {
        const [sign] = said;
        if (sign === '=') problem ??= 'syntax';
      }
      if (nodes > MAX_NODES) problem ??= 'tooLarge';
      if (depth > MAX_DEPTH) problem ??= 'tooDeep';
    },
    leave(node) {
      depth -= 1;
      if (node.name === 'FilterExpression') filters -= 1;
    },
  });
  // An entry that reads another could double it, and the next one that.
  for (const key of keys) if (names.has(key)) problem ??= `notAllowed: ${key} inside its own context`;
  return { problem, names: [...names] };
}
