import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Config, UNSAID_OF_ERRORS } from '@querraum/server';
import type { Params } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { requestIdOf } from './request-id';

/** A path without what nobody may read in a log: search words, and the secret in the address of a calendar. */
export const loggedPath = (url: string): string =>
  (url.split('?', 1)[0] ?? '').replace(/(\/calendar-feeds\/).+/i, '$1…');

/** One line a request, without search words, tokens or values: logs are read by more people than files are. */
export const logging = (config: Config, stream?: DestinationStream): Params => ({
  pinoHttp: {
    ...(stream && { stream }),
    level: config.LOG_LEVEL,
    genReqId: (request: IncomingMessage) => requestIdOf(request),
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        path: loggedPath(url),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    redact: {
      paths: ['req.headers', ...UNSAID_OF_ERRORS, 'authorization', '*.authorization'],
      remove: true,
    },
    // A failure has its own line, from the filter that answers it.
    customLogLevel: (_request: IncomingMessage, response: ServerResponse) =>
      response.statusCode >= 500 ? 'silent' : 'info',
  },
});
