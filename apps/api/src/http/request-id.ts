import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const ids = new WeakMap<object, string>();

/** Our own number for every request; what a client sends is not believed. */
export function giveRequestId(request: Request, response: Response, next: NextFunction): void {
  const id = randomUUID();
  ids.set(request, id);
  response.setHeader('x-request-id', id);
  next();
}

export const requestIdOf = (request: object): string => ids.get(request) ?? '';
