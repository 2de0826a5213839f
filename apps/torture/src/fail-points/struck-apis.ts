import { Client } from '../client.ts';
import type { Server } from '../machine/server.ts';
import type { World } from '../world.ts';
import { PRELOAD, TellingFolder } from './told.ts';

/** So many come up again while another one is struck. */
const SPARE = 2;
/** Whoever stands still at its point keeps its connection. */
const POOL = '60';

export interface Struck {
  server: Server;
  client: Client;
}

/** API processes that can be struck: one that lives on, and others of which each is killed once and started anew. */
export class StruckApis {
  readonly steady: Struck;
  readonly folder: TellingFolder;
  #spare: Struck[];

  private constructor(steady: Struck, spare: Struck[], folder: TellingFolder) {
    this.steady = steady;
    this.folder = folder;
    this.#spare = spare;
  }

  static async open({ product, history }: World): Promise<StruckApis> {
    const folder = new TellingFolder(product.directory);
    const env = { FAIL_POINTS: folder.path, DATABASE_POOL: POOL };
    const start = async (name: string): Promise<Struck> => {
      const server = await product.another('api', name, { preload: PRELOAD, env });
      server.start();
      return { server, client: new Client(server, product.issuer, history) };
    };
    const spare = Array.from({ length: SPARE }, (_, index) => start(`api-killed-${index + 1}`));
    const steady = await start('api-struck');
    await steady.server.untilReady();
    return new StruckApis(steady, await Promise.all(spare), folder);
  }

  /** The one that has been up for the longest; whoever takes it gives it back dead. */
  async take(): Promise<Struck> {
    const taken = this.#spare.shift();
    if (!taken) throw new Error('every API is taken');
    await taken.server.untilReady();
    return taken;
  }

  giveBack(struck: Struck): void {
    struck.server.start();
    this.#spare.push(struck);
  }

  async close(): Promise<void> {
    await Promise.all([this.steady, ...this.#spare].map(({ server }) => server.kill()));
    this.folder.close();
  }
}
