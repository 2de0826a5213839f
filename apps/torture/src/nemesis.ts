import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from './machine/product.ts';
import type { Random } from './random.ts';

export type Victim = 'PostgreSQL' | 'API' | 'worker' | 'Redis';

/** Kills parts of the product without warning, one after the other, and starts them again. */
export class Nemesis {
  readonly kills: { victim: Victim; at: number }[] = [];
  #product: Product;
  #random: Random;
  #isOver = false;

  constructor(product: Product, random: Random) {
    this.#product = product;
    this.#random = random;
  }

  async haunt(): Promise<void> {
    for (;;) {
      await sleep(this.#random.between(300, 1200));
      if (this.#isOver) return;
      await this.#strike();
    }
  }

  /** The next strike is not begun; the last one is healed by `haunt`. */
  stop(): void {
    this.#isOver = true;
  }

  get figures(): string {
    const count = (victim: Victim) => this.kills.filter((kill) => kill.victim === victim).length;
    const all = (['PostgreSQL', 'API', 'worker', 'Redis'] as const).map((victim) => `${count(victim)} × ${victim}`);
    return `kill -9 of ${all.join(', ')}`;
  }

  async #strike(): Promise<void> {
    const { postgres, redis, apis, workers } = this.#product;
    const fate = this.#random.fraction();
    if (fate < 0.35) {
      await this.#kill('PostgreSQL', postgres);
      await postgres.start();
    } else if (redis && fate < 0.45) {
      await this.#kill('Redis', redis);
      await redis.start();
    } else {
      const isApi = fate < 0.8;
      const server = this.#random.one(isApi ? apis : workers);
      await this.#kill(isApi ? 'API' : 'worker', server);
      server.start();
    }
  }

  async #kill(victim: Victim, part: { kill(): Promise<void> }): Promise<void> {
    this.kills.push({ victim, at: Date.now() });
    await part.kill();
  }
}
