import { parseArgs } from 'node:util';
import pg from 'pg';
import { Client } from './client.ts';
import { floorOfInbox, floorOfRuns, prepareFloor } from './floor.ts';
import { readHouse } from './house.ts';
import { measureInbox, type InboxFigures } from './inbox.ts';
import { Issuer } from './issuer.ts';
import { readMachine } from './machine.ts';
import { missingPgbench } from './pgbench.ts';
import { printReport, type Report } from './report.ts';
import { seedGroups, seedTasks } from './seed-tasks.ts';
import { measureTimers } from './timers.ts';
import { withAnotherWorker } from './another-worker.ts';
import { findProcedure, measureThroughput, wrongEnds } from './throughput.ts';

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
/** Medians of three in full; one of each, and fewer steps, in quick. */
const PLAN = asked.quick
  ? {
      clients: [1, 8],
      runs: (clients: number) => (clients === 1 ? 25 : 80),
      tasks: [10_000, 100_000],
      seconds: 5,
      repeats: 1,
      timers: 2000,
    }
  : {
      clients: [1, 4, 8, 16],
      runs: (clients: number) => (clients === 1 ? 60 : 200),
      tasks: [10_000, 100_000, 1_000_000],
      seconds: 15,
      repeats: 3,
      timers: 10_000,
    };
const INBOX_CLIENTS = 8;
/** `--only A`: the other scenarios are left out. */
const isAsked = (scenario: 'A' | 'B' | 'C') => asked.only === undefined || asked.only === scenario;

const machine = readMachine();
const issuer = await Issuer.open(machine.issuer);
const client = new Client(machine.apiPort, issuer);
const database = new pg.Client({ connectionString: machine.databaseUrl });
database.on('error', () => undefined);
await database.connect();
const say = (line: string) => (asked.json ? process.stderr : process.stdout).write(`${line}\n`);
const house = readHouse(machine.organisationFile);
const pids: Record<string, number> = { ...machine.processes, driver: process.pid };
const noFloor = missingPgbench();
if (noFloor) say(noFloor);
const repeats = [...Array(PLAN.repeats).keys()];
const broken: string[] = [];
const report: Report = { noFloor, throughput: [], inbox: [], timers: [], machine: await describe() };

if (!noFloor) await prepareFloor(database);
const workplace = { client, database, house, pids, procedureId: await findProcedure(client.patient(), house) };
// Compiled, connected and cached as in a house at work.
await measureThroughput({ ...workplace, client: client.patient() }, { clients: 8, runs: 60 });
for (const clients of isAsked('A') ? PLAN.clients : [])
  for (const repeat of repeats) {
    say(`A: ${clients} clients, ${repeat + 1} of ${PLAN.repeats} …`);
    const { runIds, ...figures } = await measureThroughput(workplace, { clients, runs: PLAN.runs(clients) });
    broken.push(...(await wrongEnds(database, runIds)));
    const floor = noFloor ? undefined : await floorOfRuns(machine, { clients, seconds: PLAN.seconds });
    report.throughput.push({ clients, ...figures, floor });
  }

const people = await seedGroups(database, house.tenantId, machine.issuer);
let seeded = 0;
for (const tasks of isAsked('B') ? PLAN.tasks : []) {
  say(`B: seeding ${tasks} open tasks by SQL …`);
  await seedTasks(database, house.tenantId, seeded, tasks);
  seeded = tasks;
  for (const repeat of repeats) {
    say(`B: ${tasks} tasks, ${repeat + 1} of ${PLAN.repeats} …`);
    const measured = { clients: INBOX_CLIENTS, seconds: PLAN.seconds };
    const { broken: wrong, ...figures }: InboxFigures = await measureInbox(
      { client, database, pids, people },
      measured,
    );
    broken.push(...wrong);
    const floor = noFloor ? undefined : await floorOfInbox(machine, measured);
    report.inbox.push({ tasks, ...figures, floor });
  }
}

const measureOnce = async (workers: number, withMore = workplace) => {
  const { broken: wrong, ...figures } = await measureTimers(withMore, PLAN.timers);
  broken.push(...wrong);
  report.timers.push({ timers: PLAN.timers, workers, ...figures });
  say(`   all done in ${figures.seconds.toFixed(2)} s`);
};
if (isAsked('C')) {
  for (const repeat of repeats) {
    say(`C: ${PLAN.timers} timers, 1 worker, ${repeat + 1} of ${PLAN.repeats} …`);
    await measureOnce(1);
  }
  say(`C: ${PLAN.timers} timers, 2 workers …`);
  await withAnotherWorker(machine, (pid) => measureOnce(2, { ...workplace, pids: { ...pids, 'other worker': pid } }));
}

client.close();
issuer.close();
await database.end();
if (asked.json) process.stdout.write(`${JSON.stringify({ ...report, broken }, null, 2)}\n`);
else printReport(report, broken, say);
process.exitCode = broken.length === 0 ? 0 : 1;

async function describe(): Promise<Report['machine']> {
  const { availableParallelism } = await import('node:os');
  const { rows } = await database.query<{ version: string; durable: string }>(
    `select split_part(version(), ' on ', 1) as version,
       concat_ws(', ', 'fsync ' || current_setting('fsync'), 'synchronous_commit ' || current_setting('synchronous_commit'),
         'full_page_writes ' || current_setting('full_page_writes')) as durable`,
  );
  return {
    cores: availableParallelism(),
    node: process.version,
    postgres: rows[0]?.version ?? '',
    durability: rows[0]?.durable ?? '',
  };
}
