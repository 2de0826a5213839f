import type { Observer } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';
import type { ApiMetrics, Outcome, StatusClass, Upload } from './api-metrics';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const PREFIX = /^\/api\/v1(?=\/)/;

/** A route as it was declared, one object for each; its path has names where a request has ids. */
type Route = { path: string };

/** Times every command and counts every request, for Prometheus. A few microseconds: labels are put together once for each route. */
export function measureRequests(metrics: ApiMetrics) {
  const observers = new WeakMap<Route, Partial<Record<`${Outcome} ${Upload}`, Observer>>>();
  const observerOf = (method: string, route: Route, outcome: Outcome, upload: Upload): Observer => {
    const ofRoute = observers.get(route) ?? {};
    observers.set(route, ofRoute);
    return (ofRoute[`${outcome} ${upload}`] ??= metrics.command(
      `${method} ${route.path.replace(PREFIX, '')}`,
      outcome,
      upload,
    ));
  };
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : undefined;
      metrics.request(classOf(status));
      // Turned away before it was known what it was about: a request, and no command.
      const route = request.route as Route | undefined;
      if (!route || READING.has(request.method)) return;
      const upload = request.is('multipart/form-data') ? 'yes' : 'no';
      observerOf(request.method, route, outcomeOf(status), upload).observe((performance.now() - began) / 1000);
    });
    next();
  };
}

function classOf(status: number | undefined): StatusClass {
  if (status === undefined) return 'cutOff';
  if (status >= 500) return '5xx';
  if (status >= 400) return '4xx';
  return status >= 300 ? '3xx' : '2xx';
}

function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'cutOff';
  if (status === 503) return 'busy';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'done';
}
