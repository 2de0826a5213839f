import { dirname, join } from 'node:path';
import type { Backups } from '../machine/backups.ts';
import type { Checkpoints } from '../machine/checkpoints.ts';
import { runInfra } from '../machine/infra-program.ts';
import type { MailSink } from '../machine/mail-sink.ts';
import type { Postgres } from '../machine/postgres.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';

export interface Disaster {
  backups: Backups;
  sink: MailSink;
  checkpoints: Checkpoints;
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
  const { lines } = await runInfra(
    'backup/begin-epoch.mjs',
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
  return lines.join('\n');
}

export async function fsck(postgres: Postgres, { folder, publicKey }: Checkpoints) {
  const { status, lines } = await runInfra(
    'audit/fsck.mjs',
    ...['--database', postgres.url('app_owner'), '--checkpoints', folder, '--key', publicKey, '--epoch', '2'],
  );
  const leftBehind = lines.some((line) => line.includes('was left behind by a restore'));
  return {
    summary: lines.at(-1) ?? '',
    faults: [
      ...(status === 0 ? [] : lines),
      ...(leftBehind ? [] : ['the checkpoint after the instant is not told of']),
    ],
  };
}
