import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../parallel.ts';
import { OFFICES } from '../people.ts';
import { remindersOf, untilReminded, untilThere } from '../reminders.ts';
import { moveClock } from '../test-clock.ts';
import { startRun, type Verdict, type World } from '../world.ts';
import { until } from '../until.ts';
import { type Said, WorkerWatch } from '../worker-watch.ts';

const PROMISED_SECONDS = 30;
/** After the work is done, until the connection that fell silent is given up and replaced. */
const WELL_AGAIN_MS = 60_000;
/** More than one transaction takes. */
const RUNS = { quick: 40, full: 200 };
/** How long both workers stand still. */
const STANDSTILL_MS = { quick: 8000, full: 40_000 };

/**
 * P12: a worker that hears nothing from its queue any more, one that stands still in the middle of its work, and both
 * standing still at once: the work goes on within 30 s, and whoever asks for their readiness hears of it.
 */
export async function deadWorkersAreNoticed(world: World): Promise<Verdict> {
  const { product, random, quick } = world;
  const [one, other] = random.shuffled(product.workers);
  if (!one || !other) throw new Error('two workers');
  const broken: string[] = [];
  const figures: string[] = [];
  const tell = (what: string, seconds: number | undefined) => {
    figures.push(`${what} ${seconds?.toFixed(1) ?? 'never'} s`);
    if (seconds === undefined || seconds > PROMISED_SECONDS) broken.push(`${what}: ${seconds ?? 'never'} s`);
  };

  const path = product.network.redis;
  if (path) {
    const ids = await runs(world, 1);
    const watch = new WorkerWatch(product.workers);
    path.silent();
    tell('all done with a silent queue after', await untilReminded(world, ids));
    const isWell = await watch.until(
      ({ status, transportUp, oldestDueSeconds }) => status === 'ok' && transportUp && oldestDueSeconds === 0,
      WELL_AGAIN_MS,
    );
    await watch.close();
    const noticed = noticedBy(product.workers, watch.said);
    tell('which every worker said of itself (degraded, transport_up 0) after', noticed);
    const late = watch.said.filter(({ oldestDueSeconds }) => oldestDueSeconds > 0);
    const red = watch.said.find(({ isReady }) => !isReady);
    const last = watch.said.at(-1);
    figures.push(
      `oldest_due_seconds told of what was waiting from ${late[0]?.at.toFixed(1)} to ${late.at(-1)?.at.toFixed(1)} s`,
      `${red ? `red after ${red.at.toFixed(1)} s` : 'never red, because the work went on'}`,
      `all well again after ${last?.at.toFixed(1)} s`,
    );
    if (!isWell) broken.push(`not well again: ${JSON.stringify(last)}`);
    if (late.length === 0) broken.push('the metric oldest_due_seconds did not show that work was waiting');
  }

  const ids = await runs(world, 2);
  const since = (await moveClock(world, ids)).getTime();
  await until(async () => (await remindersOf(world, ids)) > 0);
  one.pause();
  const left = ids.length * OFFICES.length - (await remindersOf(world, ids));
  tell(`${left} left when a worker stood still, done after`, await untilThere(world, ids, since));
  one.resume();

  const late = await runs(world, 3);
  const resumeAt = Date.now() + STANDSTILL_MS[quick ? 'quick' : 'full'];
  for (const worker of product.workers) worker.pause();
  await moveClock(world, late);
  await sleep(resumeAt - Date.now());
  const done = await remindersOf(world, late);
  if (done > 0) broken.push(`${done} reminders came though nobody was at work`);
  const resumed = Date.now();
  const watch = new WorkerWatch(product.workers);
  for (const worker of product.workers) worker.resume();
  tell('after both had stood still, done within', await untilThere(world, late, resumed));
  await Promise.all(product.workers.map((worker) => worker.untilReady()));
  const isWell = await watch.until(({ isReady, oldestDueSeconds }) => isReady && oldestDueSeconds === 0, WELL_AGAIN_MS);
  await watch.close();
  if (!isWell) broken.push(`not ready again: ${JSON.stringify(watch.said.at(-1))}`);
  const red = watch.said.filter(({ isReady }) => !isReady).length;
  const after = `not ready ${red} of the ${watch.said.length} times that they were asked afterwards, ready at last`;
  return { figures: `${figures.join(', ')}; ${after}`, broken };
}

/** When the last of the workers first said that its queue does not answer, by its readiness and its metric. */
function noticedBy(workers: readonly { name: string }[], said: Said[]): number | undefined {
  const first = workers.map(({ name }) =>
    said.find(({ worker, status, transportUp }) => worker === name && status !== 'ok' && !transportUp),
  );
  return first.every((each) => each !== undefined) ? Math.max(...first.map(({ at }) => at)) : undefined;
}

async function runs(world: World, number: number): Promise<string[]> {
  const count = RUNS[world.quick ? 'quick' : 'full'];
  const started = await inParallel(Array.from({ length: count }), 6, (_, index) =>
    startRun(world, 12_000 + 1000 * number + index),
  );
  return started.map(({ id }) => id);
}
