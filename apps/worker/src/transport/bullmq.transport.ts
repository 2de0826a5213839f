import { createPostgresBackend, Queue, withBackend, Worker, type ConnectionOptions } from 'bullmq';
import { LANES, type Lane } from '../jobs/lanes';
import { within } from '../within';
import { CLOSE_WITHIN_MS, PLACES, type Backlog, type Execute, type Transport } from './transport';

/** A queue for each lane. Their jobs carry several ids: a release that knew only one had a queue of another name. */
const queueOf = (lane: Lane): string => `work-${lane}`;
/** Retries and delays live in PostgreSQL; a finished job leaves no trace in the queue. */
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

interface Data {
  ids: string[];
}
interface QueueLike {
  addBulk(jobs: { name: string; data: Data; opts: object }[]): Promise<unknown>;
  getJobCounts(...types: ('wait' | 'active')[]): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface WorkerLike {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}
/** BullMQ waits for a connection without end; whoever waits here has a Frist to keep. */
const RING_WITHIN_MS = 2000;

type Process = (job: { data: Data }) => Promise<void>;

interface Programs {
  ringWithinMs: number;
  openQueue(name: string): QueueLike;
  openWorker(name: string, process: Process, concurrency: number): WorkerLike;
}

function overQueues(
  name: string,
  { ringWithinMs, openQueue, openWorker }: Programs,
  onError: (error: Error) => void,
): Transport {
  const queues = new Map<Lane, QueueLike>();
  const workers = new Set<WorkerLike>();
  let isConnected = false;
  const queueFor = (lane: Lane): QueueLike => {
    const queue = queues.get(lane);
    if (!queue) throw new Error('transport is not started');
    return queue;
  };
  return {
    name,
    async start(execute: Execute) {
      for (const lane of LANES) {
        const queue = openQueue(queueOf(lane));
        queue.on('error', onError);
        queues.set(lane, queue);
        const process: Process = async ({ data: { ids } }) => {
          await execute({ lane, ids });
        };
        const worker = openWorker(queueOf(lane), process, PLACES[lane]);
        worker.on('error', onError);
        workers.add(worker);
        worker.waitUntilReady().then(() => {
          isConnected = true;
        }, onError);
      }
    },
    async dispatch(rings) {
      const ringing = [...Map.groupBy(rings, ({ lane }) => lane)].map(([lane, ofLane]) =>
        queueFor(lane).addBulk(
          ofLane.map(({ ids, dispatchNo }) => ({
            name: 'work',
            data: { ids },
            opts: { ...JOB_OPTIONS, jobId: `w-${ids[0]}-${dispatchNo}` },
          })),
        ),
      );
      await within(ringWithinMs, Promise.all(ringing));
    },
    async backlog(lane): Promise<Backlog> {
      const counts = await within(ringWithinMs, queueFor(lane).getJobCounts('wait', 'active'));
      return { waiting: counts['wait'] ?? 0, active: counts['active'] ?? 0 };
    },
    async stop() {
      // Nothing runs where nothing was ever connected: waiting for it would wait for a Redis that is not there.
      const closing = Promise.all([
        ...[...workers].map((worker) => worker.close(!isConnected)),
        ...[...queues.values()].map((queue) => queue.close()),
      ]);
      await within(CLOSE_WITHIN_MS, closing).catch(onError);
      workers.clear();
      queues.clear();
    },
  };
}

/**
 * Redis or Valkey. The socket timeouts make silently dead connections end (the worker's must be longer than the blocking
 * read of `drainDelay` seconds); the queue's connection fails fast, so that the dispatcher can do the work itself.
 */
export function redisTransport(url: string, onError: (error: Error) => void, ringWithinMs = RING_WITHIN_MS): Transport {
  const workerConnection = {
    url,
    maxRetriesPerRequest: null,
    socketTimeout: 8000,
    keepAlive: 10_000,
  } as ConnectionOptions;
  const queueConnection = {
    url,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 2000,
    commandTimeout: ringWithinMs,
    // A timed out command leaves its connection as it is; only this ends one that will never answer again.
    socketTimeout: 3000,
  } as ConnectionOptions;
  return overQueues(
    'bullmq-redis',
    {
      ringWithinMs,
      openQueue: (name) => new Queue(name, { connection: queueConnection }),
      openWorker: (name, process, concurrency) =>
        new Worker(name, process, { connection: workerConnection, concurrency, drainDelay: 5 }),
    },
    onError,
  );
}

/** BullMQ's own PostgreSQL backend, for places without Redis. */
export function postgresTransport(
  connectionString: string,
  onError: (error: Error) => void,
  ringWithinMs = RING_WITHIN_MS,
): Transport {
  const classes = withBackend(createPostgresBackend);
  const connection = { connectionString, migrate: true };
  return overQueues(
    'bullmq-postgres',
    {
      ringWithinMs,
      openQueue: (name) => new classes.Queue(name, { connection }),
      openWorker: (name, process, concurrency) => new classes.Worker(name, process, { connection, concurrency }),
    },
    onError,
  );
}
