import type { RedisServer } from '../machine/redis.ts';
import type { Proxy } from '../machine/proxy.ts';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { remindersOf, untilReminded, untilThere } from '../reminders.ts';
import { moveClock } from '../test-clock.ts';
import type { RedisWatch } from '../redis-watch.ts';
import { startRun, type Verdict, type World } from '../world.ts';

const PATIENCE_MS = 60_000;
/** So many runs owe a reminder to each of their four offices when Redis is wiped under it, again and again. */
const WIPED = { quick: 25, full: 500 };
const WIPES = 5;

interface Absence {
  name: string;
  begin: () => unknown;
  end: () => Promise<void> | void;
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
    const reminded = async () => {
      ids.push((await startRun(world, 5999)).id);
      return untilReminded(world, ids);
    };
    const seconds = await reminded().finally(end);
    if (seconds === undefined) broken.push(`no reminder came with Redis ${name}`);
    figures.push(`${name} ${seconds?.toFixed(1)} s`);
  }
  figures.push(await wiped(world, redis, broken));
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

/** All that is due is done within a minute, whatever of it Redis has been told and has forgotten. */
async function wiped(world: World, redis: RedisServer, broken: string[]): Promise<string> {
  const count = WIPED[world.quick ? 'quick' : 'full'];
  const runs = await inParallel(Array.from({ length: count }), 6, () => startRun(world, 5500));
  const ids = runs.map(({ id }) => id);
  const due = ids.length * OFFICES.length;
  const since = (await moveClock(world, ids)).getTime();
  const left: number[] = [];
  for (let wipe = 0; wipe < WIPES; wipe += 1) {
    left.push(due - (await remindersOf(world, ids)));
    await redis.flush();
    await untilThere(world, ids, since, (wipe + 1) / WIPES);
  }
  const seconds = await untilThere(world, ids, since);
  if (seconds === undefined || seconds > PATIENCE_MS / 1000) broken.push(`wiped, it took ${seconds ?? 'for ever'} s`);
  return `wiped with ${left.join(', ')} of ${due} left ${seconds?.toFixed(1)} s`;
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
