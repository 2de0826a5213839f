import { JuelProblem, tokensFrom, type Token } from './tokens';
import type { Value } from './values';

export type Operator = '+' | '-' | '*' | '/' | '%' | '<' | '>' | '<=' | '>=' | '==' | '!=' | '&&' | '||';
export type Expression =
  | { kind: 'value'; value: Value }
  | { kind: 'name'; name: string }
  | { kind: 'property'; base: Expression; key: Expression }
  | { kind: 'unary'; operator: '!' | '-' | 'empty'; operand: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression }
  | { kind: 'choice'; condition: Expression; yes: Expression; no: Expression };

const MAX_PARTS = 500;
const MAX_DEPTH = 60;

const BINDING: Record<Operator, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};
const isOperator = (text: string): text is Operator => Object.hasOwn(BINDING, text);

/** What the vendors' engines offer by these names are objects of theirs. */
const OBJECTS = new Set(['execution', 'task', 'externalTask', 'authenticatedUserId']);

/** One `${…}` from behind its opening brace. */
export function parseFrom(text: string, start: number): { expression: Expression; next: number; names: string[] } {
  const { tokens, next } = tokensFrom(text, start);
  const parser = new Parser(tokens);
  return { expression: parser.whole(), next, names: parser.names };
}

class Parser {
  readonly names: string[] = [];
  private at = 0;
  private parts = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  whole(): Expression {
    const expression = this.expression();
    const rest = this.tokens[this.at];
    if (rest?.kind !== 'end') throw unexpected(rest);
    return expression;
  }

  private expression(): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new JuelProblem('tooDeep');
    const condition = this.binary(1);
    let result = condition;
    if (this.takes('?')) {
      const yes = this.expression();
      this.expects(':');
      result = this.part({ kind: 'choice', condition, yes, no: this.expression() });
    }
    this.depth -= 1;
    return result;
  }

  private binary(weakest: number): Expression {
    let left = this.unary();
    for (;;) {
      const token = this.tokens[this.at];
      if (token?.kind !== 'sign' || !isOperator(token.text) || BINDING[token.text] < weakest) return left;
      this.at += 1;
      const right = this.binary(BINDING[token.text] + 1);
      left = this.part({ kind: 'binary', operator: token.text, left, right });
    }
  }

  private unary(): Expression {
    for (const operator of ['!', '-', 'empty'] as const) {
      if (!this.takes(operator)) continue;
      this.depth += 1;
      if (this.depth > MAX_DEPTH) throw new JuelProblem('tooDeep');
      const operand = this.unary();
      this.depth -= 1;
      return this.part({ kind: 'unary', operator, operand });
    }
    return this.path();
  }

  private path(): Expression {
    let base = this.primary();
    let path = base.kind === 'name' ? base.name : '';
    for (;;) {
      if (this.takes('.')) {
        const key = this.tokens[this.at];
        if (key?.kind !== 'name') throw unexpected(key);
        this.at += 1;
        path += `.${key.text}`;
        base = this.part({ kind: 'property', base, key: { kind: 'value', value: key.text } });
      } else if (this.takes('[')) {
        const key = this.expression();
        this.expects(']');
        base = this.part({ kind: 'property', base, key });
      } else if (this.takes('(')) {
        throw new JuelProblem(`notAllowed: ${path}()`);
      } else return base;
    }
  }

  private primary(): Expression {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === 'name') {
      if (this.isCall()) throw new JuelProblem(`notAllowed: ${token.text}()`);
      if (OBJECTS.has(token.text)) throw new JuelProblem(`notAllowed: ${token.text}`);
      if (!this.names.includes(token.text)) this.names.push(token.text);
      return this.part({ kind: 'name', name: token.text });
    }
    if (token?.kind === 'text') return this.part({ kind: 'value', value: token.text });
    if (token?.kind === 'whole' || token?.kind === 'decimal') return this.part({ kind: 'value', value: token.value });
    if (token?.kind === 'word' && token.text !== 'instanceof') {
      return this.part({ kind: 'value', value: token.text === 'null' ? null : token.text === 'true' });
    }
    if (token?.kind === 'sign' && token.text === '(') {
      const inner = this.expression();
      this.expects(')');
      return inner;
    }
    throw unexpected(token);
  }

  /** A function, perhaps with a prefix: `now()`, `fn:now()`. */
  private isCall(): boolean {
    const [first, second, third] = this.tokens.slice(this.at, this.at + 3);
    if (first?.kind !== 'sign') return false;
    return (
      first.text === '(' ||
      (first.text === ':' && second?.kind === 'name' && third?.kind === 'sign' && third.text === '(')
    );
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || (token.kind !== 'sign' && token.kind !== 'word') || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expects(text: string): void {
    if (!this.takes(text)) throw unexpected(this.tokens[this.at]);
  }

  private part(expression: Expression): Expression {
    this.parts += 1;
    if (this.parts > MAX_PARTS) throw new JuelProblem('tooLarge');
    return expression;
  }
}

function unexpected(token: Token | undefined): JuelProblem {
  if (token === undefined) return new JuelProblem('syntax');
  return new JuelProblem(`syntax: ${'value' in token ? String(token.value) : token.text}`);
}
