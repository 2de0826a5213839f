import { remembered } from '../remembered';
import { ExpressionFailure } from './expression-failure';
import { evaluateExpression, type JuelVariables } from './juel/evaluate';
import { parseFrom, type Expression } from './juel/parse';
import { JuelProblem } from './juel/tokens';
import { plainOf, textOf } from './juel/values';

export type { JuelVariables } from './juel/evaluate';

export interface CompiledJuel {
  /** Why the text is refused; `null` if it may be used. */
  problem: string | null;
  /** The variables that it reads. */
  names: string[];
}

interface Compiled extends CompiledJuel {
  /** Texts, and expressions whose values are put in between. */
  parts: (string | Expression)[];
}

const MAX_LENGTH = 4000;

/** Checks a text with `${…}` or `#{…}` once; the same text always has the same result. */
export const compileJuel = (text: string): CompiledJuel => compiledOf(text);

/** The value of a text that is one expression; else the text with every expression replaced by its value. */
export function evaluateJuel(text: string, variables: JuelVariables): unknown {
  const { problem, parts } = compiledOf(text);
  if (problem !== null) throw new ExpressionFailure('expressionError', `${text.slice(0, 200)}: ${problem}`);
  const [first = ''] = parts;
  if (parts.length <= 1) return typeof first === 'string' ? first : plainOf(evaluateExpression(first, variables));
  return parts.map((part) => (typeof part === 'string' ? part : textOf(evaluateExpression(part, variables)))).join('');
}

const compiledOf = remembered(1000, compile);

function compile(text: string): Compiled {
  if (text.length > MAX_LENGTH) return { problem: 'tooLong', names: [], parts: [] };
  try {
    return { problem: null, ...partsOf(text) };
  } catch (error) {
    if (!(error instanceof JuelProblem)) throw error;
    return { problem: error.message, names: [], parts: [] };
  }
}

function partsOf(text: string): Pick<Compiled, 'names' | 'parts'> {
  const parts: Compiled['parts'] = [];
  const names = new Set<string>();
  let opening: string | undefined;
  let plain = '';
  let escaped = false;
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    const opens = (character === '$' || character === '#') && text.charAt(at + 1) === '{';
    if (opens && !escaped) {
      // The two never stand in one text: one is evaluated at once, the other later, in the language that they come from.
      if (opening !== undefined && opening !== character) throw new JuelProblem(`syntax: ${character}{`);
      opening = character;
      if (plain !== '') parts.push(plain);
      plain = '';
      const { expression, next, names: read } = parseFrom(text, at + 2);
      parts.push(expression);
      for (const name of read) names.add(name);
      at = next;
      continue;
    }
    if (character === '\\') {
      if (escaped) plain += character;
      escaped = true;
    } else {
      plain += escaped && !opens ? `\\${character}` : character;
      escaped = false;
    }
    at += 1;
  }
  if (escaped) plain += '\\';
  if (plain !== '') parts.push(plain);
  return { names: [...names], parts };
}
