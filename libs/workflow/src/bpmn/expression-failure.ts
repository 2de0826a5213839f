export type ExpressionFailureKind = 'unknownVariable' | 'expressionError';

/** An expression of a model that cannot be evaluated with the variables as they are: the action fails as a whole. */
export class ExpressionFailure extends Error {
  constructor(
    readonly kind: ExpressionFailureKind,
    message: string,
  ) {
    super(message);
    this.name = 'ExpressionFailure';
  }
}
