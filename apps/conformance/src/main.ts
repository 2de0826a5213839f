import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Definition } from '@querraum/workflow';
import { importBpmn, type BpmnImport } from '@querraum/workflow/bpmn';
import type { Case } from './case';
import { replay } from './replay';
import { Features, writeReport, type Outcome } from './report';

// `npm run conformance -- --dir DIR`: plays every recorded case of the folder and compares state by state;
// `--report docs/bpmn-subset.md` writes the table there, `--verbose` names what was refused.
const { values: asked } = parseArgs({
  options: {
    dir: { type: 'string' },
    case: { type: 'string' },
    report: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Listed {
  id: string;
  expect: 'runs' | 'rejected';
  file: string;
  features?: string[];
}

const read = async <Content>(path: string): Promise<Content> => JSON.parse(await readFile(path, 'utf8')) as Content;

const imports = new Map<string, Promise<BpmnImport>>();
function imported(path: string): Promise<BpmnImport> {
  const known = imports.get(path);
  if (known !== undefined) return known;
  const reading = readFile(path).then((xml) => importBpmn(xml));
  imports.set(path, reading);
  return reading;
}

type Result = { how: Outcome; why: string[] };

const BINDING: ReadonlySet<string> = new Set(['xml', 'schema', 'standard', 'expression']);

async function play(dir: string, listed: Listed): Promise<Result> {
  const recorded = await read<Case>(join(dir, listed.file));
  const folder = dirname(join(dir, listed.file));
  const definitions: Definition[] = [];
  for (const file of [recorded.bpmn, ...(recorded.called ?? []).map(({ bpmn }) => bpmn)]) {
    const result = await imported(join(folder, file));
    if (!result.ok) {
      const why = result.refused.map(({ element, id, code }) => `${code}: ${element} ${id ?? ''}`);
      return { how: recorded.expect === 'rejected' ? 'passed' : 'refused', why };
    }
    definitions.push(...result.definitions);
  }
  if (recorded.expect === 'rejected') {
    // What only the recorded engine or its vendor's attributes forbid may be taken.
    const how = BINDING.has(recorded.rule ?? '') ? 'failed' : 'taken';
    return { how, why: [`accepted, but rejected by the recorded engine (${recorded.rule})`] };
  }
  const { why, deviation } = replay(definitions, recorded);
  if (deviation !== undefined) return { how: 'refused', why: [deviation] };
  return { how: why.length === 0 ? 'passed' : 'failed', why };
}

const dir = asked.dir ?? '';
if (dir === '' || !existsSync(join(dir, 'index.json'))) {
  say(
    `There is no folder of recorded cases at "${dir}" (index.json is missing). Name one: npm run conformance -- --dir DIR`,
  );
  process.exit(2);
}
const features = new Features();
const counts = { passed: 0, failed: 0, refused: 0, taken: 0 };
for (const listed of await read<Listed[]>(join(dir, 'index.json'))) {
  if (asked.case !== undefined && !listed.id.includes(asked.case)) continue;
  const { how, why } = await play(dir, listed);
  counts[how] += 1;
  features.count(listed.features ?? [], how);
  if (how === 'failed') for (const text of [listed.id, ...why.map((line) => `  ${line}`)]) say(text);
  if ((how === 'refused' || how === 'taken') && asked.verbose)
    for (const text of [`${how} ${listed.id}`, ...why.map((line) => `  ${line}`)]) say(text);
}
const summary = `conformance: ${counts.passed} passed, ${counts.failed} failed, ${counts.refused} refused`;
if (asked.report !== undefined) await writeReport(asked.report, summary, features);
say(summary);
process.exitCode = counts.failed > 0 ? 1 : 0;
