import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePorts } from './ports.ts';
import type { Process, Processes } from './processes.ts';

/** A Redis without any memory of its own: after a kill it comes back empty. */
export class RedisServer {
  readonly url: string;
  readonly port: number;
  #processes: Processes;
  #program: string;
  #directory: string;
  #process: Process | undefined;

  private constructor(processes: Processes, program: string, directory: string, port: number) {
    this.#processes = processes;
    this.#program = program;
    this.#directory = directory;
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** `undefined` when the machine has neither Redis nor Valkey. */
  static async create(processes: Processes, directory: string): Promise<RedisServer | undefined> {
    const program = findProgram('redis-server', 'valkey-server');
    if (program === undefined) return undefined;
    mkdirSync(join(directory, 'redis'));
    const [port = 0] = await freePorts(1);
    const redis = new RedisServer(processes, program, join(directory, 'redis'), port);
    await redis.start();
    return redis;
  }

  async start(): Promise<void> {
    const flags = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = this.#processes.start('redis', this.#program, [
      ...flags,
      ...['--maxmemory-policy', 'noeviction', '--dir', this.#directory],
    ]);
    this.#process = child;
    for (const end = Date.now() + 20_000; Date.now() < end && !child.hasExited; await sleep(20))
      if (await this.#answers((client) => client.ping())) return;
    throw new Error(`Redis does not start.\n${child.lastLines}`);
  }

  async kill(): Promise<void> {
    await this.#process?.kill('SIGKILL');
  }

  /** A Redis that is just dead has nothing to wipe. */
  async flush(): Promise<void> {
    await this.#answers((client) => client.flushall());
  }

  /** Full, or with room again: whatever is to be kept is refused. */
  async fill(isFull: boolean): Promise<void> {
    await this.#answers((client) => client.config('SET', 'maxmemory', isFull ? '1' : '0'));
  }

  async #answers(ask: (client: Redis) => Promise<unknown>): Promise<boolean> {
    const client = new Redis(this.url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await ask(client);
      return true;
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  }
}

function findProgram(...programs: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
