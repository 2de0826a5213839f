import { Redis } from 'ioredis';

/** Ids that are thrown away are rung for again, which costs their work seconds: a warning, no more. */
export async function warnOfEviction(url: string, warn: (warning: string) => void): Promise<void> {
  const policy = await evictionPolicy(url);
  if (policy !== undefined && policy !== 'noeviction')
    warn(`the queue may throw away what it keeps: maxmemory-policy = ${policy} (allowed: noeviction)`);
}

/** Nothing where Redis is away, or forbids the question, as hosted ones do: neither keeps a worker from its work. */
async function evictionPolicy(url: string): Promise<string | undefined> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableReadyCheck: false,
    disableClientInfo: true,
    connectTimeout: 2000,
    commandTimeout: 2000,
    retryStrategy: () => null,
  });
  // An unheard event would be written to the log; the failed command says the same.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const answer: unknown = await redis.config('GET', 'maxmemory-policy');
    return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : undefined;
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}
