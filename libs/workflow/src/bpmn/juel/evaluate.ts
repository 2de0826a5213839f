import { ExpressionFailure } from '../expression-failure';
import { negated, OPERATIONS } from './operations';
import type { Expression } from './parse';
import { booleanOf, isEmpty, textOf, valueOf, type Value } from './values';

/** The variables that an expression can see. */
export interface JuelVariables {
  has(name: string): boolean;
  get(name: string): unknown;
}

export function evaluateExpression(expression: Expression, variables: JuelVariables): Value {
  const of = (part: Expression) => evaluateExpression(part, variables);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'name':
      if (variables.has(expression.name)) return valueOf(variables.get(expression.name));
      throw new ExpressionFailure('unknownVariable', `There is no variable ${expression.name}`);
    case 'property':
      return propertyOf(of(expression.base), () => of(expression.key));
    case 'unary':
      if (expression.operator === 'empty') return isEmpty(of(expression.operand));
      if (expression.operator === '-') return negated(of(expression.operand));
      return !booleanOf(of(expression.operand));
    case 'binary':
      if (expression.operator === '&&') return booleanOf(of(expression.left)) && booleanOf(of(expression.right));
      if (expression.operator === '||') return booleanOf(of(expression.left)) || booleanOf(of(expression.right));
      return OPERATIONS[expression.operator](of(expression.left), of(expression.right));
    case 'choice':
      return of(booleanOf(of(expression.condition)) ? expression.yes : expression.no);
  }
}

/** Of nothing it is nothing, as is a missing key and a place outside of a list; a text or number has none. */
function propertyOf(base: Value, keyOf: () => Value): Value {
  if (base === null) return null;
  const key = keyOf();
  if (key === null) return null;
  if (Array.isArray(base)) return valueOf(base[placeOf(key)]);
  if (typeof base === 'object') return typeof key === 'string' && Object.hasOwn(base, key) ? valueOf(base[key]) : null;
  throw new ExpressionFailure('expressionError', `${textOf(base).slice(0, 100)} has no ${textOf(key)}`);
}

function placeOf(key: Value): number {
  if (typeof key === 'bigint' || typeof key === 'number') return Math.trunc(Number(key));
  if (typeof key === 'boolean') return key ? 1 : 0;
  if (typeof key === 'string' && /^[+-]?\d+$/.test(key)) return Number(key);
  throw new ExpressionFailure('expressionError', `${textOf(key)} is no place in a list`);
}
