import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** MONITOR and we write what is not ASCII as bytes: `\xc3\xbc`. */
const escaped = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`))
    .join('');

const JOB = /\{"ids":\["[0-9a-f-]{36}"/g;

/** Reads along with everything that Redis is told during the whole run, over its kills and restarts. */
export class RedisWatch {
  commands = 0;
  jobs = 0;
  /** Commands and values with a word that should not be there. */
  found: string[] = [];
  #url: string;
  #words: string[];
  #isOver = false;
  #watching: Promise<void>;

  constructor(url: string, words: string[]) {
    this.#url = url;
    this.#words = [...new Set(words.flatMap((word) => [word, escaped(word)]))];
    this.#watching = this.#watch();
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  /** Looks at every value that stands in Redis now; how many there are. */
  async scan(): Promise<number> {
    const client = new Redis(this.#url, { maxRetriesPerRequest: 1 });
    client.on('error', () => undefined);
    try {
      const keys = await client.keys('*');
      for (const key of keys) this.#look(`${key} ${JSON.stringify(await valueOf(client, key))}`);
      return keys.length;
    } finally {
      client.disconnect();
    }
  }

  #look(text: string): void {
    const word = this.#words.find((candidate) => text.includes(candidate));
    if (word !== undefined) this.found.push(`"${word}" in ${text.slice(0, 120)}`);
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      const client = new Redis(this.#url, { lazyConnect: true, retryStrategy: () => null });
      client.on('error', () => undefined);
      try {
        await client.connect();
        const monitor = await client.monitor();
        monitor.on('error', () => undefined);
        const closed = new Promise((resolve) => monitor.once('close', resolve));
        monitor.on('monitor', (_time: string, command: string[]) => {
          this.commands += 1;
          const text = command.join(' ');
          this.jobs += text.match(JOB)?.length ?? 0;
          this.#look(text);
        });
        while (!this.#isOver && (await Promise.race([closed.then(() => false), sleep(200).then(() => true)])));
        monitor.disconnect();
      } catch {
        // It is dead at the moment and will be back.
        await sleep(20);
      } finally {
        client.disconnect();
      }
    }
  }
}

async function valueOf(client: Redis, key: string): Promise<unknown> {
  const type = await client.type(key);
  if (type === 'hash') return client.hgetall(key);
  if (type === 'list') return client.lrange(key, 0, -1);
  if (type === 'set') return client.smembers(key);
  if (type === 'zset') return client.zrange(key, 0, -1);
  if (type === 'stream') return client.xrange(key, '-', '+');
  return client.get(key);
}
