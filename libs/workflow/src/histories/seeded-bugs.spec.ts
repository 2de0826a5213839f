import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareHistory } from './compare';
import type { Engine } from './engine-run';
import type { SeededBug } from './seeded-bug';
import { SEEDED_BUGS } from './seeded-bugs';

const SOURCE = resolve(__dirname, '..');
const PLACE = resolve(__dirname, '../../../../tmp');
const MOST_HISTORIES = 20_000;

mkdirSync(PLACE, { recursive: true });
const copies = mkdtempSync(join(PLACE, 'seeded-bugs-'));
afterAll(() => {
  rmSync(copies, { recursive: true, force: true });
});

const isEngine = (loaded: unknown): loaded is Engine =>
  typeof loaded === 'object' && loaded !== null && 'advance' in loaded && 'nextDue' in loaded;

/** A copy of the engine's sources, in which one file may be changed. */
async function copyOfEngine(name: string, change?: SeededBug): Promise<Engine> {
  const copy = join(copies, name);
  cpSync(SOURCE, copy, { recursive: true, filter: (file) => !/histories|\.spec\.ts$/.test(file.slice(SOURCE.length)) });
  if (change) {
    const file = join(copy, change.file);
    const source = readFileSync(file, 'utf8');
    expect({ file: change.file, find: change.find, matches: source.split(change.find).length - 1 }).toEqual({
      file: change.file,
      find: change.find,
      matches: 1,
    });
    writeFileSync(
      file,
      source.replace(change.find, () => change.replace),
    );
  }
  const loaded: unknown = await import(join(copy, 'advance'));
  if (!isEngine(loaded)) throw new Error('the copy is no engine');
  return loaded;
}

function seedThatFinds(engine: Engine): number | undefined {
  for (let seed = 1; seed <= MOST_HISTORIES; seed += 1) if (compareHistory(engine, seed)) return seed;
  return undefined;
}

describe('random histories against an engine with a seeded bug', () => {
  it('find nothing in an unchanged copy', async () => {
    const engine = await copyOfEngine('unchanged');
    for (let seed = 1; seed <= 300; seed += 1) expect(compareHistory(engine, seed)).toBeNull();
  });

  it.each(SEEDED_BUGS.map((seeded, number) => ({ ...seeded, number })))(
    'find that $what',
    async ({ number, ...seeded }) => {
      expect(seedThatFinds(await copyOfEngine(String(number), seeded))).toBeGreaterThan(0);
    },
    120_000,
  );
});
