import { createPostgresBackend, Queue, withBackend, Worker, type ConnectionOptions } from 'bullmq';
import type { Transport } from './transport';

const QUEUE = 'work';
const CONCURRENCY = 4;
/** Retries and delays live in PostgreSQL; a finished job leaves no trace in the queue. */
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

interface QueueLike {
  addBulk(jobs: { name: string; data: { id: string }; opts: object }[]): Promise<unknown>;
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
const CLOSE_WITHIN_MS = 8000;

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the queue did not answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

type Execute = (id: string) => Promise<unknown>;

function overQueue(
  name: string,
  openQueue: () => QueueLike,
  openWorker: (process: (job: { data: { id: string } }) => Promise<void>) => WorkerLike,
  onError: (error: Error) => void,
): Transport {
  let queue: QueueLike | undefined;
  let worker: WorkerLike | undefined;
  let isConnected = false;
  return {
    name,
    async start(execute: Execute) {
      queue = openQueue();
      queue.on('error', onError);
      worker = openWorker(async (job) => {
        await execute(job.data.id);
      });
      worker.on('error', onError);
      worker.waitUntilReady().then(() => {
        isConnected = true;
      }, onError);
    },
    async dispatch(items) {
      if (!queue) throw new Error('transport is not started');
      const ringing = queue.addBulk(
        items.map(({ id, dispatchNo }) => ({
          name: 'work',
          data: { id },
          opts: { ...JOB_OPTIONS, jobId: `w-${id}-${dispatchNo}` },
        })),
      );
      await within(RING_WITHIN_MS, ringing);
    },
    async stop() {
      // Nothing runs where nothing was ever connected: waiting for it would wait for a Redis that is not there.
      const closing = Promise.all([worker?.close(!isConnected), queue?.close()]);
      await within(CLOSE_WITHIN_MS, closing).catch(onError);
    },
  };
}

/**
 * Redis or Valkey. The socket timeouts make silently dead connections end (the worker's must be longer than the blocking
 * read of `drainDelay` seconds); the queue's connection fails fast, so that the dispatcher can do the work itself.
 */
export function redisTransport(url: string, onError: (error: Error) => void): Transport {
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
    commandTimeout: 2000,
    // A timed out command leaves its connection as it is; only this ends one that will never answer again.
    socketTimeout: 3000,
  } as ConnectionOptions;
  return overQueue(
    'bullmq-redis',
    () => new Queue(QUEUE, { connection: queueConnection }),
    (process) => new Worker(QUEUE, process, { connection: workerConnection, concurrency: CONCURRENCY, drainDelay: 5 }),
    onError,
  );
}

/** BullMQ's own PostgreSQL backend, for places without Redis. */
export function postgresTransport(connectionString: string, onError: (error: Error) => void): Transport {
  const classes = withBackend(createPostgresBackend);
  const connection = { connectionString, migrate: true };
  return overQueue(
    'bullmq-postgres',
    () => new classes.Queue(QUEUE, { connection }),
    (process) => new classes.Worker(QUEUE, process, { connection, concurrency: CONCURRENCY }),
    onError,
  );
}
