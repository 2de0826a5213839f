import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import prettier from 'prettier';
import { drawHouse, PARTS, placeSection } from './house/drawing.mjs';
import { arrows, cycles, readImports } from './house/imports.mjs';

/**
 * `node tools/house.mjs` draws the house into docs/architecture.md · `--check` fails where the drawing is out of date.
 * Both fail where the imports run in a circle.
 */
const root = resolve(import.meta.dirname, '..');
const document = join(root, 'docs/architecture.md');
const imports = readImports(root);

const circles = [
  ...cycles(imports.files).map((circle) => `files: ${circle.join(' → ')}`),
  ...Object.entries(PARTS).flatMap(([room, partOf]) =>
    cycles(arrows(imports.files, partOf)).map((circle) => `${room}: ${circle.join(' ↔ ')}`),
  ),
];
for (const circle of circles) process.stderr.write(`import cycle in ${circle}\n`);
if (circles.length > 0) process.exitCode = 1;

// The engine is read from end to end by whoever wants to know what it does.
const LONGEST_OF_ENGINE = 300;
for (const file of imports.files.keys()) {
  if (!file.startsWith('libs/workflow/')) continue;
  const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
  if (lines <= LONGEST_OF_ENGINE) continue;
  process.stderr.write(`${file} has ${lines} lines; ${LONGEST_OF_ENGINE} are enough for any file of the engine\n`);
  process.exitCode = 1;
}

const written = readFileSync(document, 'utf8');
const options = await prettier.resolveConfig(document);
const drawn = await prettier.format(placeSection(written, drawHouse(imports)), { ...options, parser: 'markdown' });
if (process.argv.includes('--check')) {
  if (drawn !== written) {
    process.stderr.write('docs/architecture.md does not show the house as it is: run `node tools/house.mjs`\n');
    process.exitCode = 1;
  }
} else if (drawn !== written) writeFileSync(document, drawn);
if (!process.exitCode)
  process.stdout.write(`house: ${imports.files.size} files, no import cycle, drawing up to date\n`);
