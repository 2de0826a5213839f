import { type Asked, askedOf, KILLED_JOBS, lastingOf, ordersOf } from '../fail-points/asked.ts';
import { neitherStruckNorNamed } from '../fail-points/not-struck.ts';
import { orphansIn } from '../fail-points/orphans.ts';
import { ParkedWork } from '../fail-points/parked-work.ts';
import type { Order } from '../fail-points/passage.ts';
import { Stage } from '../fail-points/stage.ts';
import { endStandingTarget, openStandingTarget } from '../fail-points/standing-target.ts';
import { type Aim, CommandStrikes } from '../fail-points/strike-command.ts';
import { JobStrikes, type WholeJob } from '../fail-points/strike-job.ts';
import { StruckApis } from '../fail-points/struck-apis.ts';
import { StruckWorkers } from '../fail-points/struck-workers.ts';
import { Tally } from '../fail-points/tally.ts';
import { Traces } from '../fail-points/traces.ts';
import { ReadAlong } from '../fail-points/transactions.ts';
import { say } from '../frame.ts';
import { EventSink } from '../machine/event-sink.ts';
import { MailSink } from '../machine/mail-sink.ts';
import type { Verdict, World } from '../world.ts';

/** Until the workers have done what was put off meanwhile. */
const CATCHING_UP_MS = 600_000;
interface Mix {
  together: number;
  ofAKind: number;
}
/** So many commands are struck at once, and so many of a kind; then those that were missed. */
const MIXES: Mix[] = [
  { together: 20, ofAKind: 4 },
  { together: 20, ofAKind: 1 },
  { together: 1, ofAKind: 1 },
];
/** A run at every point lasts, and says how far it is. */
const BATCHES_UNTIL_SAID = 25;

/**
 * P3: before and after each await of a command or a job, an exception or the end of the process leaves all of it or
 * nothing, and the same request sent again with its key, or the work item taken up again, has one effect.
 */
export async function allOrNothing(world: World): Promise<Verdict> {
  const { product } = world;
  // Whatever they would write is not the command's.
  await Promise.all(product.workers.map((worker) => worker.kill()));
  const stage = new Stage(world);
  const tally = new Tally();
  const work = new ParkedWork(product.database);
  await work.begin();
  await openStandingTarget(stage);
  const asked = askedOf(world);
  // What cannot be brought to where it is struck is a fault; the house is left in order all the same.
  const asFault = (error: Error) => void tally.faults.push(error.stack ?? error.message);
  await strikeJobs(world, { stage, work }, asked, tally).catch(asFault);
  await strikeCommands(world, stage, asked, tally).catch(asFault);
  await endStandingTarget(stage);
  await work.end();
  // Whatever the sample was: there is something in which an orphan can be planted.
  await stage.answered(await stage.run(), 'GES');
  const orphans = await orphansIn(product);
  await stage.clear();
  for (const worker of product.workers) worker.start();
  await Promise.all(product.workers.map((worker) => worker.untilReady(CATCHING_UP_MS))).catch((error: Error) =>
    tally.faults.push(error.message),
  );
  const left = await neitherStruckNorNamed(product);
  return {
    figures: `${tally.figures}, ${orphans.figures}; ${left.figures}`,
    // Of a sample a few may have gone by; of all of them none.
    broken: [
      ...tally.broken,
      ...(asked.sample && tally.areFewMissed ? [] : tally.missed),
      ...orphans.found,
      ...left.found,
    ],
    proof: [...tally.missed, ...(asked.sample ? [] : [...tally.byKind, ...orphans.proof])],
  };
}

async function strikeCommands(world: World, stage: Stage, { commands, sample }: Asked, tally: Tally): Promise<void> {
  const [apis, readAlong] = await Promise.all([StruckApis.open(world), ReadAlong.open(world.product.database)]);
  try {
    const strikes = new CommandStrikes(stage, apis, readAlong);
    const aims: Aim[] = [];
    for (const kind of commands) {
      const whole = await strikes.whole(kind).catch((error: Error) => void tally.faults.push(error.message));
      if (!whole) continue;
      tally.kind('command', kind.route, whole.awaits.length);
      const orders = ordersOf(world.random.apart(kind.route), whole.awaits.length, sample);
      aims.push(...orders.map((order) => ({ whole, order })));
    }
    for (const how of ['throw', 'kill'] as const) {
      let missed = aims.filter(({ order }) => order.how === how);
      // Whoever waited for a lock of another one that stood still got no further; with fewer beside it, and alone at last, it does.
      for (const mix of MIXES) missed = await strikeTogether(batchesOf(missed, mix), { strikes, how }, tally, !sample);
      for (const { whole, order } of missed) tally.miss(whole.kind.route, whole.awaits, order);
    }
  } finally {
    await apis.close();
    await readAlong.close();
  }
}

/** Batch by batch; those of them that got through without being struck. */
async function strikeTogether(
  batches: Aim[][],
  { strikes, how }: { strikes: CommandStrikes; how: Order['how'] },
  tally: Tally,
  isLong: boolean,
): Promise<Aim[]> {
  const missed: Aim[] = [];
  for (const [index, batch] of batches.entries()) {
    if (isLong && index % BATCHES_UNTIL_SAID === 0) say(`    ${how}: ${index} of ${batches.length} batches struck`);
    const struck = await strikes.strike(batch, how);
    for (const [at, aim] of batch.entries()) {
      tally.add(aim.whole.kind.route, how, struck[at]);
      if (struck[at] === undefined) missed.push(aim);
    }
  }
  return missed;
}

function batchesOf(aims: Aim[], { together, ofAKind }: Mix): Aim[][] {
  const batches: Aim[][] = [];
  for (const aim of aims) {
    const { kind } = aim.whole;
    const most = kind.isOfOne ? 1 : ofAKind;
    const fits = (batch: Aim[]) =>
      batch.length < together && batch.filter(({ whole }) => whole.kind === kind).length < most;
    const batch = batches.find(fits);
    if (batch) batch.push(aim);
    else batches.push([aim]);
  }
  return batches;
}

async function strikeJobs(
  world: World,
  { stage, work }: { stage: Stage; work: ParkedWork },
  { jobs, sample: sampled }: Asked,
  tally: Tally,
): Promise<void> {
  const { random, product } = world;
  const [mails, events] = await Promise.all([MailSink.open(), EventSink.open()]);
  const traces = await Traces.open(product.database);
  const workers = await StruckWorkers.open(world, work, mails);
  try {
    for (const [index, kind] of jobs.entries()) {
      const strikes = new JobStrikes(kind, { stage, work, workers, events }, traces);
      const whole = await strikes.whole();
      tally.kind('job', kind.kind, whole.awaits.length);
      const sample = sampled && { ...sampled, kills: index < KILLED_JOBS ? 1 : 0 };
      const orders = ordersOf(random.apart(kind.kind), whole.awaits.length, sample);
      if (!sampled) say(`    ${kind.kind}: ${orders.length} strikes, ${index + 1} of ${jobs.length} kinds of jobs`);
      const lasting = lastingOf(random.apart(`${kind.kind}, given up`), whole.awaits, sampled);
      await strikes.prepare(lasting.length);
      for (const each of lasting) tally.giveUp(kind.kind, await strikes.giveUp(whole, each));
      await strikes.prepare(orders.length);
      const missed = await strikeAt(orders, { strikes, whole }, tally);
      if (missed.length === 0) continue;
      // What a process asks only until it knows comes in one that has just started.
      await strikes.prepare(missed.length);
      const beforeEach = () => workers.startAnew();
      for (const order of await strikeAt(missed, { strikes, whole, beforeEach }, tally))
        tally.miss(kind.kind, whole.awaits, order);
    }
  } finally {
    await workers.close();
    await Promise.all([traces.close(), mails.close(), events.close()]);
  }
}

interface Striking {
  strikes: JobStrikes;
  whole: WholeJob;
  beforeEach?: () => Promise<void>;
}

/** One job at each of these points; those of them that did not come. */
async function strikeAt(orders: Order[], { strikes, whole, beforeEach }: Striking, tally: Tally): Promise<Order[]> {
  const missed: Order[] = [];
  for (const order of orders) {
    await beforeEach?.();
    const strike = await strikes.strike(whole, order);
    tally.add(strikes.kind, order.how, strike);
    if (strike === undefined) missed.push(order);
  }
  return missed;
}
