import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '../client.ts';
import { inPlaceOfWorkers } from '../machine/product.ts';
import type { Server } from '../machine/server.ts';
import { OFFICES } from '../people.ts';
import { remindersOf, untilThere } from '../reminders.ts';
import { startRun, type Verdict, type World } from '../world.ts';

const SHIFTED = fileURLToPath(new URL('../machine/shifted-clock.ts', import.meta.url));
const HOUR_MS = 3_600_000;
const RUNS = { quick: 10, full: 100 };
/** So long nothing may come although it is nearly due. */
const NEARLY_MS = 5000;

/**
 * P9: with every clock of the machines wrong by an hour, ahead and behind, and in other time zones, Fristen are what they
 * are by the clock of the database, and nothing comes a second early.
 */
export async function clocksMayBeWrong(world: World): Promise<Verdict> {
  const { product } = world;
  const shifted = (hours: number, zone: string) => ({
    preload: SHIFTED,
    env: { CLOCK_SHIFT_MS: String(hours * HOUR_MS), TZ: zone },
  });
  const servers = await Promise.all([
    product.another('api', 'api-ahead', shifted(1, 'Pacific/Kiritimati')),
    product.another('api', 'api-behind', shifted(-1, 'America/Los_Angeles')),
    product.another('worker', 'worker-ahead', shifted(1, 'America/Los_Angeles')),
    product.another('worker', 'worker-behind', shifted(-1, 'Pacific/Kiritimati')),
  ]);
  return inPlaceOfWorkers(product, servers, () => judged(world, servers));
}

async function judged(world: World, servers: Server[]): Promise<Verdict> {
  const { product, history, quick } = world;
  const count = RUNS[quick ? 'quick' : 'full'];
  const [ahead, behind] = servers.slice(0, 2).map((server) => new Client(server, product.issuer, history));
  if (!ahead || !behind) throw new Error('two APIs');

  const broken: string[] = [];
  const ids: string[] = [];
  const dues = new Set<string>();
  for (const clients of [world.clients, [ahead, behind], [behind, ahead]] as World['clients'][])
    for (let number = 0; number < count; number += 1) {
      const { id } = await startRun({ ...world, clients }, 9000 + number);
      ids.push(id);
    }
  const rows = await product.database.rows<{ due: string }>(
    `select distinct due_end::text as due from task where run_id = any ($1) and status = 'open'`,
    [ids],
  );
  for (const { due } of rows) dues.add(due);
  if (dues.size !== 1) broken.push(`the same Frist ends at ${[...dues].join(' and ')}`);

  const { due } = await product.database.one<{ due: Date }>(
    'select min(next_due_at) as due from run where id = any ($1)',
    [ids],
  );
  await setClock(world, new Date(due.getTime() - NEARLY_MS - 2000));
  await sleep(NEARLY_MS);
  const { early } = await product.database.one<{ early: number }>(
    `select count(*)::int as early from notification where reason = 'reminder' and run_id = any ($1) and at < $2`,
    [ids, due],
  );
  if (early > 0) broken.push(`${early} reminders came early`);
  await setClock(world, new Date(due.getTime() + 1000));
  const seconds = await untilThere(world, ids, Date.now());
  if (seconds === undefined) broken.push(`${await remindersOf(world, ids)} reminders came`);
  return {
    figures: `${ids.length} runs over APIs and workers an hour ahead and an hour behind: ${dues.size} end of their Fristen, ${early} of ${ids.length * OFFICES.length} reminders early, all there ${seconds?.toFixed(1)} s after they were due`,
    broken,
  };
}

const setClock = ({ clients, house }: World, now: Date): Promise<unknown> =>
  clients[0].get('POST', '/test-clock', { as: house.administrator, body: { now: now.toISOString() } });
