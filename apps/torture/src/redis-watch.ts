import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** MONITOR and we write what is not ASCII as bytes: `\xc3\xbc`. */
const escaped = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`))
    .join('');

const JOB = /\{"ids":\["[0-9a-f-]{36}"/g;

/**
 * Reads along with everything that Redis is told during the whole run, over its kills and restarts. By a socket of its own: a
 * client that expects answers takes the first commands for some, where it is told them together with the `OK`.
 */
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
      const socket = connect(Number(new URL(this.#url).port), '127.0.0.1');
      // It is dead at the moment and will be back.
      socket.on('error', () => undefined);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write('MONITOR\r\n');
      let begun = '';
      socket.setEncoding('latin1').on('data', (text: string) => {
        const lines = `${begun}${text}`.split('\r\n');
        begun = lines.pop() ?? '';
        for (const line of lines) this.#hear(line);
      });
      while (!this.#isOver && (await Promise.race([closed.then(() => false), sleep(200).then(() => true)])));
      socket.destroy();
      await sleep(20);
    }
  }

  /** One command: `+1795758781.224089 [0 127.0.0.1:40112] "set" "key" "say \\"yes\\""`; before the first one stands `+OK`. */
  #hear(line: string): void {
    if (!/^\+\d/.test(line)) return;
    this.commands += 1;
    const text = line.replace(/\\(["\\])/g, '$1');
    this.jobs += text.match(JOB)?.length ?? 0;
    this.#look(text);
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
