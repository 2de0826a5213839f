import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from './history.ts';
import type { Product } from './machine/product.ts';
import type { Proxy } from './machine/proxy.ts';
import type { Random } from './random.ts';

interface Fault {
  name: string;
  weight: number;
  /** However short the run, it comes at least once. */
  certain?: true;
  /** Does it and, after a while where it has to be, heals it. */
  strike: () => Promise<void>;
}

/** Kills parts of the product and breaks the network between them, without warning, one after the other, and heals. */
export class Nemesis {
  #faults: Fault[];
  #certain: Fault[];
  #struck: string[] = [];
  #random: Random;
  #history: History;
  #isOver = false;

  constructor(product: Product, history: History, random: Random) {
    this.#faults = faultsOf(product, random);
    this.#certain = random.shuffled(this.#faults.filter(({ certain }) => certain));
    this.#history = history;
    this.#random = random;
  }

  async haunt(): Promise<void> {
    for (;;) {
      await sleep(this.#random.between(300, 1200));
      if (this.#isOver) return;
      const { name, strike } = this.#certain.pop() ?? this.#random.weighted(this.#faults);
      this.#history.fault(name);
      this.#struck.push(name);
      await strike();
      await this.#untilAnswering();
    }
  }

  /** A house is struck again when it has got up again, however slow the machine is. */
  async #untilAnswering(): Promise<void> {
    const healedAt = this.#history.now;
    while (!this.#isOver && this.#history.lastOkAt < healedAt) await sleep(20);
  }

  /** The next strike is not begun; the last one is healed by `haunt`. */
  stop(): void {
    this.#isOver = true;
  }

  get figures(): string {
    const count = (name: string) => this.#struck.filter((struck) => struck === name).length;
    return this.#faults.map(({ name }) => `${count(name)} × ${name}`).join(', ');
  }
}

function faultsOf({ postgres, redis, network, apis, workers }: Product, random: Random): Fault[] {
  const restarted = async (part: { kill(): Promise<void>; start(): unknown }) => {
    await part.kill();
    await part.start();
  };
  const faults: Fault[] = [
    { name: 'kill -9 PostgreSQL', weight: 6, certain: true, strike: () => restarted(postgres) },
    { name: 'kill -9 API', weight: 6, certain: true, strike: () => restarted(random.one(apis)) },
    { name: 'kill -9 worker', weight: 4, certain: true, strike: () => restarted(random.one(workers)) },
    ...networkFaults('PostgreSQL', network.postgres, random),
  ];
  if (redis) faults.push({ name: 'kill -9 Redis', weight: 2, certain: true, strike: () => restarted(redis) });
  if (network.redis) {
    const path = network.redis;
    faults.push(...networkFaults('Redis', path, random), {
      name: 'silent Redis',
      weight: 1,
      strike: async () => path.silent(),
    });
  }
  return faults;
}

function networkFaults(to: string, path: Proxy, random: Random): Fault[] {
  const healedAfter = async (low: number, high: number) => {
    await sleep(random.between(low, high));
    await path.heal();
  };
  return [
    { name: `reset ${to}`, weight: 2, strike: async () => path.reset() },
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
