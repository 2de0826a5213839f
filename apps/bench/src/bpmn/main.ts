import { importBpmn } from '@querraum/workflow/bpmn';
import { short, table } from '../figures.ts';
import { slowness } from '../slowness.ts';
import { COURSES, playCourse } from './courses.ts';
import { BOMBS, longFile } from './files.ts';

// `npm run bench:bpmn`: how long a BPMN file takes to come in, how soon a hostile one is refused, and that a run of a
// model costs what it has to do: ten times as much for ten times as many.
// Work that grows with the square would cost ten times as much; the process alone makes up to 3 where others take the machine in between.
const slow = slowness();
const WANTED = { thousandElements: 1000 * slow, bomb: 100 * slow, megabytes: 64, growth: 5 };
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

/** Microseconds of processor time for each branch or instance, of the best of nine: others only disturb. */
function eachOf(definition: Parameters<typeof playCourse>[0], size: number): number {
  playCourse(definition);
  const times = Array.from({ length: 9 }, () => {
    const began = process.cpuUsage();
    for (let played = 0; played < 10_000; played += size) playCourse(definition);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / Math.max(10_000, size);
  });
  return Math.min(...times);
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
  const each = sizes.map((size) => eachOf(definition(size), size));
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
