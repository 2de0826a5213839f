import type { Config } from '@querraum/server';
import { postgresTransport, redisTransport } from './bullmq.transport';
import { inlineTransport } from './inline.transport';
import type { Transport } from './transport';

export { PLACES, type Backlog, type Execute, type Ring, type Transport } from './transport';

/** The bell that this installation has. */
export function transportFor(config: Config, onError: (error: Error) => void): Transport {
  if (config.REDIS_URL) return redisTransport(config.REDIS_URL, onError);
  if (config.QUEUE_BACKEND === 'postgres')
    return postgresTransport(config.QUEUE_DATABASE_URL ?? config.DATABASE_URL, onError);
  return inlineTransport();
}
