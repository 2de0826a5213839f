import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../history.ts';
import { deletableProject } from '../fail-points/due-projects.ts';
import { Stage } from '../fail-points/stage.ts';
import type { Database } from '../machine/database.ts';
import type { MailSink } from '../machine/mail-sink.ts';
import { OFFICES } from '../people.ts';
import { until } from '../until.ts';
import { type Run, startRun, type Verdict, type World } from '../world.ts';
import { answer, lostCommands, sign } from './p01-acknowledged.ts';
import { Load } from './p18-load.ts';
import { beforeItsReminder, mailsOfReminder, writeToFew } from './p18-reminder.ts';
import { type Disaster, fsck, lostForEver, rise } from './p18-rise.ts';

const BEGINNING_MS = 4000;
const LOST_AT_MOST_SECONDS = 300;
const BACK_WITHIN_SECONDS = 900;

/**
 * P18: the product works, its machine dies at a moment of chance, and with it the cluster and Redis. From a copy and the
 * archived WAL the database comes back as it was at an earlier instant; everything that was told before is there, its audit
 * is sound, nobody is written to a second time, and what was deleted after the instant does not stay.
 */
export async function restoredIsSound(world: World, { backups, sink, checkpoints }: Disaster): Promise<Verdict> {
  const { product, history, random } = world;
  await writeToFew(world);
  await askForCheckpoint(world, 'before the disaster');
  const waiting = await startRun(world, 188_000);
  const stage = new Stage(world);
  const deleted = await deletableProject(stage);
  const load = new Load(world);
  await sleep(BEGINNING_MS);
  await backups.copy(product.postgres);
  const listed = await backups.list();
  await sleep(random.between(5000, 9000));
  await beforeItsReminder(world, waiting);
  const { at: instant } = await product.database.one<{ at: Date }>(
    "select date_trunc('milliseconds', clock_timestamp()) as at",
  );
  const toldUntil = history.now;
  const sentAtInstant = sink.mails.length;
  await askForCheckpoint(world, 'after the instant');
  await stage.post(`/retention/projects/${deleted}/release`, undefined, world.house.administrator);
  await deletionsCome(world, deleted);
  await sleep(random.between(3000, 6000));
  // Of these the restored database will know nothing.
  await until(async () => sink.mails.length > sentAtInstant + 5 && (await mailsOfReminder(world, waiting)) > 0);

  const reminded = await mailsOfReminder(world, waiting);
  const fell = new Date();
  await fall(world, load);
  const before = sink.mails.length;
  const lost = await lostForEver(world, backups, fell);
  const began = performance.now();
  const told = await rise(world, { backups, checkpoints }, instant);
  const seconds = (performance.now() - began) / 1000;

  const broken = await whatIsMissing(world, [waiting, ...load.runs], history.read().operations, toldUntil);
  if (!/^\d{8}T\d{6}Z {2}whole since .+ {2}goes on \d{4}-\d\d-\d\d$/m.test(listed)) broken.push(`copies: ${listed}`);
  if (lost > LOST_AT_MOST_SECONDS) broken.push(`${lost.toFixed(1)} s of work were not in the archive`);
  if (seconds > BACK_WITHIN_SECONDS) broken.push(`back only after ${seconds.toFixed(0)} s`);
  const audit = await fsck(product.postgres, checkpoints);
  broken.push(...audit.faults, ...(await orphans(product.database)));
  const { held } = await product.database.one<{ held: number }>(
    "select count(*)::int as held from work_item where state = 'held'",
  );
  if (sink.mails.length > before)
    broken.push(`${sink.mails.length - before} mails went out by themselves after the restore`);
  await worksOn(world, sink, broken);
  if (!told.includes('deleted once more')) broken.push(`who restores does not hear of what was deleted: ${told}`);
  const isBack = await isThere(world, deleted);
  if (isBack) broken.push('what was deleted after the instant is there again');
  const twice = repeated(sink.mails.map(({ says }) => says));
  broken.push(...twice.map((says) => `sent twice: ${says.slice(0, 80)}`));
  const acknowledged = history
    .read()
    .operations.filter(({ outcome, endedAt }) => outcome === 'ok' && endedAt < toldUntil);
  return {
    figures:
      `${new Set(acknowledged.map(({ key }) => key)).size} acknowledged before the instant, RPO ${lost.toFixed(1)} s, RTO ${seconds.toFixed(1)} s, ` +
      `${audit.summary}, ${before} mails sent before the fall (${before - sentAtInstant} after the instant, ${reminded} of a Frist that fell due then), ${held} held, ${twice.length} sent twice, ${isBack ? 0 : 1} project deleted once more`,
    broken,
  };
}

/** The hour has not come, but what seals the audit does not ask for it. */
async function askForCheckpoint({ product: { database } }: World, period: string): Promise<void> {
  await database.rows(
    `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
     values ($1, 'sealAudit', $2, json_build_object('period', $2::text), app.now(), app.now())`,
    [randomUUID(), period],
  );
  await until(
    async () =>
      (await database.rows('select from audit_checkpoint where period = $1 and written_at is not null', [period]))
        .length > 0,
  );
}

/** The machine is gone, with everything on it but what lies elsewhere. */
async function fall({ product }: World, load: Load): Promise<void> {
  const over = load.end();
  await Promise.all([
    product.postgres.kill(),
    product.redis?.kill(),
    ...[...product.apis, ...product.workers].map((each) => each.kill()),
  ]);
  await over;
}

/** Its night has come; when it is gone, only the folder of checkpoints knows what a restore must not leave there. */
async function deletionsCome(world: World, projectId: string): Promise<void> {
  const { database } = world.product;
  await database.rows('update project_deletion set begins_at = app.now() where project_id = $1', [projectId]);
  await database.rows(
    `update work_item set due_at = app.now() where kind = 'deleteProject' and payload ->> 'projectId' = $1`,
    [projectId],
  );
  await until(async () => !(await isThere(world, projectId)));
}

const isThere = async ({ product }: World, projectId: string): Promise<boolean> =>
  (await product.database.rows('select from project where id = $1', [projectId])).length > 0;

/** What clients were told before the instant, and is not there after the restore. */
async function whatIsMissing(world: World, runs: Run[], operations: Operation[], told: number): Promise<string[]> {
  const known = await world.product.database.rows<{ id: string }>('select id from run where id = any ($1)', [
    runs.map(({ id }) => id),
  ]);
  const there = runs.filter(({ id }) => known.some((row) => row.id === id));
  const acknowledged = operations.filter(({ outcome, endedAt }) => outcome === 'ok' && endedAt < told);
  const started = acknowledged.filter(({ path }) => path.endsWith('/runs')).length;
  const missing = (await lostCommands(world, acknowledged, there)).map(({ what, places }) => `${what}: ${places}`);
  return there.length < started
    ? [...missing, `${started - there.length} runs that were started before the instant are gone`]
    : missing;
}

/** Rows whose other half is missing. */
export async function orphans(database: Database): Promise<string[]> {
  const rows = await database.rows<{ what: string; n: number }>(
    `select what, count(*)::int as n from (
       select 'mails that nobody sends' as what from mail_delivery m where m.state in ('queued', 'sending') and not exists (
         select from work_item w where w.kind = 'sendMail' and w.state in ('ready', 'held') and w.payload ->> 'deliveryId' = m.id::text)
       union all
       select 'Fristen at which nobody looks' from run r where r.status = 'running' and r.next_due_at is not null and not exists (
         select from work_item w where w.kind = 'tickRun' and w.state = 'ready' and w.payload ->> 'runId' = r.id::text)
       union all
       select 'open tasks of runs that are over' from task t join run r on r.id = t.run_id where t.status = 'open' and r.status <> 'running'
       union all
       select 'work that failed' from work_item where state = 'incident'
     ) found group by what`,
  );
  return rows.map(({ what, n }) => `${n} ${what}`);
}

/** People go on, and are written to. */
async function worksOn(world: World, sink: MailSink, broken: string[]): Promise<void> {
  const already = sink.mails.length;
  const started = await startRun(world, 189_999);
  for (const office of OFFICES) await answer(world, started, office, world.random.apart(office));
  await sign(world, started);
  await until(async () => sink.mails.length > already).catch(() => broken.push('no mail goes out after the restore'));
}

const repeated = (items: string[]): string[] => [
  ...new Set(items.filter((item, index) => items.indexOf(item) !== index)),
];
