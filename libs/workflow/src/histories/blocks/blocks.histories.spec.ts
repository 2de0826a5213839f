import { advance, nextDue } from '../../advance';
import { Coverage } from '../coverage';
import { compareBlocks, describeBlocks } from './compare';
import { EXPECTED_PAIRS, pairOf } from './coverage';

/** More for the night: `HISTORIES=200000 npx jest -c libs/workflow/jest.config.cjs blocks.histories`. */
declare const HISTORIES: number;

const LEAST_PER_PAIR = Math.floor(HISTORIES / 1000);

describe('engine and reference model over random histories of blocks of places', () => {
  const coverage = new Coverage();

  it(
    `agree on every answer, state, result and next instant in ${HISTORIES} histories`,
    () => {
      const differences: string[] = [];
      for (let seed = 1; seed <= HISTORIES && differences.length < 3; seed += 1) {
        const difference = compareBlocks({ advance, nextDue }, seed, (step) => {
          const pair = pairOf(step);
          if (pair !== null) coverage.met(pair);
        });
        if (difference) differences.push(describeBlocks(difference));
      }
      expect(differences.join('\n\n')).toBe('');
    },
    Math.max(120_000, HISTORIES * 20),
  );

  it('meet every command with every answer often enough', () => {
    expect(coverage.gaps(EXPECTED_PAIRS, LEAST_PER_PAIR)).toEqual([]);
  });
});
