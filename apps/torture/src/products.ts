import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Frame, say } from './frame.ts';
import { Backups } from './machine/backups.ts';
import { buildPrograms } from './machine/build.ts';
import { postgresWithTools } from './machine/debian-postgres.ts';
import { MailSink } from './machine/mail-sink.ts';
import { buildPrevious, previousCommit } from './machine/previous-release.ts';
import { closeProduct, startProduct } from './machine/product.ts';
import { rollingDeploy } from './promises/p17-rolling-deploy.ts';
import { dumpIsWhole } from './promises/p18-dump.ts';
import { restoredIsSound } from './promises/p18-restore.ts';
import { restoredTwice } from './promises/p18-timelines.ts';

/** A folder of the run for a product of its own. */
function folderOf(frame: Frame, name: string): string {
  const folder = join(frame.directory, name);
  mkdirSync(folder);
  // PostgreSQL runs under an account of its own and must find its way in.
  chmodSync(folder, 0o755);
  return folder;
}

/** P17 needs a product of its own, because it begins with the previous release. */
export async function keepRollingDeploy(frame: Frame, rows = 0): Promise<void> {
  const { processes } = frame;
  const directory = folderOf(frame, 'deploy');
  say(`from ${previousCommit().slice(0, 7)} to this state`);
  const previous = await buildPrevious(processes, directory);
  const here = join(directory, 'next');
  mkdirSync(here);
  const next = await buildPrograms(processes, here);
  const product = await startProduct(processes, directory, say, { build: async () => previous });
  const world = await frame.worldOf(product, true);
  await frame.keep('P17', world, (there) => rollingDeploy(there, { previous, next, rows }));
  await closeProduct(product);
}

/** P18 needs a product of its own, because it loses its database; and a PostgreSQL with its tools (Debian: postgresql-15). */
export async function keepRestore(frame: Frame): Promise<void> {
  const tools = postgresWithTools();
  const { processes } = frame;
  const directory = folderOf(frame, 'restore');
  const backups = new Backups(processes, directory, tools);
  const sink = await MailSink.open();
  const product = await startProduct(processes, directory, say, {
    cluster: backups.settings,
    environment: {
      SMTP_URL: sink.url,
      MAIL_FROM: 'Querraum <querraum@stadt.example>',
      PUBLIC_URL: 'https://querraum.stadt.example',
    },
  });
  const world = await frame.worldOf(product, true);
  const { checkpoints } = product;
  await frame.keep('P18', world, (there) => restoredIsSound(there, { backups, sink, checkpoints }));
  await frame.keep('P18 by dump', world, (there) => dumpIsWhole(there, { processes, directory, tools, checkpoints }));
  await sink.close();
  const again = folderOf(frame, 'restored twice');
  await frame.keep('P18 twice', world, () => restoredTwice({ processes, directory: again, tools }));
  await closeProduct(product);
}
