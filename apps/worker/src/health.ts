import { createServer, type Server, type ServerResponse } from 'node:http';
import { installationStanding, Metrics, workItems } from '@querraum/server';
import type { Transaction, Transactions, WorkStanding } from '@querraum/server';
import type { Dispatcher } from './dispatcher';
import type { Heartbeat } from './heartbeat';
import { readinessOf, type Readiness } from './readiness';
import { within } from './within';
import type { WorkerMetrics } from './worker-metrics';

/** Whoever watches gives up after some seconds, too: before that they are told that the database does not answer. */
const SEEN_WITHIN_MS = 2000;

interface Worker {
  transactions: Transactions;
  dispatcher: Dispatcher;
  heartbeat: Heartbeat;
  metrics: WorkerMetrics;
  /** Connections to the database, now. */
  pool: () => Record<string, number>;
  /** What is said with the readiness. */
  told: { transport: string; mail: 'on' | 'off' };
}

/** Live: the process answers. Ready: the database answers, and no Frist waits in vain. Metrics: also without a database. */
export function healthServer(worker: Worker): Server {
  const routes: Record<string, (response: ServerResponse) => Promise<unknown>> = {
    '/health/live': async (response) => json(response, 200, { status: 'live' }),
    '/health/ready': (response) => ready(worker, response),
    '/metrics': (response) => metrics(worker, response),
  };
  return createServer((request, response) => {
    const route = routes[request.url ?? ''];
    if (route) void route(response);
    else json(response, 404, {});
  });
}

const seen = <T>({ transactions }: Worker, look: (tx: Transaction) => Promise<T>): Promise<T | undefined> =>
  within(SEEN_WITHIN_MS, transactions.run(look)).catch(() => undefined);

const standingOf = (worker: Worker): Promise<WorkStanding | undefined> => seen(worker, (tx) => workItems.standing(tx));

async function ready(worker: Worker, response: ServerResponse): Promise<void> {
  const { dispatcher, told } = worker;
  const standing = await standingOf(worker);
  if (!standing) return json(response, 503, { status: 'noDatabase', database: 'unreachable' });
  const { bellAnswers, directItems } = dispatcher;
  const { isReady, status } = readinessOfWorker(worker, standing);
  const oldestDueSeconds = Math.max(0, ...standing.kinds.map((kind) => kind.oldestDueSeconds));
  const work = { oldestDueSeconds, executedDirectly: directItems };
  return json(response, isReady ? 200 : 503, { status, ...told, transportAnswers: bellAnswers, ...work });
}

const readinessOfWorker = ({ dispatcher, heartbeat }: Worker, standing: WorkStanding): Readiness =>
  readinessOf({ standing, bellAnswers: dispatcher.bellAnswers, idleSeconds: heartbeat.idleSeconds });

async function metrics(worker: Worker, response: ServerResponse): Promise<void> {
  const { dispatcher } = worker;
  const [standing, installation] = await Promise.all([standingOf(worker), seen(worker, installationStanding)]);
  const text = worker.metrics.text({
    ...{ standing, installation },
    readiness: standing && readinessOfWorker(worker, standing),
    ...{ bellAnswers: dispatcher.bellAnswers, pool: worker.pool() },
  });
  response.writeHead(200, { 'content-type': Metrics.CONTENT_TYPE, 'cache-control': 'no-store' }).end(text);
}

function json(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
