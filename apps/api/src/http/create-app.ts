import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { poolOf, type Config } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';
import { Logger } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { DataSource } from 'typeorm';
import { Draining } from '../health/draining';
import { ApiMetrics } from '../metrics/api-metrics';
import { measureRequests } from '../metrics/measure-requests';
import { AppModule } from './app.module';
import { refuseWhenCrowded } from './back-pressure';
import { requireIntrospection } from './introspection';
import { refuseDuplicateParameters } from './invalid-input';
import { answerUnknownPath } from './problem.filter';
import { OpenApiDocument } from './openapi';
import { giveRequestId } from './request-id';
import { neverCache, securityHeaders } from './security-headers';
import { traceRequests } from './trace-requests';
import { serveWebFiles } from './web-files';

export const API_PREFIX = 'api/v1';

/** The whole application, ready to listen; tests start the same one. */
export async function createApp(config: Config, logTo?: DestinationStream): Promise<NestExpressApplication> {
  requireIntrospection(config);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, logTo), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.set('etag', false);
  const metrics = config.METRICS_PORT === undefined ? undefined : app.get(ApiMetrics);
  if (metrics) app.use(measureRequests(metrics));
  app.use(app.get(Draining).closeConnections, giveRequestId, traceRequests, ...securityHeaders(config));
  const source = app.get(DataSource);
  const inLine = () => poolOf(source).waiting;
  app.use(
    `/${API_PREFIX}`,
    neverCache,
    refuseWhenCrowded(config.REQUESTS_AT_ONCE, inLine, metrics),
    refuseDuplicateParameters,
  );
  app.useBodyParser('json', { limit: '1mb' });
  if (config.WEB_ROOT) serveWebFiles(app, config.WEB_ROOT);
  app.setGlobalPrefix(API_PREFIX);
  app.use((request: Request, response: Response, next: NextFunction) =>
    request.path.startsWith(`/${API_PREFIX}/`) ? next() : answerUnknownPath(request, response),
  );
  await app.init();
  app.get(OpenApiDocument).describe(app);
  return app;
}
