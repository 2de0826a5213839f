import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from './client.ts';
import { Processes } from './machine/processes.ts';
import { closeProduct, startProduct } from './machine/product.ts';
import { settleHouse } from './people.ts';
import { acknowledgedAnswersStay } from './promises/p01-acknowledged.ts';
import { oneOwner } from './promises/p04-one-owner.ts';
import { lastAnswersOpenOneStep } from './promises/p07-last-answers.ts';
import { deadlinesComeOnce } from './promises/p08-deadlines.ts';
import { redisKnowsNothing } from './promises/p11-redis.ts';
import { chainsVerify } from './promises/p13-audit.ts';
import { Random } from './random.ts';
import type { Verdict, World } from './world.ts';

const PROMISES: [number: string, (world: World) => Promise<Verdict>][] = [
  ['P04', oneOwner],
  ['P07', lastAnswersOpenOneStep],
  ['P01', acknowledgedAnswersStay],
  ['P11', redisKnowsNothing],
  ['P08', deadlinesComeOnce],
  ['P13', chainsVerify],
];

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? randomInt(1_000_000_000));
const directory = mkdtempSync(join(tmpdir(), 'querraum-torture-'));
// PostgreSQL runs under an account of its own and must find its way in.
chmodSync(directory, 0o755);
const processes = new Processes(directory);
const say = (line: string) => process.stdout.write(`${line}\n`);
let broken = 0;

const end = async (code: number): Promise<never> => {
  await processes.stopAll();
  // What broke a promise stands in the logs.
  if (code === 0) rmSync(directory, { recursive: true, force: true });
  else say(`kept: ${join(directory, 'logs')}`);
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(1));
// Whatever goes wrong beside the promises: no process outlives the run.
process.once('uncaughtException', (error) => {
  say(error.stack ?? error.message);
  void end(1);
});

try {
  say(`seed ${seed}`);
  const product = await startProduct(processes, directory, say);
  const house = await settleHouse(product);
  const clients: World['clients'] = [
    new Client(product.apis[0], product.issuer),
    new Client(product.apis[1], product.issuer),
  ];
  for (const [name, promise] of PROMISES) {
    const began = Date.now();
    const random = new Random(seed, name);
    const verdict = await promise({ product, house, clients, random, quick: values.quick });
    const isKept = verdict.broken.length === 0;
    if (!isKept) broken += 1;
    say(`${name} ${isKept ? 'ok' : 'BROKEN'} ${verdict.figures} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
    for (const fault of verdict.broken.slice(0, 10)) say(`    ${fault}`);
  }
  say(`torture: ${PROMISES.length - broken} ok, ${broken} broken`);
  await closeProduct(product);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say(`torture: 0 ok, ${PROMISES.length} broken`);
  broken = PROMISES.length;
}
await end(broken === 0 ? 0 : 1);
