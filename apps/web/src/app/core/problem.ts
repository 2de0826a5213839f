import { HttpErrorResponse } from '@angular/common/http';
import type { ProblemBody, ProblemCode } from '@querraum/contracts';

/** What went wrong, as the server says it; `network` when no answer came at all. */
export class Problem extends Error {
  /** What this kind of problem says beside the usual. */
  readonly more: Readonly<Record<string, unknown>> = {};

  constructor(
    readonly code: ProblemCode | 'network' | 'unknown',
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly requestId: string,
    readonly errors: readonly { path: string; message: string }[] = [],
  ) {
    super(`${code}: ${detail}`);
  }
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof HttpErrorResponse)) return new Problem('unknown', 0, '', String(error), '');
  if (error.status === 0) return new Problem('network', 0, '', '', '');
  const body: unknown = error.error;
  if (!isProblemBody(body)) {
    return new Problem('unknown', error.status, '', '', error.headers.get('x-request-id') ?? '');
  }
  const problem = new Problem(
    body.code as ProblemCode,
    error.status,
    body.title ?? '',
    body.detail,
    body.requestId ?? '',
    body.errors,
  );
  return Object.assign(problem, { more: { ...body } });
}
