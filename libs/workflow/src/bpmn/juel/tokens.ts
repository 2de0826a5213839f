/** The signs of JUEL, longest first, and the words that mean one of them. */
const SIGNS = [
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '(',
  ')',
  '[',
  ']',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '!',
  '?',
  ':',
  ',',
  '.',
];
const WORDS: Record<string, string> = {
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  eq: '==',
  ne: '!=',
  and: '&&',
  or: '||',
  not: '!',
  div: '/',
  mod: '%',
};
const RESERVED = new Set(['true', 'false', 'null', 'empty', 'instanceof']);

export type Token =
  | { kind: 'sign' | 'word'; text: string }
  | { kind: 'name'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'whole'; value: bigint }
  | { kind: 'decimal'; value: number }
  /** `}`, which ends the expression. */
  | { kind: 'end'; text: string };

export class JuelProblem extends Error {}

const NAME = /[\p{L}\p{Nl}\p{Sc}_][\p{L}\p{Nl}\p{Sc}\p{N}\p{Mn}\p{Mc}_]*/uy;
const NUMBER = /(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?/y;
const LARGEST = 2n ** 63n - 1n;

/** Reads the tokens of one `${…}` from behind its opening brace; `next` is the place behind the closing one. */
export function tokensFrom(text: string, start: number): { tokens: Token[]; next: number } {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    const character = text.charAt(at);
    if (character === '') throw new JuelProblem('syntax: } is missing');
    if (character === '}') return { tokens: [...tokens, { kind: 'end', text: '}' }], next: at + 1 };
    if (character === "'" || character === '"') {
      const { value, next } = quoted(text, at);
      tokens.push({ kind: 'text', text: value });
      at = next;
      continue;
    }
    const number = matched(NUMBER, text, at);
    const name = matched(NAME, text, at);
    const sign = SIGNS.find((candidate) => text.startsWith(candidate, at));
    if (number !== undefined) tokens.push(numberToken(number));
    else if (name !== undefined) tokens.push(wordToken(name));
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else throw new JuelProblem(`syntax: ${character}`);
    at += (number ?? name ?? sign ?? character).length;
  }
}

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function numberToken(text: string): Token {
  if (/[.eE]/.test(text)) return { kind: 'decimal', value: Number(text) };
  const value = BigInt(text);
  if (value > LARGEST) throw new JuelProblem(`syntax: ${text} has more than 64 bits`);
  return { kind: 'whole', value };
}

function wordToken(text: string): Token {
  if (Object.hasOwn(WORDS, text)) return { kind: 'sign', text: WORDS[text] ?? text };
  return { kind: RESERVED.has(text) ? 'word' : 'name', text };
}

function quoted(text: string, start: number): { value: string; next: number } {
  const quote = text.charAt(start);
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    let character = text.charAt(at);
    if (character === quote) return { value, next: at + 1 };
    if (character === '\\') {
      at += 1;
      character = text.charAt(at);
      if (character !== '\\' && character !== quote) throw new JuelProblem(`syntax: \\${character}`);
    }
    value += character;
  }
  throw new JuelProblem(`syntax: ${quote} is missing`);
}
