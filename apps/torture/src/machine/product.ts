import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms, root } from './build.ts';
import { Database } from './database.ts';
import { Issuer } from './issuer.ts';
import { freePorts } from './ports.ts';
import { Postgres } from './postgres.ts';
import type { Processes } from './processes.ts';
import { Proxy } from './proxy.ts';
import { RedisServer } from './redis.ts';
import { Server } from './server.ts';

/** The product as it runs in a house: two APIs, two workers, PostgreSQL and, where the machine has one, Redis. */
export interface Product {
  apis: [Server, Server];
  workers: [Server, Server];
  postgres: Postgres;
  redis: RedisServer | undefined;
  /** The network between APIs and workers and what they depend on; the run itself looks past it. */
  network: { postgres: Proxy; redis: Proxy | undefined };
  issuer: Issuer;
  database: Database;
}

export async function startProduct(
  processes: Processes,
  directory: string,
  say: (line: string) => void,
): Promise<Product> {
  const [programs, postgres, redis, issuer, ports] = await Promise.all([
    buildPrograms(processes, directory),
    Postgres.create(processes, directory),
    RedisServer.create(processes, directory),
    Issuer.create(),
    freePorts(4),
  ]);
  const network = {
    postgres: await Proxy.open(postgres.port),
    redis: redis && (await Proxy.open(redis.port)),
  };
  say(redis ? 'queue: Redis' : 'queue: PostgreSQL (no Redis on this machine)');
  const documents = join(directory, 'documents');
  mkdirSync(documents);
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'development',
    TZ: 'Europe/Berlin',
    HOST: '127.0.0.1',
    ISSUER: issuer.url,
    DOCUMENT_STORE: documents,
    DATA_ROOT: join(root, 'infra/data'),
    DATABASE_POOL: '10',
    TEST_CLOCK: 'on',
    DEMO: 'on',
    LOG_LEVEL: 'warn',
    ...(network.redis
      ? { REDIS_URL: `redis://127.0.0.1:${network.redis.port}` }
      : { QUEUE_BACKEND: 'postgres', QUEUE_DATABASE_URL: postgres.url('app_queue', network.postgres) }),
  };
  const asOwner = { env: { ...env, DATABASE_OWNER_URL: postgres.url('app_owner') } };
  await processes.run('migrate', process.execPath, [programs.migrate], asOwner);
  await processes.run('seed', process.execPath, [programs.seed, '--demo'], asOwner);

  const server = (kind: 'api' | 'worker', name: string, port: number | undefined) =>
    new Server(processes, {
      name,
      port: port ?? 0,
      program: programs[kind],
      env: { ...env, DATABASE_URL: postgres.url(kind === 'api' ? 'app_api' : 'app_worker', network.postgres) },
      readyPath: kind === 'api' ? '/api/v1/health/ready' : '/health/ready',
    });
  const apis: Product['apis'] = [server('api', 'api-1', ports[0]), server('api', 'api-2', ports[1])];
  const workers: Product['workers'] = [server('worker', 'worker-1', ports[2]), server('worker', 'worker-2', ports[3])];
  for (const each of [...apis, ...workers]) each.start();
  await Promise.all([...apis, ...workers].map((each) => each.untilReady()));
  return { apis, workers, postgres, redis, network, issuer, database: new Database(postgres.url()) };
}

/** Servers that fell though nobody had killed them, since the last time that somebody asked. */
export const fallsOf = ({ apis, workers }: Product): string[] =>
  [...apis, ...workers].flatMap(({ falls }) => falls.splice(0));

export async function closeProduct({ issuer, database, network }: Product): Promise<void> {
  network.postgres.close();
  network.redis?.close();
  await Promise.all([issuer.close(), database.close()]);
}
