import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from './client.ts';
import { History } from './history.ts';
import { Processes } from './machine/processes.ts';
import { closeProduct, fallsOf, startProduct } from './machine/product.ts';
import { settleHouse } from './people.ts';
import { acknowledgedAnswersStay } from './promises/p01-acknowledged.ts';
import { oneEffect } from './promises/p02-one-effect.ts';
import { oneOwner } from './promises/p04-one-owner.ts';
import { lastAnswersOpenOneStep } from './promises/p07-last-answers.ts';
import { deadlinesComeOnce } from './promises/p08-deadlines.ts';
import { redisKnowsNothing } from './promises/p11-redis.ts';
import { chainsVerify } from './promises/p13-audit.ts';
import { numbersWithoutGap } from './promises/p21-numbers.ts';
import { runsMoveOnce } from './promises/p22-migration.ts';
import { Random } from './random.ts';
import { CANARY } from './world.ts';
import { RedisWatch } from './redis-watch.ts';
import type { Verdict, World } from './world.ts';

const PROMISES: [number: string, (world: World) => Promise<Verdict>][] = [
  ['P04', oneOwner],
  ['P07', lastAnswersOpenOneStep],
  ['P01', acknowledgedAnswersStay],
  ['P02', oneEffect],
  ['P08', deadlinesComeOnce],
  ['P11', redisKnowsNothing],
  ['P21', numbersWithoutGap],
  ['P22', runsMoveOnce],
  ['P13', chainsVerify],
];

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' } },
});
const asked = PROMISES.filter(([name]) => values.only === undefined || values.only.split(',').includes(name));
const seed = Number(values.seed ?? randomInt(1_000_000_000));
if (!Number.isInteger(seed)) throw new Error(`--seed is a whole number, not ${values.seed}`);
const directory = mkdtempSync(join(tmpdir(), 'querraum-torture-'));
// PostgreSQL runs under an account of its own and must find its way in.
chmodSync(directory, 0o755);
const processes = new Processes(directory);
const history = new History(join(directory, 'history.jsonl'));
const say = (line: string) => process.stdout.write(`${line}\n`);
let isEnding = false;
let kept = 0;

async function end(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await processes.stopAll();
  // What broke a promise stands in the logs and in the history.
  if (code === 0) rmSync(directory, { recursive: true, force: true });
  else say(`kept: ${directory} (logs, history.jsonl)`);
  say(`torture: ${kept} ok, ${asked.length - kept} broken`);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!isEnding) say(`stopped by ${signal}`);
    void end(130);
  });
// Whatever goes wrong beside the promises: no process outlives the run.
process.on('uncaughtException', (error) => {
  if (!isEnding) say(error.stack ?? error.message);
  void end(1);
});

async function keepPromises(): Promise<void> {
  const product = await startProduct(processes, directory, say);
  const house = await settleHouse(product);
  const redisWatch = product.redis && new RedisWatch(product.redis.url, [CANARY, ...house.names]);
  const clients: World['clients'] = [
    new Client(product.apis[0], product.issuer, history),
    new Client(product.apis[1], product.issuer, history),
  ];
  const shared = { product, house, clients, quick: values.quick, history, redisWatch };
  for (const [name, promise] of asked) {
    const began = Date.now();
    const { figures, broken } = await promise({ ...shared, random: new Random(seed, name) });
    broken.push(...fallsOf(product));
    if (broken.length === 0) kept += 1;
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    say(`${name} ${broken.length === 0 ? 'ok' : 'BROKEN'} ${figures} (${seconds} s)`);
    for (const fault of broken.slice(0, 10)) say(`    ${fault}`);
    if (broken.length > 10) say(`    and ${broken.length - 10} more`);
  }
  await redisWatch?.close();
  await closeProduct(product);
}

say(`seed ${seed}`);
try {
  await keepPromises();
} catch (error) {
  // What was not reached is not kept.
  if (!isEnding) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
await end(kept === asked.length && kept > 0 ? 0 : 1);
