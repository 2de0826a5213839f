import { chownSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.ts';
import type { Postgres, PostgresSettings } from './postgres.ts';
import { unprivilegedAccount } from './postgres-binaries.ts';
import type { Processes } from './processes.ts';

/** How much may be lost where the machine burns: a segment of the WAL goes to the archive at the latest after this. */
export const ARCHIVED_WITHIN_SECONDS = 2;

/** The scripts of infra/backup, as an operator runs them: as the account of PostgreSQL, with its tools. */
export class Backups {
  readonly directory: string;
  #processes: Processes;
  #tools: string;
  #scripts: string;

  constructor(processes: Processes, directory: string, tools: string) {
    this.#processes = processes;
    this.#tools = tools;
    this.directory = join(directory, 'backups');
    this.#scripts = join(directory, 'backup-scripts');
    const account = unprivilegedAccount();
    for (const folder of [this.directory, this.wal]) {
      mkdirSync(folder, { mode: 0o700 });
      if (account) chownSync(folder, account.uid, account.gid);
    }
    // Where the account can get at them, whoever has checked the repository out.
    cpSync(join(root, 'infra/backup'), this.#scripts, { recursive: true });
  }

  get settings(): Required<PostgresSettings> {
    const archive = `"${join(this.#scripts, 'archive-wal.sh')}" "%p" "%f" "${this.wal}"`;
    return {
      folder: this.#tools,
      settings: [
        'wal_level=replica',
        'archive_mode=on',
        `archive_command=${archive}`,
        `archive_timeout=${ARCHIVED_WITHIN_SECONDS}`,
      ],
    };
  }

  /** The archive. */
  get wal(): string {
    return join(this.directory, 'wal');
  }

  copy(postgres: Postgres, keep = 7): Promise<string> {
    const { port, password } = new URL(postgres.url());
    return this.#run('base-backup.sh', [this.directory, String(keep)], {
      ...{ PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres', PGPASSWORD: password },
    });
  }

  /** Which copies there are, and until when. */
  list(): Promise<string> {
    return this.#run('list-backups.sh', [this.directory], {});
  }

  /** Lays a cluster out that PostgreSQL brings to that instant by itself. */
  restore(data: string, instant: Date | 'latest', timeline?: number): Promise<string> {
    const words = instant === 'latest' ? instant : instant.toISOString();
    const along = timeline === undefined ? [] : [String(timeline)];
    return this.#run('restore.sh', [this.directory, data, words, ...along], {});
  }

  #run(script: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
    return this.#processes.run(script, join(this.#scripts, script), args, {
      ...unprivilegedAccount(),
      cwd: this.directory,
      env: { PATH: `${join(this.#tools, 'bin')}:${process.env.PATH}`, LC_ALL: 'C', ...env },
    });
  }
}
