import { type Asked, askedOf, KILLED_JOBS, ordersOf, SIDES } from '../fail-points/asked.ts';
import { neitherStruckNorNamed } from '../fail-points/not-struck.ts';
import { orphansIn } from '../fail-points/orphans.ts';
import { ParkedWork } from '../fail-points/parked-work.ts';
import type { Order } from '../fail-points/passage.ts';
import { Stage } from '../fail-points/stage.ts';
import { endStandingTarget, openStandingTarget } from '../fail-points/standing-target.ts';
import { type Aim, CommandStrikes, type Strike } from '../fail-points/strike-command.ts';
import { JobStrikes, type WholeJob } from '../fail-points/strike-job.ts';
import { StruckApis } from '../fail-points/struck-apis.ts';
import { StruckWorkers } from '../fail-points/struck-workers.ts';
import { Traces } from '../fail-points/traces.ts';
import { ReadAlong } from '../fail-points/transactions.ts';
import { say } from '../frame.ts';
import { EventSink } from '../machine/event-sink.ts';
import { MailSink } from '../machine/mail-sink.ts';
import type { Verdict, World } from '../world.ts';

/** Until the workers have done what was put off meanwhile. */
const CATCHING_UP_MS = 600_000;
/** So many commands are struck at once, and so many of a kind. */
const AT_ONCE = 20;
const OF_A_KIND = 4;
/** A run at every point lasts, and says how far it is. */
const BATCHES_UNTIL_SAID = 25;
/** So many jobs of a kind more than there are points. */
const SPARE = 3;

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
    broken: [...tally.faults, ...orphans.found, ...left.found],
    proof: [...tally.missed, ...(asked.sample ? [] : [...tally.byKind, ...orphans.proof])],
  };
}

async function strikeCommands(world: World, stage: Stage, { commands, sample }: Asked, tally: Tally): Promise<void> {
  const [apis, readAlong] = await Promise.all([StruckApis.open(world), ReadAlong.open(world.product.database)]);
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
    const missed: Aim[] = [];
    const batches = batchesOf(aims.filter(({ order }) => order.how === how));
    for (const [index, batch] of batches.entries()) {
      if (!sample && index % BATCHES_UNTIL_SAID === 0) say(`    ${how}: ${index} of ${batches.length} batches struck`);
      const struck = await strikes.strike(batch, how);
      for (const strike of struck) tally.add(how, strike);
      missed.push(...batch.filter((_, index) => struck[index] === undefined));
    }
    // Whoever waited for a lock of another one that stood still got no further; alone, it does.
    for (const aim of missed) {
      const [strike] = await strikes.strike([aim], how);
      tally.add(how, strike);
      if (strike === undefined) tally.miss(aim.whole.kind.route, aim.whole.awaits, aim.order);
    }
  }
  await readAlong.close();
  await apis.close();
}

function batchesOf(aims: Aim[]): Aim[][] {
  const batches: Aim[][] = [];
  for (const aim of aims) {
    const { kind } = aim.whole;
    const most = kind.isOfOne ? 1 : OF_A_KIND;
    const fits = (batch: Aim[]) =>
      batch.length < AT_ONCE && batch.filter(({ whole }) => whole.kind === kind).length < most;
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
  for (const [index, kind] of jobs.entries()) {
    const strikes = new JobStrikes(kind, { stage, work, workers, events }, traces);
    const whole = await strikes.whole();
    tally.kind('job', kind.kind, whole.awaits.length);
    const sample = sampled && { ...sampled, kills: index < KILLED_JOBS ? 1 : 0 };
    const orders = ordersOf(random.apart(kind.kind), whole.awaits.length, sample);
    await strikes.prepare(orders.length + SPARE);
    if (!sampled) say(`    ${kind.kind}: ${orders.length} strikes, ${index + 1} of ${jobs.length} kinds of jobs`);
    const missed = await strikeAt(orders, { strikes, whole }, tally);
    // Two workers may have asked for it at once, and the one that was there found nothing: another one is struck in its place.
    const again = await strikeAt(missed.slice(0, SPARE), { strikes, whole }, tally);
    for (const order of [...again, ...missed.slice(SPARE)]) tally.miss(kind.kind, whole.awaits, order);
  }
  await workers.close();
  await Promise.all([traces.close(), mails.close(), events.close()]);
}

/** One job at each of these points; those of them that did not come. */
async function strikeAt(
  orders: Order[],
  { strikes, whole }: { strikes: JobStrikes; whole: WholeJob },
  tally: Tally,
): Promise<Order[]> {
  const missed: Order[] = [];
  for (const order of orders) {
    const strike = await strikes.strike(whole, order);
    tally.add(order.how, strike);
    if (strike === undefined) missed.push(order);
  }
  return missed;
}

class Tally {
  readonly faults: string[] = [];
  readonly byKind: string[] = [];
  readonly missed: string[] = [];
  readonly #struck = { throw: 0, kill: 0, done: 0 };
  readonly #kinds = { command: 0, job: 0 };
  #points = 0;

  kind(what: 'command' | 'job', name: string, awaits: number): void {
    this.#kinds[what] += 1;
    this.#points += SIDES.length * awaits;
    this.byKind.push(`${what} ${name}: ${awaits} awaits`);
  }

  add(how: Order['how'], strike: Strike): void {
    if (!strike) return;
    this.#struck[how] += 1;
    if (strike.isDone) this.#struck.done += 1;
    this.faults.push(...strike.faults);
  }

  /** A point that this time did not come. */
  miss(name: string, awaits: string[], { how, side, at }: Order): void {
    this.missed.push(`not reached: ${name}, ${how} ${side} ${awaits[at] ?? ''} (${at + 1} of ${awaits.length})`);
  }

  get figures(): string {
    const { throw: thrown, kill, done } = this.#struck;
    const kinds = `${this.#kinds.command} kinds of commands and ${this.#kinds.job} of jobs`;
    const struck = `struck ${thrown} × by an exception and ${kill} × by SIGKILL (${done} after the commit)`;
    return `${this.#points} points in ${kinds}, ${struck}, ${this.missed.length} not reached`;
  }
}
