import { tracing } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';
import { loggedPath } from './logging';

const ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/** A span for each request, beginning with the trace that the browser has begun. It bears no id, no search word, no value. */
export function traceRequests(request: Request, response: Response, next: NextFunction): void {
  // A stream is open for hours.
  if (!tracing.isOn || request.headers.accept === 'text/event-stream') return next();
  const path = loggedPath(request.originalUrl).replaceAll(ID, '{id}');
  const parent = request.header('traceparent');
  const attributes = { 'http.request.method': request.method, 'url.path': path };
  void tracing.span(
    `${request.method} ${path}`,
    { kind: 'server', ...(parent !== undefined && { parent }), attributes },
    (tell) =>
      new Promise<void>((resolve) => {
        response.once('close', () => {
          tell({ 'http.response.status_code': response.statusCode });
          resolve();
        });
        next();
      }),
  );
}
