import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './server.ts';

const LOOKS_EVERY_MS = 100;

/** What stands before several APIs in a house: it asks each whether it is ready, and takes turns among those that are. */
export class Balancer {
  #ready: Server[];
  #turn = 0;
  #isOver = false;
  #looking: Promise<void>;

  constructor(servers: readonly Server[]) {
    this.#ready = [...servers];
    this.#looking = this.#look(servers);
  }

  /** Where the next request goes. */
  get port(): number {
    this.#turn += 1;
    return this.#ready[this.#turn % this.#ready.length]?.port ?? 0;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#looking;
  }

  async #look(servers: readonly Server[]): Promise<void> {
    while (!this.#isOver) {
      const answers = await Promise.all(servers.map((server) => server.isReady()));
      this.#ready = servers.filter((_, place) => answers[place]);
      await sleep(LOOKS_EVERY_MS);
    }
  }
}
