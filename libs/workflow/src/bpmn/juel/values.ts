import { ExpressionFailure } from '../expression-failure';

/** A bigint is a whole number of 64 bits, a number one with decimals. Lists and maps stay as they are given. */
export type Value = null | boolean | bigint | number | string | unknown[] | Record<string, unknown>;

const LIMIT = 2 ** 63;

export function valueOf(given: unknown): Value {
  if (typeof given === 'number' && Number.isInteger(given) && Math.abs(given) < LIMIT) return BigInt(given);
  return given === undefined ? null : (given as Value);
}

/** Back to what a variable can hold; what it cannot hold exactly is no result. */
export function plainOf(value: Value): unknown {
  if (typeof value === 'bigint') {
    const plain = Number(value);
    if (!Number.isSafeInteger(plain)) throw new ExpressionFailure('expressionError', `${value} is too large a number`);
    return plain;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ExpressionFailure('expressionError', `${value} is no number that a variable can hold`);
  }
  return value;
}

function cannot(value: Value, kind: string): ExpressionFailure {
  return new ExpressionFailure('expressionError', `Cannot read ${textOf(value).slice(0, 100)} as ${kind}`);
}

export function booleanOf(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === '') return false;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  throw cannot(value, 'true or false');
}

export function wholeOf(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (value === null || value === '') return 0n;
  if (typeof value === 'number') return truncated(value);
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) {
    const whole = BigInt(value.replace(/^\+/, ''));
    if (BigInt.asIntN(64, whole) === whole) return whole;
  }
  throw cannot(value, 'a whole number');
}

/** As Java narrows a decimal number: towards zero, and no further than 64 bits. */
function truncated(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= LIMIT) return 2n ** 63n - 1n;
  if (value <= -LIMIT) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export function decimalOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value === null || value === '') return 0;
  if (typeof value === 'string' && DECIMAL.test(value.trim())) return Number(value);
  throw cannot(value, 'a number');
}

export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return javaText(value);
}

/** How the engine that the models come from writes a value. */
function javaText(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return javaDecimal(value);
  if (Array.isArray(value)) return `[${value.map((item) => javaText(valueOf(item))).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => `${key}=${javaText(valueOf(item))}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

function javaDecimal(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0) return Object.is(value, -0) ? '-0.0' : size === 0 ? '0.0' : String(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

export function isEmpty(value: Value): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
