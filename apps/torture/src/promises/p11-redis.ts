import { setTimeout as sleep } from 'node:timers/promises';
import { moveClock } from '../test-clock.ts';
import { OFFICES } from '../people.ts';
import { startRun, type Verdict, type World } from '../world.ts';

const PATIENCE_MS = 60_000;

/** P11: Redis was never told a word of the house, and without it everything goes on. */
export async function redisKnowsNothing(world: World): Promise<Verdict> {
  const { product, quick, redisWatch: watch } = world;
  const { redis } = product;
  if (!redis || !watch) return { figures: 'no Redis on this machine: nothing to look at', broken: [] };
  const broken: string[] = [];
  const ids: string[] = [];
  for (let number = 0; number < (quick ? 5 : 20); number += 1) ids.push((await startRun(world, 5000 + number)).id);
  const values = await watch.scan();

  await redis.kill();
  await startRun(world, 5999);
  await moveClock(world, ids);
  const seconds = await untilReminded(world, ids);
  if (seconds === undefined) broken.push('without Redis no reminder came');
  await redis.start();

  broken.push(...watch.found.map((found) => `Redis was told ${found}`));
  if (watch.jobs === 0) broken.push('no job was seen: nothing was looked at');
  const seen = `${watch.commands} commands with ${watch.jobs} ids of work items and ${values} values looked at`;
  const without = `without Redis commands go on and reminders come after ${seconds?.toFixed(1)} s`;
  return { figures: `${seen}, ${watch.found.length} words of the house; ${without}`, broken };
}

async function untilReminded({ product }: World, ids: string[]): Promise<number | undefined> {
  for (const began = Date.now(); Date.now() < began + PATIENCE_MS; await sleep(100)) {
    const { n } = await product.database.one<{ n: number }>(
      `select count(*)::int as n from notification where reason = 'reminder' and run_id = any ($1)`,
      [ids],
    );
    if (n >= ids.length * OFFICES.length) return (Date.now() - began) / 1000;
  }
  return undefined;
}
