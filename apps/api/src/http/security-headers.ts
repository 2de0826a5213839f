import { randomUUID } from 'node:crypto';
import type { Config } from '@querraum/server';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const nonces = new WeakMap<object, string>();

/** The nonce of this response's style elements. */
export const nonceOf = (response: object): string => nonces.get(response) ?? '';

/** Headers of every response; the policy fits the web app and keycloak-js with our one issuer. */
export function securityHeaders(config: Config): RequestHandler[] {
  const issuer = new URL(config.ISSUER).origin;
  const giveNonce = (_request: Request, response: Response, next: NextFunction): void => {
    nonces.set(response, randomUUID());
    next();
  };
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        // Angular sets style attributes of templates one by one; they carry no selector and load nothing.
        'style-src-attr': ["'unsafe-inline'"],
        'font-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'worker-src': ["'self'"],
        'connect-src': ["'self'", issuer],
        // The preview of a PDF that the app has fetched itself.
        'frame-src': ["'self'", 'blob:', issuer],
        'form-action': ["'self'", issuer],
        'manifest-src': ["'self'"],
        'base-uri': ["'self'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
  return [giveNonce, headers];
}

/** Answers of the API are personal and change: nobody keeps them. */
export function neverCache(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  next();
}
