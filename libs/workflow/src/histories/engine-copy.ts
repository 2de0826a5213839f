import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Engine } from './engine-run';
import type { SeededBug } from './seeded-bug';

const SOURCE = resolve(__dirname, '..');
const PLACE = resolve(__dirname, '../../../../tmp');

const isEngine = (loaded: unknown): loaded is Engine =>
  typeof loaded === 'object' && loaded !== null && 'advance' in loaded && 'nextDue' in loaded;

/** Copies of the engine's sources, each with one mistake or none; they go when the tests of the file are over. */
export class EngineCopies {
  private readonly folder: string;
  private made = 0;

  constructor() {
    mkdirSync(PLACE, { recursive: true });
    this.folder = mkdtempSync(join(PLACE, 'seeded-bugs-'));
    afterAll(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  /** One file may be changed. */
  async load(change?: SeededBug): Promise<Engine> {
    this.made += 1;
    const copy = join(this.folder, String(this.made));
    cpSync(SOURCE, copy, {
      recursive: true,
      filter: (file) => !/histories|\.spec\.ts$/.test(file.slice(SOURCE.length)),
    });
    if (change) seed(copy, change);
    const loaded: unknown = await import(join(copy, 'advance'));
    if (!isEngine(loaded)) throw new Error('the copy is no engine');
    return loaded;
  }
}

function seed(copy: string, { file, find, replace }: SeededBug): void {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  expect({ file, find, matches: source.split(find).length - 1 }).toEqual({ file, find, matches: 1 });
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
}
