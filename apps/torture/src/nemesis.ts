import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, faultsOf } from './faults.ts';
import type { History } from './history.ts';
import type { Product } from './machine/product.ts';
import type { Random } from './random.ts';

const PATIENCE_MS = 60_000;

/** Kills parts of the product and breaks the network between them, without warning, one after the other, and heals. */
export class Nemesis {
  #faults: Fault[];
  #certain: Fault[];
  #struck: string[] = [];
  #random: Random;
  #history: History;
  #isOver = false;

  constructor(product: Product, history: History, random: Random, quick: boolean) {
    this.#faults = faultsOf(product, random, quick);
    this.#certain = random.shuffled(
      this.#faults.flatMap((fault) => Array.from({ length: fault.certain ?? 0 }, () => fault)),
    );
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

  /** A house is struck again, and at last left alone, when it has got up again, however slow the machine is. */
  async #untilAnswering(): Promise<void> {
    const healedAt = this.#history.now;
    const isAnswering = () => this.#history.lastOkAt >= healedAt;
    while (!isAnswering() && this.#history.now < healedAt + PATIENCE_MS) await sleep(20);
  }

  /** Whether all has come that comes in every run. */
  get isSated(): boolean {
    return this.#certain.length === 0;
  }

  /** The next strike is not begun; the last one is healed by `haunt`. */
  stop(): void {
    this.#isOver = true;
  }

  get figures(): string {
    const count = (name: string) => this.#struck.filter((struck) => struck === name).length;
    const struck = this.#faults.filter(({ name }) => count(name) > 0);
    return struck.map(({ name }) => `${count(name)} × ${name}`).join(', ');
  }
}
