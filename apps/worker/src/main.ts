import 'reflect-metadata';
import {
  auditKey,
  connect,
  createDataSource,
  DocumentStore,
  poolOf,
  readConfig,
  requireDurability,
  sealSecrets,
  sweepIncoming,
  TextReader,
  tracing,
  Transactions,
  whenThere,
} from '@querraum/server';
import { AuditFolder } from './audit-folder';
import { Dispatcher } from './dispatcher';
import type { Note } from './execute';
import { executeRing } from './execute-ring';
import { healthServer } from './health';
import { Heartbeat } from './heartbeat';
import { oweNextCleanUp } from './jobs/clean-up.job';
import { oweSealNow } from './jobs/seal-audit.job';
import { workerLog } from './logging';
import { smtpServer } from './smtp-server';
import { transportFor } from './transport';
import { warnOfEviction } from './transport/eviction';
import { within } from './within';
import { WorkerMetrics } from './worker-metrics';
import { webhookSender } from './webhook-sender';

const LAST_WORDS_MS = 2000;
const ROUNDS_WITHIN_MS = 12_000;

const config = readConfig();
const log = workerLog(config.LOG_LEVEL);
await tracing.start(config, 'querraum-worker');
const source = await connect(
  createDataSource({
    url: config.DATABASE_URL,
    pool: config.DATABASE_POOL,
    applicationName: 'querraum-worker',
  }),
);
const transactions = new Transactions(source);
await requireDurability(transactions, config, (warning) => log.warn(warning));
const store = new DocumentStore(config);
sweepIncoming(
  store,
  () => new Date(),
  (error) => log.warn({ err: error }, 'files that were left behind are still there'),
);
const transport = transportFor(config, log);
const metrics = new WorkerMetrics(transport.name);
const mailServer = smtpServer(config);
const outside = {
  mailServer: mailServer && metrics.counting(mailServer),
  webhooks: webhookSender(config, (error) => log.error({ err: error }, 'round of a webhook failed')),
  files: store,
  exports: store,
  texts: new TextReader(store, { program: new URL('./text-thread.mjs', import.meta.url) }),
  audit: {
    key: auditKey(config),
    folder: config.AUDIT_CHECKPOINT_DIR === undefined ? undefined : new AuditFolder(config.AUDIT_CHECKPOINT_DIR),
    mailTo: config.AUDIT_MAIL,
  },
};
if (!outside.mailServer) log.warn('no mails: SMTP_URL is not set');
if (!outside.audit.folder || !outside.audit.key)
  log.warn('a restore would bring deleted projects back: AUDIT_CHECKPOINT_DIR or AUDIT_SIGNING_KEY is not set');
if (outside.webhooks.keys.areMissing) log.warn('no key for the secrets of webhooks: WEBHOOK_SECRET_KEY is not set');
// Nobody waits for the answer: a Redis that is away is no reason to begin later.
if (config.REDIS_URL && transport.name === 'bullmq-redis')
  void warnOfEviction(config.REDIS_URL, (warning) => log.warn(warning));
const heartbeat = new Heartbeat(transactions, log);
const note: Note = (executed) => {
  metrics.executed(executed);
  heartbeat.count(executed);
};
const dispatcher = new Dispatcher(
  transactions,
  transport,
  ({ ids }) => executeRing({ transactions, outside, note, log }, ids),
  config.DATABASE_URL,
  log,
  metrics,
);
await dispatcher.start();
// The database may fall in this very moment, too.
await whenThere(() => transactions.run(oweNextCleanUp));
await whenThere(() => transactions.run(oweSealNow));
await whenThere(() => transactions.run((tx) => sealSecrets(tx, outside.webhooks.keys)));
await heartbeat.start(() => ({
  transport: transport.name,
  bellAnswers: dispatcher.bellAnswers,
  executedDirectly: dispatcher.directItems,
  readsSealed: outside.webhooks.keys.currentId !== undefined,
}));

const health = healthServer({
  transactions,
  dispatcher,
  heartbeat,
  metrics,
  pool: () => poolOf(source),
  told: { transport: transport.name, mail: outside.mailServer ? 'on' : 'off' },
});
health.listen(config.PORT, config.HOST, () =>
  log.info({ transport: transport.name, address: health.address() }, 'worker started'),
);

async function shutDown(signal: string): Promise<void> {
  log.info({ signal }, 'shutting down');
  health.close();
  // A round of a webhook ends with the message that is under way.
  await Promise.all([dispatcher.stop(), within(ROUNDS_WITHIN_MS, outside.webhooks.stop()).catch(() => undefined)]);
  await heartbeat.stop();
  // What is still under way keeps its connection, and its transaction ends with the process.
  await within(LAST_WORDS_MS, source.destroy()).catch(() => undefined);
  await tracing.stop();
  process.exit(0);
}
process.once('SIGTERM', (signal) => void shutDown(signal));
process.once('SIGINT', (signal) => void shutDown(signal));
