import { evaluate, parseExpression } from 'feelin';
import type { FactValue } from './definition';
import {
  ALLOWED_FUNCTIONS,
  ALLOWED_NODES,
  AROUND_A_TEST,
  MAX_DEPTH,
  MAX_LENGTH,
  MAX_LIST,
  MAX_NODES,
  PATH,
} from './feel/allowed';
import type { ConditionFacts } from './feel/condition-facts';
import { remembered } from './remembered';

export { CONDITION_PATHS } from './feel/condition-facts';
export type { ConditionFacts } from './feel/condition-facts';

export interface CompiledCondition {
  /** Why the condition is refused; `null` if it may be used. */
  problem: string | null;
  /** Every path or name that is read. */
  paths: string[];
}

type Names = Pick<ConditionFacts, 'facts'> & { steps: Record<string, { result: string | null }> };

/**
 * The facts and steps that the text names, with what is known of them. FEEL takes `a-b` for one name only where there is
 * such a name: the text alone says which there are, so that what is evaluated is what was checked, whatever has a value.
 */
function namesIn(expression: string, known?: ConditionFacts): Names {
  const facts: Record<string, FactValue> = {};
  for (const [, key = ''] of expression.matchAll(/\bfacts\s*\.\s*(\w+)/g)) {
    if (known === undefined || !Object.hasOwn(known.facts, key)) continue;
    facts[key] = known.facts[key] ?? null;
  }
  const steps: Names['steps'] = {};
  for (const [, nodeId = ''] of expression.matchAll(/\bsteps\.([a-zA-Z][\w-]*)\.result\b/g)) {
    const step = known !== undefined && Object.hasOwn(known.steps, nodeId) ? known.steps[nodeId] : undefined;
    Object.defineProperty(steps, nodeId, { value: step ?? { result: null }, enumerable: true, configurable: true });
  }
  return { facts, steps };
}

const SNAPSHOTS = ['round', 'finalSignature', 'lead'] as const;

/** Everything that the text may read: what it does not even contain it cannot name. */
const valuesIn = (expression: string, known: ConditionFacts): Record<string, unknown> => ({
  ...Object.fromEntries(SNAPSHOTS.flatMap((name) => (expression.includes(name) ? [[name, known[name]]] : []))),
  ...namesIn(expression, known),
});

function check(expression: string): CompiledCondition {
  if (expression.length > MAX_LENGTH) return { problem: 'tooLong', paths: [] };
  const paths: string[] = [];
  const listSizes: number[] = [];
  let problem: string | null = expression.trim() === '' ? 'empty' : null;
  let nodes = 0;
  let depth = 0;
  let insidePath = 0;
  const text = (from: number, to: number) => expression.slice(from, to).replace(/\s+/g, ' ').trim();
  parseExpression(expression, { ...namesIn(expression) }, undefined).iterate({
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
      if (node.name === 'DateTimeConstructor' && text(node.from, node.to) !== 'date') problem ??= 'notAllowed: time';
      if (node.name === 'VariableName' && insidePath === 0) {
        const name = text(node.from, node.to);
        if (parent !== 'FunctionInvocation') paths.push(name);
        else if (!ALLOWED_FUNCTIONS.has(name)) problem ??= `notAllowed: ${name}`;
      }
      if (node.name === 'FunctionInvocation' && node.node.firstChild?.name !== 'VariableName') problem ??= 'notAllowed';
      if (node.name === 'PathExpression') {
        if (insidePath === 0) {
          const path = text(node.from, node.to).replace(/ ?\. ?/g, '.');
          paths.push(path);
          if (!PATH.test(path)) problem ??= 'notAllowed: path';
        }
        // A path may only start at a name, so that nothing is hidden before the dot.
        if (!['VariableName', 'PathExpression'].includes(node.node.firstChild?.name ?? '')) problem ??= 'notAllowed';
        insidePath += 1;
      }
      // `a == b` would compare with a test, which no value ever equals.
      if (node.name === 'SimplePositiveUnaryTest' && !AROUND_A_TEST.has(parent ?? '')) problem ??= 'syntax';
      if (nodes > MAX_NODES) problem ??= 'tooLarge';
      if (depth > MAX_DEPTH) problem ??= 'tooDeep';
    },
    leave(node) {
      depth -= 1;
      if (node.name === 'PathExpression') insidePath -= 1;
      if (node.name === 'List' || node.name === 'PositiveUnaryTests') listSizes[depth + 2] = 0;
    },
  });
  return { problem, paths };
}

/** Checks a condition once; the same text always has the same result. */
export const compileCondition = remembered(1000, check);

function says(expression: string, known: Record<string, unknown>): boolean {
  try {
    return evaluate(expression, known).value === true;
  } catch {
    return false;
  }
}

const MOST_ANSWERS = 1000;
const LONGEST_KEPT = 1000;
const answers = new Map<string, boolean>();

/**
 * True only if the condition is allowed and says `true`; null, an unknown name or another type never routes. Nor does
 * what cannot be evaluated with the facts as they are, such as a range from a text to a number. FEEL reads the text anew
 * each time, which costs more than the rest of a command: the same condition on the same values has the same answer.
 */
export function conditionHolds(expression: string, facts: ConditionFacts): boolean {
  if (compileCondition(expression).problem !== null) return false;
  const known = valuesIn(expression, facts);
  const question = JSON.stringify([expression, known]);
  const kept = answers.get(question);
  if (kept !== undefined) return kept;
  const answer = says(expression, known);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  if (question.length <= LONGEST_KEPT) answers.set(question, answer);
  return answer;
}
