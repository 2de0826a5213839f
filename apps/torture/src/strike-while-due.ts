import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from './machine/product.ts';
import type { Server } from './machine/server.ts';
import type { Random } from './random.ts';

interface Occasion {
  isShort: boolean;
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

/** What is said to PostgreSQL is so long on its way where there is little work, so that it is not done before anybody is struck. */
const SLOW_MS = 40;

interface Struck {
  /** What struck when how much was done. */
  told: string;
  /** Of what was to strike before all was done, what came too late for that or not at all. */
  tooLate: string[];
  /** So many seconds no worker was there at all before all was done. */
  deserted: number;
}

/** Who is there of the workers; from a kill on until they are ready again nobody is. */
class Attendance {
  readonly #there: Set<Server>;
  #deserted = 0;
  #since = 0;

  constructor(workers: readonly Server[]) {
    this.#there = new Set(workers);
  }

  gone(worker: Server): void {
    // Who is stopped and then killed is gone since it was stopped.
    if (this.#there.delete(worker) && this.#there.size === 0) this.#since = performance.now();
  }

  back(worker: Server): void {
    this.#deserted = this.deserted;
    this.#there.add(worker);
  }

  /** Seconds in which nobody was there, up to now. */
  get deserted(): number {
    return this.#deserted + (this.#there.size === 0 ? (performance.now() - this.#since) / 1000 : 0);
  }
}

/**
 * Kills both workers, an API, Redis and perhaps the database while work is being done, stops a worker, wipes and silences Redis, brings everything
 * back after some seconds and waits until all is done or patience ends.
 */
export async function strikeWhileDue(product: Product, random: Random, occasion: Occasion): Promise<Struck> {
  const healing: Promise<void>[] = [];
  const attendance = new Attendance(product.workers);
  const heal = (work: Promise<void>) => {
    // What fails fails the promise below; until then nobody waits for it, and that alone would end the whole run.
    work.catch(() => undefined);
    healing.push(work);
  };
  const plan = strikes(product, random, { ...occasion, attendance, heal });
  const told: string[] = [];
  const tooLate: string[] = [];
  let deserted: number | undefined;
  if (occasion.isShort) product.network.postgres.latency(SLOW_MS);
  for (const end = Date.now() + occasion.patienceMs; Date.now() < end; await sleep(5)) {
    const progress = await occasion.progress();
    // What still strikes then delays nothing.
    if (progress >= 1) deserted ??= attendance.deserted;
    // All of them at once: who looked again before each would find the work done.
    for (let next = plan[0]; next && next.from <= progress; next = plan[0]) {
      plan.shift();
      told.push(`${next.name} at ${Math.floor(progress * 100)} %`);
      if (progress >= 1) tooLate.push(next.name);
      await next.act();
    }
    if (progress >= 1 && plan.length === 0) break;
  }
  await product.network.postgres.heal();
  await Promise.all(healing);
  return {
    told: told.join(', '),
    tooLate: [...tooLate, ...plan.map(({ name }) => name)],
    deserted: deserted ?? attendance.deserted,
  };
}

interface Means extends Pick<Occasion, 'withDatabase'> {
  attendance: Attendance;
  heal: (healing: Promise<void>) => void;
}

function strikes(product: Product, random: Random, { withDatabase, attendance, heal }: Means): Strike[] {
  const { apis, workers, postgres, redis, network } = product;
  const [one, other] = random.shuffled(workers);
  if (!one || !other) throw new Error('two workers');
  const api = random.one(apis);
  const later = (work: () => Promise<void> | void, low: number, high: number) => {
    const delay = random.between(low, high);
    return () => heal(sleep(delay).then(work));
  };
  const killed = (server: Server, low: number, high: number) => {
    const healed = later(() => server.start(), low, high);
    return async () => {
      await server.kill();
      healed();
    };
  };
  const killedAtWork = (worker: Server) => {
    const healed = later(
      async () => {
        worker.start();
        await worker.untilReady();
        attendance.back(worker);
      },
      2000,
      4000,
    );
    return async () => {
      attendance.gone(worker);
      await worker.kill();
      healed();
    };
  };
  const startRedis = later(() => redis?.start(), 1000, 3000);
  const all: Strike[] = [
    { name: 'worker', from: random.between(0.01, 0.2), act: killedAtWork(one) },
    { name: 'API', from: random.between(0.01, 0.5), act: killed(api, 500, 1500) },
    { name: 'other worker', from: random.between(0.25, 0.6), act: killedAtWork(other) },
  ];
  let stopped: number | undefined;
  const resumed = later(
    () => {
      other.resume();
      // Killed meanwhile, it is there again only when another one is ready in its place.
      if (!other.isDead && other.pid === stopped) attendance.back(other);
    },
    3000,
    6000,
  );
  all.push({
    name: 'SIGSTOP worker',
    from: random.between(0.05, 0.25),
    act: async () => {
      other.pause();
      stopped = other.pid;
      attendance.gone(other);
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
