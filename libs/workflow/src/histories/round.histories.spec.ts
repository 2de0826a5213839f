import { advance, nextDue } from '../advance';
import { compareHistory, describeDifference } from './compare';
import { Coverage, EXPECTED_PAIRS } from './coverage';

/** More for the night: `HISTORIES=200000 npx jest -c libs/workflow/jest.config.cjs round.histories`. */
declare const HISTORIES: number;

const LEAST_PER_PAIR = Math.floor(HISTORIES / 1000);

describe('engine and reference model over random histories', () => {
  const coverage = new Coverage();

  it(
    `agree on every answer, state, outcome and next instant in ${HISTORIES} histories`,
    () => {
      const differences: string[] = [];
      for (let seed = 1; seed <= HISTORIES && differences.length < 3; seed += 1) {
        const difference = compareHistory({ advance, nextDue }, seed, (step) => coverage.count(step));
        if (difference) differences.push(describeDifference(difference));
      }
      expect(differences.join('\n\n')).toBe('');
    },
    Math.max(120_000, HISTORIES * 20),
  );

  it('meet every command with every answer often enough', () => {
    expect(coverage.gaps(EXPECTED_PAIRS, LEAST_PER_PAIR)).toEqual([]);
  });
});
