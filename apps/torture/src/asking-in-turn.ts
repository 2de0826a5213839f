import { setTimeout as sleep } from 'node:timers/promises';
import { first, type World } from './world.ts';

/** So long a proxy waits for one of them. */
const PATIENCE_MS = 2000;
const PAUSE_MS = 100;

/**
 * Somebody whose proxy asks the other API where one is mute: as long as one of them lives, a command is answered. Clients that
 * speak to one API each may all wait for the one that stands still, and then nobody asks the other.
 */
export class AskingInTurn {
  readonly #asking: Promise<void>;
  #isOver = false;

  constructor(world: World) {
    this.#asking = this.#ask(world);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#asking;
  }

  async #ask({ clients: [one, other], house }: World): Promise<void> {
    const ask = { as: first(house.leads), body: { language: 'de' }, withinMs: PATIENCE_MS };
    for (let [client, next] = [one, other]; !this.#isOver; [client, next] = [next, client]) {
      await client.ask('PATCH', '/me', ask).catch(() => undefined);
      await sleep(PAUSE_MS);
    }
  }
}
