import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { drawHouse, PARTS, placeSection } from './drawing.mjs';
import { arrows, cycles, readImports } from './imports.mjs';

const folders = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function houseOf(sources) {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  folders.push(folder);
  const paths = { '@querraum/contracts': ['./libs/contracts/src/index.ts'] };
  const files = { 'tsconfig.base.json': JSON.stringify({ compilerOptions: { paths } }), ...sources };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return readImports(folder);
}

describe('the imports of the house', () => {
  it('finds a circle of two files', () => {
    const { files } = houseOf({
      'libs/server/src/runs/a.ts': `import { b } from './b';`,
      'libs/server/src/runs/b.ts': `export { a } from './a';`,
      'libs/server/src/runs/c.ts': `import { a } from './a';`,
    });
    assert.deepEqual(
      cycles(files).map((circle) => circle.sort()),
      [['libs/server/src/runs/a.ts', 'libs/server/src/runs/b.ts']],
    );
  });

  it('finds a circle that closes through types and through an index', () => {
    const { files } = houseOf({
      'libs/contracts/src/index.ts': `export * from './a';`,
      'libs/contracts/src/a.ts': `import type { B } from './b';`,
      'libs/contracts/src/b.ts': `import { a } from '.';`,
    });
    assert.equal(cycles(files)[0].length, 3);
  });

  it('finds a circle that closes through a lazy import', () => {
    const { files } = houseOf({
      'apps/web/src/a.ts': `export const load = () => import('./b');`,
      'apps/web/src/b.ts': `import { load } from './a';`,
    });
    assert.equal(cycles(files).length, 1);
  });

  it('sees no circle in a house that only goes downward', () => {
    const { files } = houseOf({
      'libs/contracts/src/index.ts': 'export const a = 1;',
      'libs/server/src/runs/a.ts': `import '@querraum/contracts'; import '../projects/b';`,
      'libs/server/src/projects/b.ts': `import '@querraum/contracts';`,
    });
    assert.deepEqual(cycles(files), []);
  });

  it('finds features that call each other though no file does', () => {
    const { files } = houseOf({
      'libs/server/src/runs/a.ts': `import '../tasks/b';`,
      'libs/server/src/tasks/b.ts': 'export const b = 1;',
      'libs/server/src/tasks/c.ts': `import '../runs/d';`,
      'libs/server/src/runs/d.ts': 'export const d = 1;',
    });
    assert.deepEqual(cycles(files), []);
    const [circle] = cycles(arrows(files, PARTS['libs/server']));
    assert.deepEqual(circle.sort(), ['runs', 'tasks']);
  });
});

describe('the drawing of the house', () => {
  const imports = () =>
    houseOf({
      'libs/contracts/src/index.ts': `import { z } from 'zod';`,
      'libs/server/src/runs/a.ts': `import '@querraum/contracts'; import '../projects/b'; import { x } from 'pg/lib/x';`,
      'libs/server/src/projects/b.ts': 'export const b = 1;',
      'libs/server/src/projects/b.spec.ts': `import '../runs/a'; import 'fast-check';`,
    });

  it('shows rooms, features and packages that are imported, and nothing that only tests import', () => {
    const section = drawHouse(imports());
    assert.match(section, /libs_server --> libs_contracts/);
    assert.match(section, /\| `libs\/server` \| `libs\/contracts` \| `pg` \|/);
    assert.match(section, /\| `runs` \| `projects` \|/);
    assert.doesNotMatch(section, /projects --> runs|fast-check/);
  });

  it('leaves what people wrote around it as it is', () => {
    const text = 'before\n<!-- house:start -->\nold\n<!-- house:end -->\nafter\n';
    assert.equal(placeSection(text, 'new'), 'before\n<!-- house:start -->\n\nnew\n\n<!-- house:end -->\nafter\n');
    assert.throws(() => placeSection('no marks', 'new'), /lacks the marks/);
  });
});
