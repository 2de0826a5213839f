/** Bounds of one condition, by its text alone. */
export const MAX_LENGTH = 500;
export const MAX_NODES = 200;
export const MAX_DEPTH = 24;
export const MAX_LIST = 50;

/**
 * Only what is listed may stand in a condition. Nothing here loops, so an expression costs at most its own size:
 * no iteration, quantifier, filter, function definition, context, regular expression, power, duration or clock.
 */
export const ALLOWED_NODES: ReadonlySet<string> = new Set([
  'Expression',
  'Comparison',
  'CompareOp',
  'Conjunction',
  'Disjunction',
  'ParenthesizedExpression',
  'PathExpression',
  'PathName',
  'VariableName',
  'Identifier',
  'StringLiteral',
  'NumericLiteral',
  'BooleanLiteral',
  'DateTimeLiteral',
  'DateTimeConstructor',
  'date',
  'ArithmeticExpression',
  'ArithOp',
  'FunctionInvocation',
  'PositionalParameters',
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
  'Interval',
  'List',
  'null',
  'and',
  'or',
  'in',
  'between',
  '.',
  '..',
  '(',
  ')',
  '[',
  ']',
]);

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set([
  'not',
  'string length',
  'contains',
  'starts with',
  'ends with',
  'list contains',
  'count',
]);

/** A path has two parts, and three only where it asks for the result of a step: none goes on into a value. */
export const PATH = /^(\w+(\.\w+)?|steps\.[\w-]+\.result)$/u;

/** Where a test such as `> 3` may stand: behind `in`, alone or in brackets. */
export const AROUND_A_TEST: ReadonlySet<string> = new Set(['PositiveUnaryTest', 'ParenthesizedExpression']);
