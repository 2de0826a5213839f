/** Seeded numbers for histories (mulberry32): the same seed gives the same history on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** From 0 to below `limit`. */
  below(limit: number): number;
  between(low: number, high: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  pickOr<T>(choices: readonly T[], otherwise: T): T;
  weighted<T>(choices: readonly (readonly [number, T])[], otherwise: T): T;
}

export function seededRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    between: (low, high) => low + below(high - low + 1),
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    pickOr: (choices, otherwise) => choices[below(choices.length)] ?? otherwise,
    weighted: (choices, otherwise) => {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return otherwise;
    },
  };
}
