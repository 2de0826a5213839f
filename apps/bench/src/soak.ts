import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Client } from './client.ts';
import { percentile, short, table } from './figures.ts';
import { growthOf } from './growth.ts';
import { readHouse } from './house.ts';
import { Inspector } from './inspector.ts';
import { Issuer } from './issuer.ts';
import { readMachine } from './machine.ts';
import { ProcessorWatch } from './processor-time.ts';
import { answerSeats, findProcedure, preparePaper, signRun, startRun, wrongEnds } from './throughput.ts';

/**
 * `npm run bench -- --soak [--minutes 10]`: runs of scenario A by 8 clients, one after the other, and whether what API and
 * worker hold in memory stays what it was after the first two minutes.
 */
const { values: asked } = parseArgs({
  options: { soak: { type: 'boolean' }, minutes: { type: 'string', default: '10' } },
});
const SECONDS = Number(asked.minutes) * 60;
const WARM_UP_SECONDS = Math.min(120, SECONDS / 5);
const SAMPLE_SECONDS = 10;
const CLIENTS = 8;
const MOST_GROWTH = 0.05;
const MEBIBYTE = 2 ** 20;

const machine = readMachine();
const issuer = await Issuer.open(machine.issuer);
const client = new Client(machine.apiPort, issuer, { isPatient: true });
const database = new pg.Client({ connectionString: machine.databaseUrl });
await database.connect();
const house = readHouse(machine.organisationFile);
const procedureId = await findProcedure(client, house);
const workplace = { client, database, house, pids: machine.processes, procedureId };
const inspectors = {
  API: await Inspector.open(machine.inspectors?.API ?? NaN),
  worker: await Inspector.open(machine.inspectors?.worker ?? NaN),
};

const began = performance.now();
const elapsed = () => (performance.now() - began) / 1000;
const watch = new ProcessorWatch({ ...machine.processes, driver: process.pid });
const runIds: string[] = [];
let isOver = false;

async function runUntilTheEnd(lane: number): Promise<void> {
  for (let number = lane; !isOver; number += CLIENTS) {
    const paper = await preparePaper(client, house, number);
    const run = await startRun(workplace, paper, number);
    await signRun(workplace, await answerSeats(workplace, run, number));
    runIds.push(run.id);
  }
}

async function look() {
  const { rows } = await database.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where usename in ('app_api', 'app_worker')",
  );
  const [api, worker] = [await inspectors.API.memory(), await inspectors.worker.memory()];
  return {
    seconds: elapsed(),
    'API RSS': api.rss / MEBIBYTE,
    'API heap': api.heap / MEBIBYTE,
    'worker RSS': worker.rss / MEBIBYTE,
    'worker heap': worker.heap / MEBIBYTE,
    connections: rows[0]?.n ?? NaN,
  };
}
type Sample = Awaited<ReturnType<typeof look>>;

const MEMORY = ['API RSS', 'API heap', 'worker RSS', 'worker heap'] as const satisfies (keyof Sample)[];
const samples: Sample[] = [];
const ends = Promise.all(Array.from({ length: CLIENTS }, (_, lane) => runUntilTheEnd(lane)));
// A run that fails ends the measurement; it is thrown where the lanes are waited for.
ends.catch(() => {
  isOver = true;
});
while (!isOver && elapsed() < SECONDS) {
  const sample = await look();
  samples.push(sample);
  console.log(
    `${short(sample.seconds)} s: ${runIds.length} runs; ${MEMORY.map((name) => `${name} ${short(sample[name])}`).join(', ')} MiB; ${sample.connections} connections`,
  );
  await sleep(SAMPLE_SECONDS * 1000);
}
isOver = true;
await ends;
const used = Object.entries(watch.usedMs()).map(([name, ms]) => `${name} ${short(ms / runIds.length)}`);
const broken = await wrongEnds(database, runIds);

const warm = samples.filter(({ seconds }) => seconds >= WARM_UP_SECONDS);
const growth = (name: keyof Sample) =>
  growthOf(warm.map((sample) => ({ seconds: sample.seconds, value: sample[name] })));
const percent = (share: number) => `${share < 0 ? '−' : '+'}${short(Math.abs(share) * 100)} %`;
console.log(
  `\n${table(
    ['MiB', 'first', 'last', 'growth'],
    MEMORY.map((name) => [
      name,
      short(warm[0]?.[name] ?? NaN),
      short(warm.at(-1)?.[name] ?? NaN),
      percent(growth(name)),
    ]),
  )}`,
);
console.log(
  `\nprocessor ms a run, with its project and paper: ${used.join(', ')}; asked to come again ${client.comingsAgain} times`,
);
// A pool may open another one for a moment; what it does not close again is growth.
const usual = (part: readonly Sample[]) =>
  percentile(
    part.map(({ connections }) => connections),
    0.5,
  );
const half = Math.ceil(samples.length / 2);
const hasMoreConnections = usual(samples.slice(half)) > usual(samples.slice(0, half));
const grown = MEMORY.filter((name) => !(growth(name) <= MOST_GROWTH));
for (const fault of broken) console.log(`WRONG: ${fault}`);
if (hasMoreConnections) console.log('WRONG: connections grow');
console.log(
  `\nsoak: ${runIds.length} runs in ${short(elapsed() / 60)} min, ${broken.length === 0 ? 'every one completed once' : `${broken.length} WRONG`}; ` +
    `from minute ${short(WARM_UP_SECONDS / 60)} to the end ${MEMORY.map((name) => `${name} ${percent(growth(name))}`).join(', ')}; ` +
    (grown.length === 0 ? 'flat' : `GROWS: ${grown.join(', ')}`),
);
for (const inspector of Object.values(inspectors)) inspector.close();
client.close();
issuer.close();
await database.end();
process.exitCode = broken.length + grown.length === 0 && !hasMoreConnections ? 0 : 1;
