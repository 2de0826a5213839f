import { setTimeout as sleep } from 'node:timers/promises';
import { OFFICES } from './people.ts';
import { moveClock } from './test-clock.ts';
import type { World } from './world.ts';

const PATIENCE_MS = 60_000;

/** How many of the seats of these runs have been reminded. */
export async function remindersOf({ product }: World, ids: string[]): Promise<number> {
  const { n } = await product.database.one<{ n: number }>(
    `select count(*)::int as n from notification where reason = 'reminder' and run_id = any ($1)`,
    [ids],
  );
  return n;
}

/** Seconds from the instant at which the reminders of these runs are due until this share of them is there. */
export async function untilReminded(world: World, ids: string[], share = 1): Promise<number | undefined> {
  const moved = await moveClock(world, ids);
  return untilThere(world, ids, moved.getTime(), share);
}

export async function untilThere(world: World, ids: string[], since: number, share = 1): Promise<number | undefined> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20))
    if ((await remindersOf(world, ids)) >= share * ids.length * OFFICES.length) return (Date.now() - since) / 1000;
  return undefined;
}
