import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Caller, DomainError } from '@querraum/server';
import type { Request } from 'express';
import { Introspection } from './introspection';
import { TokenVerifier } from './token-verifier';

const PUBLIC = Symbol('public');
/** Open to everyone, without sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);

const callers = new WeakMap<object, Caller & { expiresAt: number }>();

/** The verified caller of a request; a public route has none. */
export function callerOf(request: object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new DomainError('notSignedIn');
  const { expiresAt: _expiresAt, ...who } = caller;
  return who;
}

/** Milliseconds until the token of a request ends: nothing that it opened may last longer. */
export const tokenLifetime = (request: object): number => (callers.get(request)?.expiresAt ?? 0) - Date.now();

/** Methods that change nothing; every other is a command. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stands before every route that is not marked public. Reading needs a token that is valid; for a command the issuer has
 * to stand by it at this moment.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
    private readonly introspection: Introspection,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!token) throw new DomainError('notSignedIn');
    const caller = await this.tokens.callerOf(token);
    if (!READING.has(request.method)) await this.introspection.confirm(token);
    callers.set(request, caller);
    return true;
  }
}
