import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisServer } from '../machine/redis.ts';
import type { Proxy } from '../machine/proxy.ts';
import { OFFICES } from '../people.ts';
import type { RedisWatch } from '../redis-watch.ts';
import { moveClock } from '../test-clock.ts';
import { startRun, type Verdict, type World } from '../world.ts';

const PATIENCE_MS = 60_000;

interface Absence {
  name: string;
  begin: () => unknown;
  end: () => unknown;
}

/** P11: Redis was never told a word of the house, and without it everything goes on. */
export async function redisKnowsNothing(world: World): Promise<Verdict> {
  const { product, quick, redisWatch: watch } = world;
  const { redis, network } = product;
  if (!redis || !network.redis || !watch)
    return { figures: 'no Redis on this machine: nothing to look at', broken: [] };
  const broken: string[] = [];
  const values = await watch.scan();
  const figures: string[] = [];
  for (const { name, begin, end } of absences(redis, network.redis)) {
    const ids: string[] = [];
    for (let number = 0; number < (quick ? 5 : 20); number += 1) ids.push((await startRun(world, 5000)).id);
    await begin();
    // Commands go on.
    ids.push((await startRun(world, 5999)).id);
    const seconds = await untilReminded(world, ids);
    await end();
    if (seconds === undefined) broken.push(`no reminder came with Redis ${name}`);
    figures.push(`${name} ${seconds?.toFixed(1)} s`);
  }
  const backAfter = await untilRungAgain(world, watch);
  if (backAfter === undefined) broken.push('the workers never found their way back to Redis');

  broken.push(...watch.found.map((found) => `Redis was told ${found}`));
  if (watch.jobs === 0) broken.push('no job was seen: nothing was looked at');
  const seen = `${watch.commands} commands with ${watch.jobs} ids of work items and ${values} values looked at`;
  const without = `commands go on and reminders come with Redis ${figures.join(', ')}`;
  const back = `rung again ${backAfter?.toFixed(1)} s after the silence`;
  return { figures: `${seen}, ${watch.found.length} words of the house; ${without}; ${back}`, broken };
}

const absences = (redis: RedisServer, path: Proxy): Absence[] => [
  { name: 'unreachable', begin: () => path.refuse(), end: () => path.heal() },
  { name: 'mute', begin: () => path.pause(), end: () => path.heal() },
  { name: 'killed', begin: () => redis.kill(), end: () => redis.start() },
  // Last: only who notices it by himself finds back.
  { name: 'silent', begin: () => path.silent(), end: () => undefined },
];

/** Seconds from the instant at which the reminders of these runs are due. */
async function untilReminded(world: World, ids: string[]): Promise<number | undefined> {
  const moved = await moveClock(world, ids);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    const { n } = await world.product.database.one<{ n: number }>(
      `select count(*)::int as n from notification where reason = 'reminder' and run_id = any ($1)`,
      [ids],
    );
    if (n >= ids.length * OFFICES.length) return (Date.now() - moved.getTime()) / 1000;
  }
  return undefined;
}

/** Seconds until the ids of due work go over Redis again; work is made due until then. */
async function untilRungAgain(world: World, watch: RedisWatch): Promise<number | undefined> {
  const before = watch.jobs;
  for (const began = Date.now(); Date.now() < began + PATIENCE_MS;) {
    const { id } = await startRun(world, 6000);
    await untilReminded(world, [id]);
    if (watch.jobs > before) return (Date.now() - began) / 1000;
  }
  return undefined;
}
