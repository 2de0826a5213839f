import { importBpmn } from '@querraum/workflow/bpmn';
import { short, table } from '../figures.ts';
import { slowness } from '../slowness.ts';
import { COURSES, playCourse } from './courses.ts';
import { BOMBS, longFile } from './files.ts';

// `npm run bench:bpmn`: how long a BPMN file takes to come in, how soon a hostile one is refused, and that a run of a
// model costs what it has to do: ten times as much for ten times as many.
// The growth is bounded as in the bench of the engine: ten would be the square, and the process alone makes up to 2.
const slow = slowness();
const WANTED = { thousandElements: 1000 * slow, bomb: 100 * slow, megabytes: 64, growth: 3 };
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Cost {
  milliseconds: number;
  megabytes: number;
}

/** The first time counts too: a process that has just begun reads a file as slowly as it ever will. */
async function costOf(act: () => Promise<unknown>): Promise<Cost> {
  const memory = process.memoryUsage().heapUsed;
  const began = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(began);
  return {
    milliseconds: (user + system) / 1000,
    megabytes: (process.memoryUsage().heapUsed - memory) / 1_000_000,
  };
}

async function read(tasks: number): Promise<[string, Cost]> {
  const xml = longFile(tasks);
  const cost = await costOf(async () => {
    const result = await importBpmn(xml);
    if (!result.ok) throw new Error(result.refused[0]?.message.en);
  });
  return [`${tasks * 2} elements, ${short(xml.length / 1000)} kB`, cost];
}

async function refuse(name: string, bomb: string | Uint8Array): Promise<[string, Cost]> {
  const cost = await costOf(async () => {
    const result = await importBpmn(bomb);
    if (result.ok) throw new Error(`${name} came in`);
  });
  return [name, cost];
}

/** Microseconds of processor time for each branch or instance, by size, of the best of nine: others only disturb, and all sizes alike. */
function eachOf(definition: (size: number) => Parameters<typeof playCourse>[0], sizes: readonly number[]): number[] {
  const models = sizes.map((size) => ({ size, model: definition(size), best: Infinity }));
  for (const { model } of models) playCourse(model);
  for (let time = 0; time < 9; time += 1)
    for (const one of models) {
      const began = process.cpuUsage();
      for (let played = 0; played < 10_000; played += one.size) playCourse(one.model);
      const { user, system } = process.cpuUsage(began);
      one.best = Math.min(one.best, (user + system) / Math.max(10_000, one.size));
    }
  return models.map(({ best }) => best);
}

const files = [await read(500), await read(500), await read(900)];
const bombs: [string, Cost][] = [];
for (const [name, bomb] of Object.entries(BOMBS)) bombs.push(await refuse(name, bomb()));
const rows = [...files, ...bombs].map(([name, { milliseconds, megabytes }]) => [
  name,
  short(milliseconds),
  short(megabytes),
]);
say(`Node ${process.version}, processor time\n`);
say(table(['file', 'ms', 'MB of heap'], rows));

const courses = COURSES.map(({ name, sizes, definition }) => {
  const each = eachOf(definition, sizes);
  return { name, sizes, each, growth: (each.at(-1) ?? 0) / (each[0] ?? 1) };
});
say('');
say(
  table(
    ['a run of a model', 'many', 'µs each', 'µs each of a tenth', 'to linear'],
    courses.map(({ name, sizes, each, growth }) => [
      name,
      String(sizes.at(-1)),
      short(each.at(-1) ?? 0),
      short(each[0] ?? 0),
      growth.toFixed(2),
    ]),
  ),
);
const steepest = Math.max(...courses.map(({ growth }) => growth));

const slowFile = Math.max(...files.slice(0, 2).map(([, { milliseconds }]) => milliseconds));
const slowBomb = Math.max(...bombs.map(([, { milliseconds }]) => milliseconds));
const heavyBomb = Math.max(...bombs.map(([, { megabytes }]) => megabytes));
const isGood =
  slowFile <= WANTED.thousandElements &&
  slowBomb <= WANTED.bomb &&
  heavyBomb <= WANTED.megabytes &&
  steepest <= WANTED.growth;
say(
  `\nbench:bpmn: 1,000 elements ${short(slowFile)} ms, the slowest bomb ${short(slowBomb)} ms, the heaviest ${short(heavyBomb)} MB, ten times as many cost at most ${short(10 * steepest)} times as much` +
    (isGood ? '' : ' — NOT WITHIN ITS BOUNDS'),
);
process.exitCode = isGood ? 0 : 1;
