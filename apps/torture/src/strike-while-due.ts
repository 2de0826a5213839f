import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from './machine/product.ts';
import type { Random } from './random.ts';

interface Occasion {
  withDatabase: boolean;
  /** Share of the due work that is done. */
  progress: () => Promise<number>;
  patienceMs: number;
}
interface Strike {
  name: string;
  /** It comes as soon as this share of the work is done, so that it meets the workers at work. */
  from: number;
  act: () => Promise<void>;
}

/** What is said to PostgreSQL is so long on its way, so that the work is not done before anybody is struck. */
const SLOW_MS = 15;

interface Struck {
  /** What struck when how much was done. */
  told: string;
  /** Of what was to strike before all was done, what came too late for that or not at all. */
  tooLate: string[];
}

/**
 * Kills both workers, an API, Redis and perhaps the database while work is being done, stops a worker, wipes and silences Redis, brings everything
 * back after some seconds and waits until all is done or patience ends.
 */
export async function strikeWhileDue(product: Product, random: Random, occasion: Occasion): Promise<Struck> {
  const healing: Promise<void>[] = [];
  const plan = strikes(product, random, occasion.withDatabase, (heal) => healing.push(heal));
  const told: string[] = [];
  const tooLate: string[] = [];
  product.network.postgres.latency(SLOW_MS);
  for (const end = Date.now() + occasion.patienceMs; Date.now() < end; await sleep(5)) {
    const progress = await occasion.progress();
    for (const next = plan[0]; next && next.from <= progress && plan[0] === next;) {
      plan.shift();
      told.push(`${next.name} at ${Math.floor(progress * 100)} %`);
      if (progress >= 1) tooLate.push(next.name);
      await next.act();
    }
    if (progress >= 1 && plan.length === 0) break;
  }
  await product.network.postgres.heal();
  await Promise.all(healing);
  return { told: told.join(', '), tooLate: [...tooLate, ...plan.map(({ name }) => name)] };
}

function strikes(
  product: Product,
  random: Random,
  withDatabase: boolean,
  heal: (healing: Promise<void>) => void,
): Strike[] {
  const { apis, workers, postgres, redis, network } = product;
  const [one, other] = random.shuffled(workers);
  const api = random.one(apis);
  const later = (work: () => Promise<void> | void, low: number, high: number) => {
    const delay = random.between(low, high);
    return () => heal(sleep(delay).then(work));
  };
  const killed = (server: typeof api | undefined, low: number, high: number) => {
    const healed = later(() => server?.start(), low, high);
    return async () => {
      await server?.kill();
      healed();
    };
  };
  const startRedis = later(() => redis?.start(), 1000, 3000);
  const all: Strike[] = [
    { name: 'worker', from: random.between(0.01, 0.2), act: killed(one, 2000, 4000) },
    { name: 'API', from: random.between(0.01, 0.5), act: killed(api, 500, 1500) },
    { name: 'other worker', from: random.between(0.25, 0.6), act: killed(other, 2000, 4000) },
  ];
  const resumed = later(() => other?.resume(), 3000, 6000);
  all.push({
    name: 'SIGSTOP worker',
    from: random.between(0.05, 0.25),
    act: async () => {
      other?.pause();
      resumed();
    },
  });
  const path = network.redis;
  if (path) all.push({ name: 'silent Redis', from: random.between(0.05, 0.4), act: async () => path.silent() });
  if (withDatabase)
    all.push({
      name: 'PostgreSQL',
      from: random.between(0.1, 0.9),
      act: () => postgres.kill().then(() => postgres.start()),
    });
  if (redis)
    all.push(
      { name: 'FLUSHALL', from: random.between(0, 0.15), act: () => redis.flush() },
      { name: 'FLUSHALL', from: random.between(0.2, 0.5), act: () => redis.flush() },
      {
        name: 'Redis',
        from: random.between(0.3, 0.9),
        act: async () => {
          await redis.kill();
          startRedis();
        },
      },
    );
  return all.sort((a, b) => a.from - b.from);
}
