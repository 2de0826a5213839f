import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms, type Programs, root } from './build.ts';
import { type Checkpoints, openCheckpoints } from './checkpoints.ts';
import { Database } from './database.ts';
import { Issuer } from './issuer.ts';
import { freePorts } from './ports.ts';
import { Postgres, type PostgresSettings } from './postgres.ts';
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
  /** Brings the schema to that of these programs; what the migrator says of each migration. */
  migrate: (programs: Programs) => Promise<string[]>;
  /** All that it writes lies in here. */
  directory: string;
  /** Where documents lie. */
  documents: string;
  checkpoints: Checkpoints;
  /** One more API or worker beside the two, not yet started. */
  another: (kind: 'api' | 'worker', name: string, special: Special) => Promise<Server>;
}

/** What a server has that the others have not. */
interface Special {
  env?: NodeJS.ProcessEnv;
  preload?: string;
}

export const TRANSPORTS = ['redis', 'postgres', 'inline'] as const;
export type TransportName = (typeof TRANSPORTS)[number];

export interface ProductSettings {
  build?: (processes: Processes, directory: string) => Promise<Programs>;
  cluster?: PostgresSettings;
  /** Left out, it is Redis where the machine has one. */
  transport?: TransportName | undefined;
  /** Of APIs and workers, beside what they need. */
  environment?: NodeJS.ProcessEnv;
}

export async function startProduct(
  processes: Processes,
  directory: string,
  say: (line: string) => void,
  { build = buildPrograms, cluster = {}, transport, environment = {} }: ProductSettings = {},
): Promise<Product> {
  const [programs, postgres, redis, issuer, ports] = await Promise.all([
    build(processes, directory),
    Postgres.create(processes, directory, cluster),
    transport === undefined || transport === 'redis' ? RedisServer.create(processes, directory) : undefined,
    Issuer.create(),
    freePorts(4),
  ]);
  const network = {
    postgres: await Proxy.open(postgres.port),
    redis: redis && (await Proxy.open(redis.port)),
  };
  if (transport === 'redis' && !redis) throw new Error('this machine has neither Redis nor Valkey');
  const queue = transport ?? (redis ? 'redis' : 'postgres');
  say(`queue: ${queue}`);
  const documents = join(directory, 'documents');
  mkdirSync(documents);
  const audit = openCheckpoints(directory);
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'development',
    TZ: 'Europe/Berlin',
    HOST: '127.0.0.1',
    ISSUER: issuer.url,
    DOCUMENT_STORE: documents,
    ...audit.environment,
    DATA_ROOT: join(root, 'infra/data'),
    DATABASE_POOL: '10',
    DRAIN_SECONDS: '1',
    TEST_CLOCK: 'on',
    DEMO: 'on',
    LOG_LEVEL: 'warn',
    // Targets of events stand on this machine.
    WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
    WEBHOOK_HTTP: 'own',
    ...environment,
    QUEUE_BACKEND: queue,
    ...(network.redis && { REDIS_URL: `redis://127.0.0.1:${network.redis.port}` }),
    ...(queue === 'postgres' && { QUEUE_DATABASE_URL: postgres.url('app_queue', network.postgres) }),
  };
  const asOwner = { env: { ...env, DATABASE_OWNER_URL: postgres.url('app_owner') } };
  const migrate = async ({ migrate: program }: Programs) => {
    const migrator = processes.start('migrate', process.execPath, [program], asOwner);
    const code = await migrator.exited;
    if (code !== 0) throw new Error(`migrate ended with ${code}.\n${migrator.lastLines}`);
    return migrator.lastLines.split('\n').filter((line) => line.startsWith('  '));
  };
  await migrate(programs);
  await processes.run('seed', process.execPath, [programs.seed, '--demo'], asOwner);

  const server = (kind: 'api' | 'worker', name: string, port: number | undefined, special: Special = {}) => {
    const databaseUrl = postgres.url(kind === 'api' ? 'app_api' : 'app_worker', network.postgres);
    return new Server(processes, {
      name,
      port: port ?? 0,
      program: programs[kind],
      env: { ...env, DATABASE_URL: databaseUrl, ...special.env },
      readyPath: kind === 'api' ? '/api/v1/health/ready' : '/health/ready',
      ...(special.preload !== undefined && { preload: special.preload }),
    });
  };
  const apis: Product['apis'] = [server('api', 'api-1', ports[0]), server('api', 'api-2', ports[1])];
  const workers: Product['workers'] = [server('worker', 'worker-1', ports[2]), server('worker', 'worker-2', ports[3])];
  for (const each of [...apis, ...workers]) each.start();
  await Promise.all([...apis, ...workers].map((each) => each.untilReady()));
  const another: Product['another'] = async (kind, name, special) =>
    server(kind, name, (await freePorts(1))[0], special);
  const database = new Database(postgres.url());
  return {
    apis,
    workers,
    postgres,
    redis,
    network,
    issuer,
    database,
    migrate,
    directory,
    documents,
    checkpoints: audit.checkpoints,
    another,
  };
}

/** Servers that fell though nobody had killed them, since the last time that somebody asked. */
export const fallsOf = ({ apis, workers }: Product): string[] =>
  [...apis, ...workers].flatMap(({ falls }) => falls.splice(0));

/** While others are at work in place of its workers, and whatever comes of that. */
export async function inPlaceOfWorkers<T>({ workers }: Product, others: Server[], work: () => Promise<T>): Promise<T> {
  await Promise.all(workers.map((worker) => worker.kill()));
  for (const other of others) other.start();
  try {
    await Promise.all(others.map((other) => other.untilReady()));
    return await work();
  } finally {
    await Promise.all(others.map((other) => other.kill()));
    for (const worker of workers) worker.start();
    await Promise.all(workers.map((worker) => worker.untilReady()));
  }
}

export async function closeProduct({ issuer, database, network }: Product): Promise<void> {
  network.postgres.close();
  network.redis?.close();
  await Promise.all([issuer.close(), database.close()]);
}
