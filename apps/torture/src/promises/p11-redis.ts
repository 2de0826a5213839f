import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { countOf, moveClock } from '../deadlines.ts';
import { CANARY, startRun, type Verdict, type World } from '../world.ts';

/** P11: Redis knows ids and nothing else, and nobody misses it. */
export async function redisKnowsNothing(world: World): Promise<Verdict> {
  const { product, house } = world;
  if (!product.redis) return { figures: 'no Redis on this machine', broken: [] };
  const client = new Redis(product.redis.url);
  const broken: string[] = [];
  const words = [CANARY, ...house.names];
  let looked = 0;
  client.on('error', () => undefined);
  const monitor = await client.monitor();
  monitor.on('monitor', (_time: string, command: string[]) => {
    looked += 1;
    const text = command.join(' ');
    const found = words.find((word) => text.includes(word));
    if (found !== undefined) broken.push(`Redis was told „${found}“`);
  });
  const ids: string[] = [];
  for (let number = 0; number < 5; number += 1) ids.push((await startRun(world, 5000 + number)).id);
  // Reminders that are due make the queue talk.
  await moveClock(world, ids);
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(200))
    if ((await countOf(world, 'reminded', ids)) >= ids.length * 4) break;
  for (const key of await client.keys('*')) {
    const value = JSON.stringify(await client.dump(key));
    if (words.some((word) => value.includes(word))) broken.push(`${key} holds personal words`);
  }
  monitor.disconnect();
  client.disconnect();
  await product.redis.kill();
  await startRun(world, 5999);
  await product.redis.start();
  return { figures: `${looked} commands seen, 0 personal words; commands go on without Redis`, broken };
}
