import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Programs } from '../machine/build.ts';
import { Client } from '../client.ts';
import { Balancer } from '../machine/balancer.ts';
import { LockWatch } from '../machine/lock-watch.ts';
import type { Server } from '../machine/server.ts';
import { OFFICES, type Office } from '../people.ts';
import { grow } from '../growth.ts';
import type { Random } from '../random.ts';
import { CANARY, claim, first, people, type Run, startRun, taskOf, type Verdict, type World } from '../world.ts';
import { lostCommands, sign } from './p01-acknowledged.ts';

const DRAIN_WITHIN_SECONDS = 25;
const LOCKED_AT_MOST_SECONDS = 2;
/** How long both releases run beside each other each time. */
const TOGETHER_MS = 4000;
const LANES = 6;
const TRIED_AGAIN_WITHIN_MS = 60_000;

export interface Deploy {
  previous: Programs;
  next: Programs;
  /** So many tasks, entries and work items are there already. */
  rows: number;
}

/**
 * P17: houses update while people work. Of the running product each process is replaced by the next release, one by one,
 * and two of them go back once: nobody is answered with a fault, and nothing is lost.
 */
export async function rollingDeploy(world: World, { previous, next, rows }: Deploy): Promise<Verdict> {
  const grown = rows > 0 ? await grow(world, rows) : '';
  const { product, history } = world;
  const { apis, workers } = product;
  const began = history.now;
  const balancer = new Balancer(apis);
  const client = new Client(balancer, product.issuer, history);
  const load = new Load({ ...world, clients: [client, client] });
  const locks = new LockWatch(product.database);
  const streams = apis.map((api) => followInbox(world, api));
  const drains: [string, number][] = [];
  let kinds: string[];
  let migrated: number;
  let proof: string[];
  const replace = async (kind: 'api' | 'worker', server: Server, by: Programs) => {
    drains.push([server.name, await server.replaceBy(by[kind])]);
  };
  try {
    await sleep(TOGETHER_MS);
    kinds = await kindsOf(world);
    const began = performance.now();
    proof = await product.migrate(next);
    migrated = (performance.now() - began) / 1000;
    await sleep(TOGETHER_MS);
    for (const programs of [next, previous]) {
      await replace('api', apis[0], programs);
      await replace('worker', workers[0], programs);
      await sleep(TOGETHER_MS);
    }
    for (const api of apis) await replace('api', api, next);
    for (const worker of workers) await replace('worker', worker, next);
    await sleep(TOGETHER_MS);
  } finally {
    await load.end();
    await balancer.close();
    await locks.end();
    for (const stream of streams) stream.abort();
  }

  const { operations } = history.read(began);
  const acknowledged = operations.filter(({ outcome }) => outcome === 'ok');
  const broken = (await lostCommands(world, acknowledged, load.runs)).map(({ what, places }) => `${what}: ${places}`);
  const lost = broken.length;
  const faults = operations.filter(({ status = 0 }) => status >= 500);
  broken.push(...faults.map(({ path, status }) => `${path} was answered with ${status}`));
  const longestDrain = Math.max(...drains.map(([, seconds]) => seconds));
  for (const [name, seconds] of drains)
    if (seconds > DRAIN_WITHIN_SECONDS) broken.push(`${name} took ${seconds.toFixed(1)} s to end`);
  for (const [whose, { seconds, says }] of Object.entries(locks.longest))
    if (seconds > LOCKED_AT_MOST_SECONDS) broken.push(`somebody waited ${seconds} s for a lock (${whose}): ${says}`);
  broken.push(...(await failedWork(world, kinds)));
  const cut = operations.filter(({ status }) => status === undefined).length;
  if (cut > 0) broken.push(`${cut} commands were cut off`);
  const figures =
    `${grown}${drains.length} processes replaced under load, ${new Set(acknowledged.map(({ key }) => key)).size} acknowledged, ${lost} lost, ` +
    `${faults.length} × 5xx, ${cut} cut off, ended within ${longestDrain.toFixed(1)} s, ` +
    `migrated in ${migrated.toFixed(1)} s, longest wait for a lock ${locks.longest.migration.seconds.toFixed(2)} s behind the migration, ` +
    `${locks.longest.people.seconds.toFixed(2)} s behind each other`;
  return { figures, broken, proof };
}

const kindsOf = async ({ product: { database } }: World): Promise<string[]> =>
  (await database.rows<{ kind: string }>('select distinct kind from work_item')).map(({ kind }) => kind);

/**
 * Work that failed. What only the next release knows may be tried in vain by a worker of the previous one, because the first
 * release that leaves such work alone is not the previous one for ever; but it is done in the end.
 */
async function failedWork({ product: { database } }: World, kinds: string[]): Promise<string[]> {
  for (const end = Date.now() + TRIED_AGAIN_WITHIN_MS; Date.now() < end; await sleep(200))
    if ((await database.rows("select from work_item where state = 'ready' and attempts > 0")).length === 0) break;
  const failed = await database.rows<{ kind: string; error: string }>(
    `select kind, coalesce(last_error, 'done by another attempt') as error from work_item
     where state = 'incident' or attempts > 0 and (state = 'ready' or kind = any ($1))`,
    [kinds],
  );
  return failed.map(({ kind, error }) => `work of the kind ${kind} failed: ${error}`);
}

/** People who go on working until they are told to stop; what they have begun they finish. */
class Load {
  readonly runs: Run[] = [];
  #isOver = false;
  readonly #lanes: Promise<unknown>;
  #world: World;

  constructor(world: World) {
    this.#world = world;
    this.#lanes = Promise.all(Array.from({ length: LANES }, (_, lane) => this.#work(lane)));
    // It is awaited at the end; what goes wrong before must not end the process.
    this.#lanes.catch(() => undefined);
  }

  async #work(lane: number): Promise<void> {
    for (let number = 1; !this.#isOver; number += 1) {
      const run = await startRun(this.#world, 170_000 + lane * 1000 + number);
      const chance = this.#world.random.apart(lane * 1000 + number);
      for (const office of chance.shuffled(OFFICES)) await this.#answer(run, office, chance);
      await sign(this.#world, run);
      this.runs.push(run);
    }
  }

  async #answer(run: Run, office: Office, chance: Random): Promise<void> {
    const { house, clients } = this.#world;
    const as = chance.one(people(house, office));
    const task = taskOf(run, house, office);
    await claim(clients[0], task, as);
    const body = { kind: 'approve', version: 1, words: `${CANARY} ${randomUUID()}` };
    await clients[0].get('POST', `/tasks/${task}/answer`, { as, body });
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#lanes;
  }
}

/** A browser with its inbox open, which comes back whenever it is cut off. */
function followInbox({ product, house }: World, api: Server): AbortController {
  const end = new AbortController();
  const follow = async () => {
    while (!end.signal.aborted) {
      const token = await product.issuer.tokenFor(first(people(house, OFFICES[0])).subject);
      const stream = await fetch(`http://127.0.0.1:${api.port}/api/v1/tasks/stream`, {
        headers: { authorization: `Bearer ${token}` },
        signal: end.signal,
      }).catch(() => undefined);
      await stream?.text().catch(() => undefined);
      await sleep(200);
    }
  };
  void follow().catch(() => undefined);
  return end;
}
