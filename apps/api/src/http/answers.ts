import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode } from '@querraum/contracts';
import type { z } from 'zod';
import { Public } from './authentication.guard';

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } };

function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) byStatus.set(PROBLEMS[code].status, [...(byStatus.get(PROBLEMS[code].status) ?? []), code]);
  return [...byStatus].map(([status, names]) =>
    ApiResponse({ status, description: [...new Set(names)].join(', '), content: problemContent }),
  );
}

interface Answer {
  status?: number;
  /** What can go wrong on purpose here, beyond what can happen on every route. */
  problems?: readonly ProblemCode[];
}

const ALWAYS = ['invalidInput', 'internal', 'busy'] as const satisfies ProblemCode[];
const SIGNED_IN = ['notSignedIn', 'signInExpired', 'signInEnded', 'personUnknown'] as const satisfies ProblemCode[];

/** A file or a stream. */
const BYTES = { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };

/** Documents a route: the schema of its answer (`null` for none, or with 200 for bytes) and its problems. */
export function Answers(schema: z.ZodType | null, { status = schema ? 200 : 204, problems = [] }: Answer = {}) {
  return applyDecorators(
    ApiResponse({ status, description: '', ...(schema ? { standardSchema: schema } : status === 200 && BYTES) }),
    ApiBearerAuth(),
    ...problemResponses([...ALWAYS, ...SIGNED_IN, ...problems]),
  );
}

/** The same for a route that is open to everyone. */
export function PublicAnswers(schema: z.ZodType, { problems = [] }: Pick<Answer, 'problems'> = {}) {
  return applyDecorators(
    Public(),
    ApiResponse({ status: 200, description: '', standardSchema: schema }),
    ...problemResponses([...ALWAYS, ...problems]),
  );
}

/** The same for a file that is open to whoever knows its address. */
export function PublicBytes({ problems = [] }: Pick<Answer, 'problems'> = {}) {
  return applyDecorators(
    Public(),
    ApiResponse({ status: 200, description: '', ...BYTES }),
    ...problemResponses([...ALWAYS, ...problems]),
  );
}
