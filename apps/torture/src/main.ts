import { parseArgs } from 'node:util';
import { Frame, say, seedOf } from './frame.ts';
import { closeProduct, startProduct, TRANSPORTS } from './machine/product.ts';
import { runNightly } from './nightly.ts';
import { acknowledgedAnswersStay } from './promises/p01-acknowledged.ts';
import { oneEffect } from './promises/p02-one-effect.ts';
import { allOrNothing } from './promises/p03-fail-points.ts';
import { oneOwner } from './promises/p04-one-owner.ts';
import { lastAnswersOpenOneStep } from './promises/p07-last-answers.ts';
import { deadlinesComeOnce } from './promises/p08-deadlines.ts';
import { clocksMayBeWrong } from './promises/p09-wrong-clocks.ts';
import { everythingReachesOnce } from './promises/p10-once-each.ts';
import { redisKnowsNothing } from './promises/p11-redis.ts';
import { deadWorkersAreNoticed } from './promises/p12-dead-workers.ts';
import { chainsVerify } from './promises/p13-audit.ts';
import { deletionIsReal } from './promises/p19-deletion.ts';
import { numbersWithoutGap } from './promises/p21-numbers.ts';
import { runsMoveOnce } from './promises/p22-migration.ts';
import { fullDiskRefuses } from './promises/p23-full-disk.ts';
import { RedisWatch } from './redis-watch.ts';
import { CANARY, type Verdict, type World } from './world.ts';

const PROMISES: [number: string, (world: World) => Promise<Verdict>][] = [
  ['P04', oneOwner],
  ['P07', lastAnswersOpenOneStep],
  ['P01', acknowledgedAnswersStay],
  ['P02', oneEffect],
  // Before those that leave much: after each strike at a job it counts in the tables that were touched.
  ['P03', allOrNothing],
  ['P08', deadlinesComeOnce],
  ['P11', redisKnowsNothing],
  ['P12', deadWorkersAreNoticed],
  ['P09', clocksMayBeWrong],
  ['P10', everythingReachesOnce],
  ['P21', numbersWithoutGap],
  ['P22', runsMoveOnce],
  ['P19', deletionIsReal],
  ['P23', fullDiskRefuses],
  ['P13', chainsVerify],
];

/** Promises with a product of their own, because they replace it or lose its database. */
const PROGRAMS: [string, string][] = [
  ['P17', 'rolling-deploy.ts'],
  ['P18', 'restore-drill.ts'],
];

/** The queue is no part of it: P3 strikes workers that have none, the programs start a product of their own. */
const WITHOUT_QUEUE = new Set(['P03', ...PROGRAMS.map(([name]) => name)]);
/** Of a house without Redis there is nothing to be said. */
const OF_REDIS = 'P11';

// `--quick` for every day, `--full` (or nothing) for larger figures, `--nightly` for many seeds.
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    nightly: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    kinds: { type: 'string' },
    transport: { type: 'string' },
  },
});
const transport = TRANSPORTS.find((name) => name === values.transport);
if (values.transport !== undefined && !transport) throw new Error(`--transport is one of ${TRANSPORTS.join(', ')}`);
if (values.nightly) process.exit(await runNightly(seedOf(values.seed)));
const isAsked = ([name]: [string, unknown]) =>
  values.only === undefined ? !isTheSame(name) : values.only.split(',').includes(name);
/** In a large run with another queue, what was seen with the first. */
const isTheSame = (name: string) =>
  transport !== undefined &&
  transport !== TRANSPORTS[0] &&
  (name === OF_REDIS || (!values.quick && WITHOUT_QUEUE.has(name)));
const asked = PROMISES.filter(isAsked);
const programs = values.quick ? [] : PROGRAMS.filter(isAsked);
const frame = new Frame(seedOf(values.seed), asked.length + programs.length);
await frame.run(async () => {
  for (const [, program] of programs) await frame.keepProgram(new URL(program, import.meta.url).pathname);
  if (asked.length === 0) return;
  const product = await startProduct(frame.processes, frame.directory, say, {
    transport,
    // P3 reads along what each transaction writes.
    cluster: { settings: ['wal_level=logical'] },
  });
  const world = await frame.worldOf(
    product,
    values.quick,
    ({ names }) => product.redis && new RedisWatch(product.redis.url, [CANARY, ...names]),
  );
  for (const [name, promise] of asked) await frame.keep(name, { ...world, kinds: values.kinds }, promise);
  await world.redisWatch?.close();
  await closeProduct(product);
});
