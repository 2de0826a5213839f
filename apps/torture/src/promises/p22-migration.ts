import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../parallel.ts';
import { type PlanRun, type Progress, releaseNextVersion, VersionChange } from '../version-change.ts';
import { approve, claim, people, type Run, startRun, taskOf, type Verdict, type World } from '../world.ts';

/** How the runs stand when they are moved. */
const STANDINGS = [[], ['GES'], ['JUG']] as const;
/** Where all but the Jugendamt have answered, the change itself would decide: one in eleven is refused. */
const DECIDED = ['GES', 'SOZ', 'STADT'] as const;
const standingOf = (index: number) => (index % 11 === 10 ? DECIDED : STANDINGS[index % STANDINGS.length]) ?? [];

interface TaskLine extends Record<string, unknown> {
  run: string;
  key: string;
  status: string;
}

/**
 * P22: 1,000 running procedures go on by another version although all workers are killed twice in the middle of it: each is
 * moved once and whole, the report is complete, the dry run has told for each what happens, and the undo leaves no trace but
 * in the record.
 */
export async function runsMoveOnce(world: World): Promise<Verdict> {
  const { product, quick } = world;
  const runs = await inParallel(Array.from({ length: quick ? 110 : 1100 }), 8, (_, index) => standingRun(world, index));
  const toVersion = await releaseNextVersion(world);
  const change = await VersionChange.plan(world, toVersion - 1, toVersion);
  const broken: string[] = [];

  const checked = await timed(async () => {
    await change.act('check');
    await change.until(({ pending }) => pending === 0);
  });
  const told = await change.runs();
  const before = await tasksOf(world, [...told.keys()]);
  for (const { id } of runs) if (!told.has(id)) broken.push(`the dry run leaves out ${id}`);

  const strikes: string[] = [];
  const moved = await timed(async () => {
    await change.act('release');
    await change.until(({ left }) => left === 0, workersKilledAt([0.2, 0.6], world, strikes));
  });
  if (strikes.length < 2) broken.push(`the workers were killed ${strikes.length} times in the middle`);
  const { progress } = change.plan;
  const after = await change.runs();
  broken.push(...(await notAsTold(world, told, after, toVersion)));
  if (progress.moved + progress.failed !== progress.chosen || progress.failed > 0)
    broken.push(`of ${progress.chosen} chosen ${progress.moved} moved, ${progress.failed} failed`);
  if (progress.movable + progress.refused !== progress.runs) broken.push('the report of the dry run is not complete');
  broken.push(...(await leftBehind(world, [...after.values()])));

  await change.act('undo');
  await change.until(({ undone, stays }) => undone + stays === progress.moved);
  if (change.plan.progress.stays > 0) broken.push(`${change.plan.progress.stays} stayed though nothing had gone on`);
  const returned = await tasksOf(world, [...told.keys()]);
  const other = [...before].filter(([task, line]) => returned.get(task) !== line);
  if (other.length > 0) broken.push(`${other.length} tasks are not as they were, e.g. ${other[0]?.join(' ')}`);
  await Promise.all(product.workers.map((server) => server.untilReady()));
  return {
    figures:
      `${progress.runs} running procedures: dry run in ${checked.toFixed(1)} s (${progress.movable} move, ${progress.refused} refused by name), ` +
      `${progress.moved} moved in ${moved.toFixed(1)} s with all workers killed at ${strikes.join(' and ')}, ${progress.asTold} as told, ${change.plan.progress.undone} undone`,
    broken,
  };
}

async function standingRun(world: World, index: number): Promise<Run> {
  const { house, clients } = world;
  const run = await startRun(world, 22_000 + index);
  for (const office of standingOf(index)) {
    const task = taskOf(run, house, office);
    const [person] = people(house, office);
    if (!person) throw new Error(`nobody in ${office}`);
    await claim(clients[index % 2 === 0 ? 0 : 1], task, person);
    if (office !== 'JUG') await approve(clients[0], task, person);
  }
  return run;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = Date.now();
  await work();
  return (Date.now() - began) / 1000;
}

/** Both workers at once, so that nothing goes on; they come back after a while. */
function workersKilledAt(shares: number[], { product }: World, strikes: string[]) {
  const ahead = [...shares];
  return async ({ chosen, left }: Progress): Promise<void> => {
    const share = (chosen - left) / chosen;
    if (ahead[0] === undefined || share < ahead[0] || left === 0) return;
    ahead.shift();
    await Promise.all(product.workers.map((server) => server.kill()));
    strikes.push(`${Math.round(100 * share)} %`);
    await sleep(500);
    for (const server of product.workers) server.start();
  };
}

/** Runs of which the dry run has not told the truth, or that were not moved exactly once. */
async function notAsTold(
  { product }: World,
  told: Map<string, PlanRun>,
  after: Map<string, PlanRun>,
  toVersion: number,
): Promise<string[]> {
  const rows = await product.database.rows<{ id: string; version: number; times: number }>(
    `select r.id, r.procedure_version as version, (
       select count(*)::int from audit_entry e join audit_body b using (tenant_id, chain, seq)
       where e.chain = r.project_id and e.action = 'run.migrated' and b.body -> 'data' ->> 'runId' = r.id::text) as times
     from run r where r.id = any ($1)`,
    [[...told.keys()]],
  );
  return rows.flatMap(({ id, version, times }) => {
    const [before, happened] = [told.get(id), after.get(id)];
    const moves = before?.status === 'movable';
    const faults = [];
    if (times !== (moves ? 1 : 0)) faults.push(`${id} was moved ${times} times, told ${before?.status}`);
    if (version !== (moves ? toVersion : toVersion - 1))
      faults.push(`${id} goes by version ${version}, told ${before?.status}`);
    if (moves && JSON.stringify(before.told) !== JSON.stringify(happened?.happened))
      faults.push(`${id} moved otherwise than told`);
    if (!moves && (before?.told?.refusals.length ?? 0) === 0) faults.push(`${id} is refused without a reason`);
    return faults;
  });
}

/** Every task as its unit sees it, by run and key. */
async function tasksOf({ product }: World, runIds: string[]): Promise<Map<string, string>> {
  const rows = await product.database.rows<TaskLine>(
    `select run_id as run, key, status, unit_id as unit, owner_id as owner, due_end as due, node_id as node
     from task where run_id = any ($1)`,
    [runIds],
  );
  return new Map(rows.map((line) => [`${line.run} ${line.key}`, JSON.stringify(line)]));
}

/** Tasks of those no longer asked that are open still, ends that are the old ones, work that is not done. */
async function leftBehind({ product, house }: World, runs: PlanRun[]): Promise<string[]> {
  const moved = runs.filter(({ outcome }) => outcome === 'moved').map(({ runId }) => runId);
  const { open } = await product.database.one<{ open: number }>(
    `select count(*)::int as open from task t join run r on r.id = t.run_id
     where t.run_id = any ($1) and t.status = 'open' and t.unit_id = $2 and t.kind = 'coSignature' and r.status = 'running'`,
    [moved, house.unitId.JUG],
  );
  const { waits } = await product.database.one<{ waits: number }>(
    `select count(*)::int as waits from work_item
     where kind in ('checkMigration', 'migrateRun') and state <> 'done'`,
  );
  return [
    ...(open > 0 ? [`${open} tasks are open to a unit that is asked no longer`] : []),
    ...(waits > 0 ? [`${waits} work items are not done`] : []),
  ];
}
