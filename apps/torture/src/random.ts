/** All chance of a run comes from its seed; what is drawn apart by name does not depend on the order of the others. */
export class Random {
  #seed: number;
  #name: string;
  #state: number;

  constructor(seed: number, name = '') {
    this.#seed = seed;
    this.#name = name;
    this.#state = [...name].reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 16777619), seed ^ 0x811c9dc5);
  }

  /** The chance of one part, the same however many others draw beside it. */
  apart(name: string | number): Random {
    return new Random(this.#seed, `${this.#name}/${name}`);
  }

  /** At least 0, less than 1 (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.fraction() * (high - low);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  one<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.fraction() * items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** The heavier, the more often. */
  weighted<T extends { weight: number }>(items: readonly T[]): T {
    let left = this.fraction() * items.reduce((sum, { weight }) => sum + weight, 0);
    const chosen = items.find(({ weight }) => (left -= weight) < 0) ?? items.at(-1);
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, order: this.fraction() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }
}
