import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TEMPLATES } from '@querraum/server';
import type { Definition } from '@querraum/workflow';
import { exportBpmn, importBpmn } from '@querraum/workflow/bpmn';
import { randomDefinition, seededRandom } from '@querraum/workflow/testing';
import { canonical } from './compare';
import { schemaFaults, type ExportedFile } from './schema';
import { viewerWarnings } from './viewer';

// `npm run conformance -- --dir DIR --exports`: every model that comes in, everything that the product ships and random
// procedures are written as BPMN, read again, held against the schema of the OMG and opened in bpmn-js.
// `--chromium` says where the browser is.
const { values: asked } = parseArgs({
  options: {
    chromium: { type: 'string', default: '' },
    dir: { type: 'string' },
    random: { type: 'string', default: '500' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const AT_ONCE = 50;

interface Source {
  name: string;
  definitions: Definition[];
}

async function modelsIn(cases: string): Promise<Source[]> {
  const sources: Source[] = [];
  for (const file of await readdir(cases, { recursive: true })) {
    if (!file.endsWith('.bpmn')) continue;
    const result = await importBpmn(await readFile(join(cases, file)));
    if (result.ok) sources.push({ name: file, definitions: result.definitions });
  }
  return sources;
}

const cases = join(asked.dir ?? '', 'cases');
if (!existsSync(cases)) {
  say(`There is no folder "${cases}". Name one: npm run conformance -- --dir DIR --exports`);
  process.exit(2);
}
if (!existsSync(asked.chromium)) {
  say('For bpmn-js a Chromium is needed, e.g. apt-get install chromium, or CHROMIUM=/path/to/chrome.');
  process.exit(2);
}
const sources: Source[] = [
  ...TEMPLATES.map(({ definition }) => ({ name: definition.key, definitions: [definition] })),
  ...Array.from({ length: Number(asked.random) }, (_, seed) => ({
    name: `random ${seed}`,
    definitions: [randomDefinition(seededRandom(seed))],
  })),
  ...(await modelsIn(cases)),
];
const faults: string[] = [];
const files: ExportedFile[] = [];
for (const { name, definitions } of sources) {
  const xml = await exportBpmn(definitions);
  files.push({ name, xml });
  const result = await importBpmn(xml);
  if (!result.ok || canonical(result.definitions) !== canonical(definitions))
    faults.push(`${name}: not the same again`);
}
for (let first = 0; first < files.length; first += AT_ONCE)
  faults.push(...(await schemaFaults(files.slice(first, first + AT_ONCE))));
faults.push(...(await viewerWarnings(files, asked.chromium)));
for (const fault of faults) say(fault);
say(`exports: ${files.length - Math.min(faults.length, files.length)} passed, ${faults.length} failed`);
process.exitCode = faults.length > 0 ? 1 : 0;
