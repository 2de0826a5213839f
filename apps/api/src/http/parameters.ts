import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import { DomainError } from '@querraum/server';
import type { Request } from 'express';
import { z } from 'zod';
import { callerOf } from './authentication.guard';

/** Made once: to make a schema costs more than to ask it. */
const KEY = z.uuid();
const ID = z.guid();

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<Request>();

/** Lets a parameter decorator tell OpenAPI what it reads. */
const documented =
  (decorate: MethodDecorator): ParameterDecorator =>
  (target, name) => {
    const method = name === undefined ? undefined : Object.getOwnPropertyDescriptor(target, name);
    if (name !== undefined && method) decorate(target, name, method);
  };

/** Who calls, by the verified token. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(requestOf(context)),
);

/** The client's key of a command; the same key with the same request gives the same answer. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => {
    const parsed = KEY.safeParse(requestOf(context).headers['idempotency-key']);
    if (!parsed.success) throw new DomainError('idempotencyKeyRequired');
    return parsed.data.toLowerCase();
  },
  [documented(ApiHeader({ name: 'Idempotency-Key', required: true, schema: { type: 'string', format: 'uuid' } }))],
);

/** The revision that the client has read, from `If-Match: "7"`. */
export const Revision = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const [, revision] = /^"?(\d{1,9})"?$/.exec(requestOf(context).headers['if-match'] ?? '') ?? [];
    if (revision === undefined) throw new DomainError('revisionRequired');
    return Number(revision);
  },
  [documented(ApiHeader({ name: 'If-Match', required: true, schema: { type: 'string', example: '"1"' } }))],
);

/** A UUID in the path. What is no UUID is unknown like any other: 404, so that nothing is told about ids. */
export function PathId(name = 'id'): ParameterDecorator {
  return createParamDecorator(
    (_: unknown, context: ExecutionContext): string => {
      const parsed = ID.safeParse(requestOf(context).params[name]);
      if (!parsed.success) throw new DomainError('notFound');
      return parsed.data.toLowerCase();
    },
    [documented(ApiParam({ name, schema: { type: 'string', format: 'uuid' } }))],
  )();
}
