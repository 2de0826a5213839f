import { StoppedError } from './children.mjs';

/** @param {number} began @param {number} [ended] */
export const secondsSince = (began, ended = Date.now()) => `${((ended - began) / 1000).toFixed(1).replace('.', ',')} s`;

/**
 * Says what is being done, and how long it took; steps may overlap.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} say
 * @returns {Promise<T>}
 */
export async function step(title, work, say) {
  const began = Date.now();
  say(`  … ${title}`);
  try {
    const result = await work();
    say(`  ✓ ${title} (${secondsSince(began)})`);
    return result;
  } catch (error) {
    if (!(error instanceof StoppedError)) say(`  ✗ ${title} (${secondsSince(began)})`);
    throw error;
  }
}
