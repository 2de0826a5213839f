import type { ProblemBody, ProblemCode, ProblemDetails } from '@querraum/contracts';

/** Everything that goes wrong on purpose; the code decides status and message (contracts/errors.ts). */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
    /** What the answer says beyond its sentence. */
    readonly more: Pick<ProblemBody, 'refused'> = {},
    /** `cause`: what made it so; for logs and for whoever looks after the house, never for the answer. */
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
