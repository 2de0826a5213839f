import 'reflect-metadata';
import { createServer } from 'node:http';
import {
  connect,
  createDataSource,
  DocumentStore,
  readConfig,
  TextReader,
  Transactions,
  workItems,
} from '@querraum/server';
import { Dispatcher } from './dispatcher';
import { executeWorkItem } from './execute';
import { workerLog } from './logging';
import { smtpServer } from './smtp-server';
import { transportFor } from './transport';

const config = readConfig();
const log = workerLog(config.LOG_LEVEL);
const source = await connect(
  createDataSource({
    url: config.DATABASE_URL,
    pool: config.DATABASE_POOL,
    applicationName: 'querraum-worker',
  }),
);
const transactions = new Transactions(source);
const outside = {
  mailServer: smtpServer(config),
  texts: new TextReader(new DocumentStore(config), { program: new URL('./text-thread.mjs', import.meta.url) }),
};
if (!outside.mailServer) log.warn('no mails: SMTP_URL is not set');
const transport = transportFor(config, (error) => log.warn({ err: error }, 'queue error'));
const dispatcher = new Dispatcher(
  transactions,
  transport,
  (id) => executeWorkItem(transactions, id, outside),
  config.DATABASE_URL,
  log,
);
await dispatcher.start();

/** Live: the process answers. Ready: the database answers and no due work waits longer than a minute. */
const health = createServer((request, response) => {
  const answer = (status: number, body: object) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  if (request.url === '/health/live') return void answer(200, { status: 'live' });
  if (request.url !== '/health/ready') return void answer(404, {});
  transactions
    .run((tx) => workItems.oldestDueSeconds(tx))
    .then((oldestDueSeconds) =>
      answer(oldestDueSeconds > 60 ? 503 : 200, {
        transport: transport.name,
        mail: outside.mailServer ? 'on' : 'off',
        oldestDueSeconds,
        executedDirectly: dispatcher.directItems,
      }),
    )
    .catch(() => answer(503, { database: 'unreachable' }));
});
health.listen(config.PORT, config.HOST, () =>
  log.info({ transport: transport.name, address: health.address() }, 'worker started'),
);

async function shutDown(signal: string): Promise<void> {
  log.info({ signal }, 'shutting down');
  health.close();
  await dispatcher.stop();
  await source.destroy();
  process.exit(0);
}
process.once('SIGTERM', (signal) => void shutDown(signal));
process.once('SIGINT', (signal) => void shutDown(signal));
