/**
 * Where a command or job is struck: before or after its n-th await, by an exception or by the end of the process. Whoever
 * is to be killed stands still there and is killed from outside, so that one kill meets many commands, each at its own point.
 */
export interface Order {
  at: number;
  side: 'before' | 'after';
  how: 'throw' | 'kill';
}

/** A job is struck before whatever is called so, once in each of its attempts, until nobody tries any more. */
export interface LastingOrder {
  each: string;
}

/** Header of a request whose awaits are counted: `record`, or an order as JSON. */
export const ORDER_HEADER = 'x-fail-point';
/** Header of its answer: what happened at its awaits, as JSON. */
export const POINTS_HEADER = 'x-fail-points';

/** What a process writes into the folder that `FAIL_POINTS` names, for whoever gave the order. */
export interface Told extends Passed {
  /** Of the process that passed, or stands still at the point where it is to be killed. */
  port: number;
}

export interface Passed {
  /** What was asked of the outside at each await, in order; what is sent in one go is one await. */
  awaits: string[];
  isStruck: boolean;
}

export class Struck extends Error {
  constructor(order: Order | LastingOrder) {
    super(`fail point ${'each' in order ? `at each ${order.each}` : `${order.side} await ${order.at}`}`);
  }
}

/** The awaits of one command or job, counted as they come, and the end of it where that is ordered. */
export class Passage implements Passed {
  readonly awaits: string[] = [];
  isStruck = false;
  #order: Order | LastingOrder | undefined;
  #standStill: (passage: Passage) => Promise<never>;
  #isJoining = false;

  /** `standStill` says that the point is reached, and waits for whoever ends the process. */
  constructor(order: Order | LastingOrder | undefined, standStill: (passage: Passage) => Promise<never>) {
    this.#order = order;
    this.#standStill = standStill;
  }

  async pass<T>(what: string, call: () => Promise<T>): Promise<T> {
    const at = this.#count(what);
    if (this.#isPoint({ at, side: 'before', what })) await this.#strike();
    const result = await call();
    if (this.#isPoint({ at, side: 'after', what })) await this.#strike();
    return result;
  }

  /** Calls of one go wait together: nothing can come between them. */
  #count(what: string): number {
    const last = this.awaits.length - 1;
    if (this.#isJoining) {
      this.awaits[last] += ` + ${what}`;
      return last;
    }
    this.#isJoining = true;
    queueMicrotask(() => (this.#isJoining = false));
    return this.awaits.push(what) - 1;
  }

  #isPoint({ at, side, what }: Pick<Order, 'at' | 'side'> & { what: string }): boolean {
    if (!this.#order) return false;
    // What counts the failure is asked in the same passage.
    if ('each' in this.#order) return side === 'before' && what === this.#order.each && !this.isStruck;
    return this.#order.at === at && this.#order.side === side;
  }

  async #strike(): Promise<void> {
    if (!this.#order) return;
    this.isStruck = true;
    if ('how' in this.#order && this.#order.how === 'kill') await this.#standStill(this);
    throw new Struck(this.#order);
  }
}
