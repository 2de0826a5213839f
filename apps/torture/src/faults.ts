import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from './machine/product.ts';
import type { Proxy } from './machine/proxy.ts';
import type { RedisServer } from './machine/redis.ts';
import type { Server } from './machine/server.ts';
import type { Random } from './random.ts';

export interface Fault {
  name: string;
  weight: number;
  /** However short the run, it comes at least so often. */
  certain?: number;
  /** Does it and, after a while where it has to be, heals it. */
  strike: () => Promise<void>;
}

/** How often what is killed is killed at least. */
const KILLS = {
  quick: { API: 1, worker: 1, PostgreSQL: 1, Redis: 1 },
  full: { API: 8, worker: 8, PostgreSQL: 4, Redis: 4 },
};
/** How long whoever stands still stands still, and a lock is held that somebody forgot. */
const STANDSTILL_MS = { quick: [2000, 4000], full: [15_000, 20_000] } as const;
const FORGOTTEN_LOCK_MS = { quick: 3000, full: 10_000 };
/** A slow machine needs long to start what was killed. */
const COMING_UP_MS = 120_000;
/** A row that everybody wants. */
const LOCK_SOMETHING = `select 1 from run where status = 'running' order by started_at desc limit 1 for update`;
const TERMINATE_SESSIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where usename in ('app_api', 'app_worker') and random() < 0.5`;

/** Everything that may happen to a house, each with its name. */
export function faultsOf(product: Product, random: Random, quick: boolean): Fault[] {
  const { redis, network } = product;
  const faults = [...processFaults(product, random, quick), ...databaseFaults(product, quick)];
  faults.push(...networkFaults('PostgreSQL', network.postgres, random));
  if (redis) faults.push(...redisFaults(redis, random, quick));
  if (network.redis) faults.push(...networkFaults('Redis', network.redis, random));
  return faults;
}

function processFaults({ apis, workers }: Product, random: Random, quick: boolean): Fault[] {
  const [low, high] = STANDSTILL_MS[quick ? 'quick' : 'full'];
  const kills = KILLS[quick ? 'quick' : 'full'];
  const each = { API: apis, worker: workers } as const;
  // Killed while it comes up, again and again, an API never answers whoever asks it alone, however right it is.
  const chosen = async (kind: keyof typeof each): Promise<Server> => {
    const server = random.one(each[kind]);
    if (kind === 'API') await server.untilReady(COMING_UP_MS);
    return server;
  };
  return (['API', 'worker'] as const).flatMap((kind) => [
    {
      name: `kill -9 ${kind}`,
      weight: kind === 'API' ? 6 : 4,
      certain: kills[kind],
      strike: async () => {
        const server = await chosen(kind);
        await server.kill();
        server.start();
      },
    },
    {
      name: `SIGTERM ${kind}`,
      weight: 1,
      strike: async () => {
        const server = await chosen(kind);
        await server.end();
        server.start();
      },
    },
    {
      name: `SIGSTOP ${kind}`,
      weight: 1,
      strike: async () => {
        const server = random.one(each[kind]);
        server.pause();
        await sleep(random.between(low, high));
        server.resume();
      },
    },
  ]);
}

function databaseFaults({ postgres, database }: Product, quick: boolean): Fault[] {
  const holdMs = FORGOTTEN_LOCK_MS[quick ? 'quick' : 'full'];
  return [
    {
      name: 'kill -9 PostgreSQL',
      weight: 6,
      certain: KILLS[quick ? 'quick' : 'full'].PostgreSQL,
      strike: async () => {
        await postgres.kill();
        await postgres.start();
      },
    },
    {
      name: 'sessions terminated',
      weight: 2,
      certain: 1,
      strike: async () => void (await database.rows(TERMINATE_SESSIONS)),
    },
    { name: 'forgotten lock', weight: 1, certain: 1, strike: () => database.holdFor(holdMs, LOCK_SOMETHING) },
  ];
}

function redisFaults(redis: RedisServer, random: Random, quick: boolean): Fault[] {
  const absent = async (milliseconds: number) => {
    await redis.kill();
    await sleep(milliseconds);
    await redis.start();
  };
  return [
    {
      name: 'kill -9 Redis',
      weight: 2,
      certain: KILLS[quick ? 'quick' : 'full'].Redis,
      strike: () => absent(0),
    },
    { name: 'no Redis', weight: 1, strike: () => absent(random.between(1000, 4000)) },
    { name: 'FLUSHALL', weight: 2, strike: () => redis.flush() },
    {
      name: 'full Redis',
      weight: 1,
      strike: async () => {
        await redis.fill(true);
        await sleep(random.between(500, 3000));
        await redis.fill(false);
      },
    },
  ];
}

function networkFaults(to: string, path: Proxy, random: Random): Fault[] {
  const healedAfter = async (low: number, high: number) => {
    await sleep(random.between(low, high));
    await path.heal();
  };
  return [
    { name: `reset ${to}`, weight: 2, strike: async () => path.reset() },
    { name: `silent ${to}`, weight: 1, certain: 1, strike: async () => path.silent() },
    {
      name: `refused ${to}`,
      weight: 1,
      strike: async () => {
        path.refuse();
        await healedAfter(300, 1500);
      },
    },
    {
      name: `paused ${to}`,
      weight: 1,
      strike: async () => {
        path.pause();
        await healedAfter(300, 3000);
      },
    },
    {
      name: `slow ${to}`,
      weight: 1,
      strike: async () => {
        path.latency(random.between(2, 30));
        await healedAfter(300, 1500);
      },
    },
  ];
}
