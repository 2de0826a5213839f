import { ExpressionFailure } from './bpmn/expression-failure';
import { evaluateFeel } from './bpmn/feel';
import { evaluateJuel } from './bpmn/juel';
import { refuse } from './command';
import type { MappedValue } from './definition';
import { Failure } from './failure';
import type { Run } from './run';
import type { Json } from './state';
import { lookupAt } from './variables';
import type { Standing } from './variables';

/** No text of a database holds NUL or half a letter, and no number is without end. */
function readable(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
}

/** Values of expressions are plain JSON; what is none, such as a date of FEEL, becomes its text. */
function plain(value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object')
    return JSON.parse(JSON.stringify(value), (_key, inner: Json) => readable(inner)) as Json;
  return readable(typeof value === 'bigint' ? Number(value) : (value as Json));
}

function evaluateText(run: Run, text: string, standing: Standing): unknown {
  const evaluate = run.definition.imported?.language === 'feel' ? evaluateFeel : evaluateJuel;
  return evaluate(text, lookupAt(run, standing));
}

function evaluated(run: Run, text: string, standing: Standing): unknown {
  try {
    return evaluateText(run, text, standing);
  } catch (error) {
    if (error instanceof ExpressionFailure) throw new Failure(refuse(error.kind, { expression: text }));
    throw new Failure(refuse('expressionError', { expression: text }));
  }
}

/** The value of a text of the model: itself where it holds no expression. */
export function valueOf(run: Run, text: string, standing: Standing): Json {
  const isFeel = run.definition.imported?.language === 'feel';
  if (isFeel) return text.startsWith('=') ? plain(evaluated(run, text.slice(1), standing)) : text;
  return /[$#]\{/.test(text) ? plain(evaluated(run, text, standing)) : text;
}

export const textOf = (run: Run, text: string, standing: Standing): string => {
  const value = valueOf(run, text, standing);
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** JUEL wants a boolean; in FEEL whatever is not true does not hold. */
export function holds(run: Run, condition: string, standing: Standing): boolean {
  const isFeel = run.definition.imported?.language === 'feel';
  const value = evaluated(run, isFeel ? condition.replace(/^=/, '') : condition, standing);
  if (typeof value === 'boolean') return value;
  if (isFeel) return false;
  throw new Failure(refuse('expressionError', { expression: condition }));
}

/** A condition that is only watched: where something of it is not known yet, it does not hold. */
export function holdsByNow(run: Run, condition: string, standing: Standing): boolean {
  try {
    return holds(run, condition, standing);
  } catch (error) {
    if (error instanceof Failure && error.refusal.code === 'unknownVariable') return false;
    throw error;
  }
}

export function mappedValue(run: Run, value: MappedValue, standing: Standing): Json {
  if (typeof value === 'string') return valueOf(run, value, standing);
  if ('list' in value) return value.list.map((item) => mappedValue(run, item, standing));
  return Object.fromEntries(
    Object.entries(value.map).map(([key, item]) => [textOf(run, key, standing), mappedValue(run, item, standing)]),
  );
}
