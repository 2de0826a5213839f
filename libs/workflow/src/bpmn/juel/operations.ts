import { ExpressionFailure } from '../expression-failure';
import type { Operator } from './parse';
import { booleanOf, decimalOf, textOf, valueOf, wholeOf, type Value } from './values';

/** Whether the calculation goes with decimals: one side is such a number, or a text that looks like one. */
const hasDecimals = (value: Value) => typeof value === 'number' || (typeof value === 'string' && /[.eE]/.test(value));

function calculate(
  left: Value,
  right: Value,
  decimals: (a: number, b: number) => number,
  wholes: (a: bigint, b: bigint) => bigint,
): Value {
  if (left === null && right === null) return 0n;
  if (hasDecimals(left) || hasDecimals(right)) return decimals(decimalOf(left), decimalOf(right));
  return BigInt.asIntN(64, wholes(wholeOf(left), wholeOf(right)));
}

function remainder(left: bigint, right: bigint): bigint {
  if (right === 0n) throw new ExpressionFailure('expressionError', 'Remainder of a division by zero');
  return left % right;
}

export function negated(value: Value): Value {
  if (value === null) return 0n;
  if (typeof value === 'boolean' || typeof value === 'object') {
    throw new ExpressionFailure('expressionError', `Cannot negate ${textOf(value).slice(0, 100)}`);
  }
  return hasDecimals(value) ? -decimalOf(value) : BigInt.asIntN(64, -wholeOf(value));
}

/** JUEL compares numbers as numbers where one side is one, then truths, then texts; the other side is converted. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  const either = (kind: string) => typeof left === kind || typeof right === kind;
  if (either('number')) return Object.is(decimalOf(left), decimalOf(right));
  if (either('bigint')) return wholeOf(left) === wholeOf(right);
  if (either('boolean')) return booleanOf(left) === booleanOf(right);
  if (either('string')) return textOf(left) === textOf(right);
  return hasEqualParts(left as object, right as object);
}

function hasEqualParts(left: object, right: object): boolean {
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSame(partOf(left, key), partOf(right, key)));
}

const partOf = (holder: object, key: string): Value => valueOf((holder as Record<string, unknown>)[key]);

/** Inside of lists and maps nothing is converted. */
function isSame(left: Value, right: Value): boolean {
  if (typeof left !== typeof right) return false;
  if (typeof left !== 'object' || left === null || right === null) return Object.is(left, right);
  return hasEqualParts(left, right as object);
}

function isLess(left: Value, right: Value): boolean {
  const either = (kind: string) => typeof left === kind || typeof right === kind;
  if (either('number')) return decimalOf(left) < decimalOf(right);
  if (either('bigint')) return wholeOf(left) < wholeOf(right);
  if (either('string')) return textOf(left) < textOf(right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return !left && right;
  throw new ExpressionFailure(
    'expressionError',
    `Cannot compare ${textOf(left).slice(0, 50)} with ${textOf(right).slice(0, 50)}`,
  );
}

const known = (left: Value, right: Value) => left !== null && right !== null;

/** `&&` and `||` are not here: they do not read their right side when the left one decides. */
export const OPERATIONS: Record<Exclude<Operator, '&&' | '||'>, (left: Value, right: Value) => Value> = {
  '+': (left, right) =>
    calculate(
      left,
      right,
      (a, b) => a + b,
      (a, b) => a + b,
    ),
  '-': (left, right) =>
    calculate(
      left,
      right,
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  '*': (left, right) =>
    calculate(
      left,
      right,
      (a, b) => a * b,
      (a, b) => a * b,
    ),
  '/': (left, right) => (left === null && right === null ? 0n : decimalOf(left) / decimalOf(right)),
  '%': (left, right) => calculate(left, right, (a, b) => a % b, remainder),
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': (left, right) => left !== right && known(left, right) && isLess(left, right),
  '>': (left, right) => left !== right && known(left, right) && isLess(right, left),
  '<=': (left, right) => left === right || (known(left, right) && !isLess(right, left)),
  '>=': (left, right) => left === right || (known(left, right) && !isLess(left, right)),
};
