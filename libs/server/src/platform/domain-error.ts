import type { ProblemBody, ProblemCode, ProblemDetails } from '@querraum/contracts';

/** Everything that goes wrong on purpose; the code decides status and message (contracts/errors.ts). */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
    /** What the answer says beyond its sentence. */
    readonly more: Pick<ProblemBody, 'refused'> = {},
  ) {
    super(code);
  }
}
