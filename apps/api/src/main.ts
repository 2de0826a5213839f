import 'reflect-metadata';
import { DocumentStore, readConfig, requireDurability, sweepIncoming, tracing, Transactions } from '@querraum/server';
import { Logger } from 'nestjs-pino';
import { endInOrder } from './health/draining';
import { createApp } from './http/create-app';
import { MetricsServer } from './metrics/metrics-server';

const config = readConfig();
await tracing.start(config, 'querraum-api');
const app = await createApp(config);
await requireDurability(app.get(Transactions), config, (warning) => app.get(Logger).warn(warning));
sweepIncoming(
  app.get(DocumentStore),
  () => new Date(),
  (error) => app.get(Logger).warn({ err: error, msg: 'files that were left behind are still there' }),
);
endInOrder(app);
if (config.NODE_ENV === 'production' && config.SMTP_URL === undefined)
  app.get(Logger).warn('no mails: SMTP_URL is not set');
const metricsPort = await app.get(MetricsServer).listen();
if (metricsPort !== undefined) app.get(Logger).log(`metrics on ${config.METRICS_HOST}:${metricsPort}`);
await app.listen(config.PORT, config.HOST);
app.get(Logger).log(`${await app.getUrl()}/api/v1`);
