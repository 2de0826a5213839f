import 'reflect-metadata';
import { readConfig } from '@querraum/server';
import { Logger } from 'nestjs-pino';
import { createApp } from './http/create-app';

const config = readConfig();
const app = await createApp(config);
app.enableShutdownHooks();
if (config.NODE_ENV === 'production' && config.SMTP_URL === undefined)
  app.get(Logger).warn('no mails: SMTP_URL is not set');
await app.listen(config.PORT, config.HOST);
app.get(Logger).log(`${await app.getUrl()}/api/v1`);
