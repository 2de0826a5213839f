import type { FactValue } from '../definition';
import type { ConditionFacts } from '../feel';

/** A value that an ordinary cell can be asked about at once; anything else is FEEL's. */
export type Plain = number | string | boolean | null;
type Test = (value: number | string | boolean) => boolean;

const NUMBER = String.raw`-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?`;
const LITERAL = new RegExp(String.raw`^(?:${NUMBER}|"[^"\\\p{Cc}\p{Zl}\p{Zp}]*"|true|false)$`, 'u');
const COMPARED = new RegExp(String.raw`^(<=|>=|<|>)\s*(${NUMBER})$`, 'u');
const RANGE = new RegExp(String.raw`^([[\]])\s*(${NUMBER})\s*\.\.\s*(${NUMBER})\s*([[\]])$`, 'u');
const ITEM = /\s*("[^"]*"|[^",]+)\s*(?:,|$)/y;
const NOT = /^not\s*\((.*)\)$/su;
/** As long and as many as a condition may have; longer cells are refused by FEEL's bounds. */
const MAX_CELL = 280;
const MAX_ITEMS = 50;

const ORDER = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const;

type Type = 'number' | 'string' | 'boolean';
interface PlainTest {
  type: Type;
  kind: 'literal' | 'compared' | 'range';
  test: Test;
}

interface Cell {
  type: Type;
  negated: boolean;
  kinds: ReadonlySet<PlainTest['kind']>;
  tests: readonly Test[];
}

const ofNumber = (fits: (value: number) => boolean): Test => {
  return (value) => typeof value === 'number' && fits(value);
};

function testOf(text: string): PlainTest | null {
  const [, operator, bound] = COMPARED.exec(text) ?? [];
  if (operator !== undefined) {
    const order = ORDER[operator as keyof typeof ORDER];
    return { type: 'number', kind: 'compared', test: ofNumber((value) => order(value, Number(bound))) };
  }
  const [, open, from, to, close] = RANGE.exec(text) ?? [];
  if (open !== undefined) {
    const [low, high] = [Number(from), Number(to)];
    if (low > high) return null;
    const inRange = (value: number): boolean =>
      (open === '[' ? value >= low : value > low) && (close === ']' ? value <= high : value < high);
    return { type: 'number', kind: 'range', test: ofNumber(inRange) };
  }
  if (!LITERAL.test(text)) return null;
  const literal = JSON.parse(text) as number | string | boolean;
  return { type: typeof literal as Type, kind: 'literal', test: (value) => value === literal };
}

function itemsOf(text: string): string[] | null {
  const items: string[] = [];
  for (ITEM.lastIndex = 0; ITEM.lastIndex < text.length;) {
    const [, item] = ITEM.exec(text) ?? [];
    if (item === undefined || items.length >= MAX_ITEMS) return null;
    items.push(item.trim());
  }
  return /,\s*$/.test(text) ? null : items;
}

/** The cell as plain comparisons with values of one kind; `null` where only FEEL knows what it says. */
export function plainCell(text: string): Cell | null {
  if (text.length > MAX_CELL) return null;
  const inner = NOT.exec(text)?.[1];
  const tests = (itemsOf(inner ?? text) ?? ['']).map(testOf);
  const known = tests.filter((found) => found !== null);
  const [first] = known;
  if (first === undefined || known.length < tests.length || known.some(({ type }) => type !== first.type)) return null;
  return {
    type: first.type,
    negated: inner !== undefined,
    kinds: new Set(known.map(({ kind }) => kind)),
    tests: known.map(({ test }) => test),
  };
}

/** Whether the value fits; `undefined` where it is asked for an order with another kind of value, which is FEEL's to say. */
export function fitsPlain({ type, negated, kinds, tests }: Cell, value: Plain): boolean | undefined {
  const onlyLiterals = kinds.size === 1 && kinds.has('literal');
  // What is not known is neither more nor less than anything, nor is it not; it only differs from every value.
  if (value === null) return negated && onlyLiterals;
  if (typeof value !== type) return onlyLiterals ? negated : undefined;
  return tests.some((test) => test(value)) !== negated;
}

const FACT = /^facts\.(\w+)$/u;
const RESULT = /^steps\.([a-zA-Z][\w-]*)\.result$/u;

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** What stands under the path; `undefined` where it is a list, or no path that is read so plainly. */
export function plainValue(path: string, { facts, steps, round }: ConditionFacts): Plain | undefined {
  const [, fact] = FACT.exec(path) ?? [];
  const [, nodeId] = RESULT.exec(path) ?? [];
  const value: FactValue | undefined =
    fact !== undefined
      ? (own(facts, fact) ?? null)
      : nodeId !== undefined
        ? (own(steps, nodeId)?.result ?? null)
        : path === 'round.outcome'
          ? (round?.outcome ?? null)
          : undefined;
  return Array.isArray(value) ? undefined : value;
}
