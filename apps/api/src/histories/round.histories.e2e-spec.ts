import { ASKED_HISTORIES } from '@querraum/server/testing';
import { closeHouse, type House, openHouse } from './round/house';
import { Met } from './round/met';
import { SEEDED_FAULTS } from './round/seeded-faults';
import { tell } from './round/tell';

const { count: HISTORIES, seed: SEED } = ASKED_HISTORIES;
/** Each has a database of its own, because each has a clock of its own. */
const HOUSES = 3;
/** From this many on every answer has been heard. */
const ENOUGH = 2000;
const MOST_DIFFERENCES = 3;

const met = new Met();

/** Told in all houses at once, until there are too many differences to read. */
async function differencesIn(houses: readonly House[], most: number): Promise<string[]> {
  const differences: string[] = [];
  let seed = SEED;
  await Promise.all(
    houses.map(async (house) => {
      while (seed < SEED + HISTORIES && differences.length < most) {
        seed += 1;
        const difference = await tell(house, seed - 1, met);
        if (difference) differences.push(difference);
      }
    }),
  );
  return differences;
}

describe('random histories of the Mitzeichnungsrunde with clients at the same time, over HTTP', () => {
  it(
    `are explained by an order in which the model does what they did, in each of ${HISTORIES}`,
    async () => {
      const houses = await Promise.all(Array.from({ length: HOUSES }, openHouse));
      const differences = await differencesIn(houses, MOST_DIFFERENCES);
      await Promise.all(houses.map(closeHouse));
      expect(differences.join('\n\n')).toBe('');
    },
    HISTORIES * 60_000,
  );

  it('hear every answer that a client can get, and clients do get in before others', () => {
    expect(met.reordered).toBeGreaterThan(0);
    if (HISTORIES >= ENOUGH) expect(met.missing).toEqual([]);
  });

  it.each(SEEDED_FAULTS)(
    'find that $what',
    async ({ sql }) => {
      const house = await openHouse();
      for (const statement of sql) await house.database.owner.query(statement);
      let found: string | undefined;
      for (let seed = SEED; seed < SEED + 60 && found === undefined; seed += 1)
        found = await tell(house, seed, new Met());
      await closeHouse(house);
      expect(found).toMatch(/^seed \d+: no/);
    },
    300_000,
  );
});
