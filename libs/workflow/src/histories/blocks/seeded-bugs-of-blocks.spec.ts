import { EngineCopies } from '../engine-copy';
import type { Engine } from '../engine-run';
import { compareBlocks } from './compare';
import { BUGS_OF_BLOCKS } from './seeded-bugs-of-blocks';

const MOST_HISTORIES = 20_000;
const copies = new EngineCopies();

function seedThatFinds(engine: Engine): number | undefined {
  for (let seed = 1; seed <= MOST_HISTORIES; seed += 1) if (compareBlocks(engine, seed)) return seed;
  return undefined;
}

describe('random histories of blocks against an engine with a seeded bug', () => {
  it('find nothing in an unchanged copy', async () => {
    const engine = await copies.load();
    for (let seed = 1; seed <= 300; seed += 1) expect(compareBlocks(engine, seed)).toBeNull();
  });

  it.each(BUGS_OF_BLOCKS)(
    'find that $what',
    async (seeded) => {
      expect(seedThatFinds(await copies.load(seeded))).toBeGreaterThan(0);
    },
    120_000,
  );
});
