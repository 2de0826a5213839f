import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../parallel.ts';
import { countOf, moveClock } from '../deadlines.ts';
import { startRun, type Verdict, type World } from '../world.ts';

const PATIENCE_MS = 60_000;

/**
 * P8 and P11: reminder and escalation of every seat come exactly once, though workers and an API are killed and Redis is
 * wiped or comes back empty while they are due.
 */
export async function deadlinesComeOnce(world: World): Promise<Verdict> {
  const { product, quick } = world;
  const runs = await inParallel(Array.from({ length: quick ? 40 : 300 }), 6, (_, index) =>
    startRun(world, 4000 + index),
  );
  const ids = runs.map(({ id }) => id);
  const seats = ids.length * 4;
  const broken: string[] = [];
  const figures: string[] = [];
  for (const action of ['reminded', 'escalated']) {
    const moved = Date.now();
    await moveClock(world, ids);
    const [worker, other] = product.workers;
    await Promise.all([worker.kill(), product.apis[1].kill(), product.redis?.flush()]);
    await sleep(world.random.between(300, 900));
    await Promise.all([other.kill(), product.redis?.kill()]);
    await product.redis?.start();
    for (const server of [worker, other, product.apis[1]]) server.start();
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(200))
      if ((await countOf(world, action, ids)) >= seats) break;
    const seconds = (Date.now() - moved) / 1000;
    // Whatever would come twice has time to come.
    await sleep(3000);
    const done = await countOf(world, action, ids);
    if (done !== seats) broken.push(`${done} times ${action} instead of ${seats}`);
    figures.push(`${done} of ${seats} ${action}, the last after ${seconds.toFixed(1)} s`);
    await Promise.all([...product.apis, ...product.workers].map((server) => server.untilReady()));
  }
  const doubled = await product.database.rows(
    `select 1 from notification where reason in ('reminder', 'escalation') and run_id = any ($1)
     group by run_id, seat_id, unit_id, reason, at having count(*) > 1`,
    [ids],
  );
  if (doubled.length > 0) broken.push(`${doubled.length} notifications doubled`);
  return { figures: figures.join('; '), broken };
}
