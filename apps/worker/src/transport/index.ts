import type { Config } from '@querraum/server';
import type { Logger } from 'pino';
import { postgresTransport, redisTransport } from './bullmq.transport';
import { inlineTransport } from './inline.transport';
import type { Transport } from './transport';

export { PLACES, type Backlog, type Execute, type Ring, type Transport } from './transport';

export type QueueConfig = Partial<Pick<Config, 'QUEUE_BACKEND' | 'REDIS_URL' | 'QUEUE_DATABASE_URL'>>;

/** The bell that this installation has; one that is named must have its address. */
export function transportFor({ QUEUE_BACKEND, REDIS_URL, QUEUE_DATABASE_URL }: QueueConfig, log: Logger): Transport {
  const onError = (error: Error) => log.warn({ err: error }, 'queue error');
  if (QUEUE_BACKEND === 'postgres') {
    if (QUEUE_DATABASE_URL) return postgresTransport(QUEUE_DATABASE_URL, onError);
    throw new Error(
      'QUEUE_BACKEND=postgres verlangt QUEUE_DATABASE_URL (Rolle app_queue). Ganz ohne Warteschlange: QUEUE_BACKEND=inline.',
    );
  }
  if (QUEUE_BACKEND === 'inline') return inlineTransport();
  if (REDIS_URL) return redisTransport(REDIS_URL, onError);
  if (QUEUE_BACKEND === 'redis')
    throw new Error('QUEUE_BACKEND=redis verlangt REDIS_URL. Ohne Redis: QUEUE_BACKEND=postgres oder inline.');
  log.warn('no queue, the worker rings for itself: QUEUE_BACKEND and REDIS_URL are not set');
  return inlineTransport();
}
