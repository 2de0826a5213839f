/** By table: rows that are there more or fewer, and rows that were written. */
export type Touched = ReadonlyMap<string, { more: number; written: number }>;

/**
 * What is nobody's alone: signs of life of processes, and what a house is like, noted under its hash by the first command
 * that is told of it. A command beside it that changes the house makes anybody the first.
 */
export const OF_NOBODY_ALONE = ['worker', 'house_facts'];

export const inWords = (touched: Touched): string =>
  [...touched].map(([name, { more, written }]) => `${name} ${more >= 0 ? '+' : ''}${more}/${written}`).join(', ') ||
  'nothing';

export const areAlike = (one: Touched, other: Touched): boolean => {
  const lines = (touched: Touched) =>
    [...touched].map(([name, { more, written }]) => `${name} ${more} ${written}`).sort();
  return JSON.stringify(lines(one)) === JSON.stringify(lines(other));
};
