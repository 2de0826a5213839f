import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LastingOrder, Order, Told } from './passage.ts';

export const PRELOAD = fileURLToPath(new URL('preload.ts', import.meta.url));

/** The folder in which struck processes find their orders and say what came of them, by the key or work item. */
export class TellingFolder {
  readonly path: string;
  readonly #orderFile: string;

  /** In a folder of this run, which goes with it. */
  constructor(folder: string) {
    this.path = mkdtempSync(join(folder, 'fail-points-'));
    this.#orderFile = join(this.path, 'order.json');
  }

  order(workItem: string, order: Order | LastingOrder | undefined): void {
    writeFileSync(this.#orderFile, JSON.stringify({ workItem, order }));
  }

  takeBack(): void {
    rmSync(this.#orderFile);
  }

  find(id: string): Told | undefined {
    const file = join(this.path, `${id}.json`);
    if (!existsSync(file)) return undefined;
    return JSON.parse(readFileSync(file, 'utf8')) as Told;
  }

  forget(id: string): void {
    rmSync(join(this.path, `${id}.json`), { force: true });
  }

  async untilTold(id: string, isOver: () => boolean): Promise<Told | undefined> {
    for (; ; await sleep(10)) {
      const told = this.find(id);
      if (told || isOver()) return told;
    }
  }

  close(): void {
    rmSync(this.path, { recursive: true });
  }
}
