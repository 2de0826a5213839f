import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../client.ts';
import { OFFICES } from '../people.ts';
import { type Run, startRun, type World } from '../world.ts';
import { answer, sign } from './p01-acknowledged.ts';

const LANES = 5;

/** Who comes again when told so, and does not wait for a machine that is gone. */
class Impatient extends Client {
  override async insist<T>(...[method, path, ask]: Parameters<Client['insist']>) {
    const kept = { ...ask, key: ask.key ?? randomUUID() };
    for (;;) {
      const answer = await this.ask<T>(method, path, kept);
      if (answer.status !== 503) return answer;
      await sleep(150);
    }
  }
}

/** People who open projects, answer and sign, until they are told to stop. */
export class Load {
  readonly runs: Run[] = [];
  #isOver = false;
  readonly #lanes: Promise<unknown>;

  constructor(world: World) {
    const { apis, issuer } = world.product;
    const clients: World['clients'] = [
      new Impatient(apis[0], issuer, world.history),
      new Impatient(apis[1], issuer, world.history),
    ];
    const impatient = { ...world, clients };
    this.#lanes = Promise.all(Array.from({ length: LANES }, (_, lane) => this.#work(impatient, lane)));
    this.#lanes.catch(() => undefined);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#lanes;
  }

  async #work(world: World, lane: number): Promise<void> {
    for (let number = 1; !this.#isOver; number += 1)
      try {
        const run = await startRun(world, 180_000 + lane * 1000 + number);
        this.runs.push(run);
        const chance = world.random.apart(lane * 1000 + number);
        for (const office of chance.shuffled(OFFICES)) await answer(world, run, office, chance);
        await sign(world, run);
      } catch (error) {
        if (!this.#isOver) throw error;
      }
  }
}
