import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backups } from '../machine/backups.ts';
import { root } from '../machine/build.ts';
import type { MailSink } from '../machine/mail-sink.ts';
import type { Postgres } from '../machine/postgres.ts';
import type { World } from '../world.ts';

const PATIENCE_MS = 120_000;

export interface Disaster {
  backups: Backups;
  sink: MailSink;
  /** Where checkpoints of the audit lie, and the key that verifies them. */
  checkpoints: { folder: string; publicKey: string };
}

/** How many seconds of work no archive has: the last commit that a restore to the end finds, against the fall. */
export async function lostForEver(
  { product: { postgres, database } }: World,
  backups: Backups,
  fell: Date,
): Promise<number> {
  const lost = postgres.data;
  const { settings } = postgres;
  postgres.data = join(dirname(lost), 'to-the-end');
  // It only looks: the branch of history that it begins goes into no archive.
  postgres.settings = settings.filter((setting) => !setting.startsWith('archive_mode'));
  await backups.restore(postgres.data, 'latest');
  await postgres.start();
  await recovered(database);
  const { last } = await database.one<{ last: Date }>('select timestamp as last from pg_last_committed_xact()');
  await postgres.kill();
  postgres.settings = settings;
  return (fell.getTime() - last.getTime()) / 1000;
}

const recovered = (database: World['product']['database']): Promise<void> =>
  until(async () => !(await database.one<{ is: boolean }>('select pg_is_in_recovery() as is')).is);

/** As docs/operations.md says: cluster, epoch, empty Redis, workers until nothing is due, then the API. */
export async function rise(
  { product }: World,
  { backups, checkpoints }: Pick<Disaster, 'backups' | 'checkpoints'>,
  instant: Date,
): Promise<string> {
  const { postgres, database, redis, apis, workers } = product;
  postgres.data = join(dirname(postgres.data), 'restored');
  await backups.restore(postgres.data, instant);
  await postgres.start();
  await recovered(database);
  const { told } = run(
    join(root, 'infra/backup/begin-epoch.mjs'),
    ...['--reason', 'drill', '--database', postgres.url('app_owner')],
    ...['--checkpoints', checkpoints.folder, '--key', checkpoints.publicKey],
  );
  await redis?.start();
  for (const worker of workers) worker.start();
  await Promise.all(workers.map((worker) => worker.untilReady()));
  await until(
    async () =>
      (await database.rows("select from work_item where state = 'ready' and due_at <= app.now()")).length === 0,
  );
  for (const api of apis) api.start();
  await Promise.all(apis.map((api) => api.untilReady()));
  return told;
}

function run(program: string, ...args: string[]): { status: number | null; told: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, told: stdout + stderr };
}

export function fsck(postgres: Postgres, { folder, publicKey }: Disaster['checkpoints']) {
  const { status, told } = run(
    join(root, 'infra/audit/fsck.mjs'),
    ...['--database', postgres.url('app_owner'), '--checkpoints', folder, '--key', publicKey, '--epoch', '2'],
  );
  const lines = told.trimEnd().split('\n');
  const leftBehind = lines.some((line) => line.includes('was left behind by a restore'));
  return {
    summary: lines.at(-1) ?? '',
    faults: [
      ...(status === 0 ? [] : lines),
      ...(leftBehind ? [] : ['the checkpoint after the instant is not told of']),
    ],
  };
}

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await sleep(50))
    if (Date.now() > end) throw new Error('what was waited for does not come');
}
