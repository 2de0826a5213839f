import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from './client.ts';
import { History } from './history.ts';
import { Processes } from './machine/processes.ts';
import { fallsOf, type Product } from './machine/product.ts';
import { type House, settleHouse } from './people.ts';
import { Random } from './random.ts';
import type { RedisWatch } from './redis-watch.ts';
import type { Verdict, World } from './world.ts';

/** So many are told of a promise that was broken. */
const MOST_FAULTS = 30;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The seed that was asked for, or one of chance. */
export function seedOf(asked: string | undefined): number {
  const seed = Number(asked ?? randomInt(1_000_000_000));
  if (!Number.isInteger(seed)) throw new Error(`--seed is a whole number, not ${asked}`);
  return seed;
}

/** One run: its folder, its processes and how it ends. No process outlives it, and what broke a promise is kept. */
export class Frame {
  readonly directory = mkdtempSync(join(tmpdir(), 'querraum-torture-'));
  readonly processes: Processes;
  readonly history: History;
  readonly #seed: number;
  readonly #promises: number;
  #kept = 0;
  #isBroken = false;
  #isEnding = false;

  constructor(seed: number, promises: number) {
    this.#seed = seed;
    this.#promises = promises;
    // PostgreSQL runs under an account of its own and must find its way in.
    chmodSync(this.directory, 0o755);
    this.processes = new Processes(this.directory);
    this.history = new History(join(this.directory, 'history.jsonl'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (!this.#isEnding) say(`stopped by ${signal}`);
        void this.#end(130);
      });
    process.on('uncaughtException', (error) => {
      if (!this.#isEnding) say(error.stack ?? error.message);
      void this.#end(1);
    });
  }

  /** The house and two clients in it; Redis is watched where there is one. */
  async worldOf(product: Product, quick: boolean, watch?: (house: House) => RedisWatch | undefined) {
    const house = await settleHouse(product, quick);
    const clients: World['clients'] = [
      new Client(product.apis[0], product.issuer, this.history),
      new Client(product.apis[1], product.issuer, this.history),
    ];
    return { product, house, clients, quick, history: this.history, redisWatch: watch?.(house) };
  }

  /** Puts one promise to the test and says what came of it. */
  async keep(name: string, world: Omit<World, 'random'>, promise: (world: World) => Promise<Verdict>): Promise<void> {
    const began = Date.now();
    const {
      figures,
      broken,
      proof = [],
    } = await promise({ ...world, random: new Random(this.#seed, name) }).catch(
      // The others still have their turn; what was not seen to the end is not kept.
      (error: Error): Verdict => ({ figures: 'not seen to its end', broken: [error.stack ?? error.message] }),
    );
    broken.push(...fallsOf(world.product));
    if (broken.length === 0) this.#kept += 1;
    else this.#isBroken = true;
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    say(`${name} ${broken.length === 0 ? 'ok' : 'BROKEN'} ${figures} (${seconds} s)`);
    for (const line of proof) say(`    ${line}`);
    for (const fault of broken.slice(0, MOST_FAULTS)) say(`    ${fault}`);
    if (broken.length > MOST_FAULTS) say(`    and ${broken.length - MOST_FAULTS} more`);
  }

  /** Puts a promise to the test that has a program of its own, which says itself what came of it. */
  async keepProgram(file: string): Promise<void> {
    const program = spawn(process.execPath, [file, `--seed=${this.#seed}`], { stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals) => program.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const [code] = (await once(program, 'exit')) as [number | null];
    process.off('SIGINT', pass).off('SIGTERM', pass);
    if (code === 0) this.#kept += 1;
  }

  /** Does the work and ends the process: with 0 where every promise was kept. */
  async run(work: () => Promise<void>): Promise<void> {
    say(`seed ${this.#seed}`);
    try {
      await work();
    } catch (error) {
      // What was not reached is not kept.
      if (!this.#isEnding) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    await this.#end(this.#kept === this.#promises && this.#kept > 0 ? 0 : 1);
  }

  async #end(code: number): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    await this.processes.stopAll();
    const isWhole = code === 0 || (code === 130 && !this.#isBroken);
    if (isWhole) rmSync(this.directory, { recursive: true, force: true });
    else say(`kept: ${this.directory} (logs, history.jsonl)`);
    say(`torture: ${this.#kept} ok, ${this.#promises - this.#kept} broken`);
    process.exit(code);
  }
}
