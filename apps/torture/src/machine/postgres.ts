import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePorts } from './ports.ts';
import { postgresFolder, unprivilegedAccount } from './postgres-binaries.ts';
import { type Process, type Processes } from './processes.ts';

export type Role = 'app_owner' | 'app_api' | 'app_worker' | 'app_queue';
const ROLES = ['app_owner', 'app_api', 'app_worker', 'app_queue'] as const satisfies Role[];
const DATABASE = 'querraum';
/** Durable as in production; the time of each commit is kept, because lateness is measured by it. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'track_commit_timestamp=on',
  // Of connections that fell silent it learns nothing: the proxy lives, and answers for clients that have long let go.
  'max_connections=400',
];

export interface PostgresSettings {
  /** The folder with `bin/` of another PostgreSQL than the one that npm installed. */
  folder?: string;
  /** Further `name=value`. */
  settings?: string[];
}

/** A PostgreSQL that may be killed and started again over the same data. */
export class Postgres {
  readonly port: number;
  #processes: Processes;
  #folder: string;
  #directory: string;
  #password: string;
  #process: Process | undefined;
  /** The cluster that it serves; another one after a restore. */
  data: string;
  settings: string[];

  private constructor(
    processes: Processes,
    directory: string,
    { folder, settings }: Required<PostgresSettings>,
    port: number,
    password: string,
  ) {
    this.#processes = processes;
    this.#folder = folder;
    this.#directory = directory;
    this.#password = password;
    this.port = port;
    this.data = join(directory, 'data');
    this.settings = settings;
  }

  static async create(
    processes: Processes,
    directory: string,
    { folder: wanted, settings = [] }: PostgresSettings = {},
  ): Promise<Postgres> {
    const account = unprivilegedAccount();
    const folder = wanted ?? postgresFolder(account, join(directory, 'postgresql'));
    const password = randomBytes(18).toString('hex');
    const home = join(directory, 'database');
    const passwordFile = join(home, 'password');
    mkdirSync(home, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [home, passwordFile]) chownSync(path, account.uid, account.gid);
    const flags = ['--encoding=UTF8', '--locale=C', '--data-checksums', '--auth=scram-sha-256', '--username=postgres'];
    const args = ['-D', join(home, 'data'), ...flags, `--pwfile=${passwordFile}`];
    await processes.run('initdb', join(folder, 'bin/initdb'), args, { ...account, cwd: home, env: ENVIRONMENT });
    const [port = 0] = await freePorts(1);
    const postgres = new Postgres(processes, home, { folder, settings }, port, password);
    await postgres.start();
    await postgres.#makeDatabase();
    return postgres;
  }

  url(role: Role | 'postgres' = 'postgres', { database = DATABASE, port = this.port } = {}): string {
    return `postgresql://${role}:${this.#password}@127.0.0.1:${port}/${database}`;
  }

  /** Right after a kill the dead server's children still hold its lock, so the start is tried until it succeeds. */
  async start(): Promise<void> {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
      const child = this.#launch();
      while (!child.hasExited && Date.now() < end) {
        if (await isAnswering(this.url('postgres', { database: 'postgres' }))) return;
        await sleep(20);
      }
    }
    throw new Error(`PostgreSQL does not start.\n${this.lastLines}`);
  }

  /** One start on a restored cluster: whether it comes to be open for work, or ends before. */
  async opens(): Promise<boolean> {
    const child = this.#launch();
    for (; !child.hasExited; await sleep(50))
      if (await isOpen(this.url('postgres', { database: 'postgres' }))) return true;
    return false;
  }

  #launch(): Process {
    const args = ['-D', this.data, '-p', String(this.port)];
    this.#process = this.#processes.start(
      'postgres',
      join(this.#folder, 'bin/postgres'),
      [...args, ...[...SETTINGS, ...this.settings].flatMap((setting) => ['-c', setting])],
      { ...unprivilegedAccount(), cwd: this.#directory, env: ENVIRONMENT, stopSignal: 'SIGQUIT' },
    );
    return this.#process;
  }

  /** What it has said last. */
  get lastLines(): string {
    return this.#process?.lastLines ?? '';
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  async kill(): Promise<void> {
    await this.#process?.kill('SIGKILL');
  }

  async #makeDatabase(): Promise<void> {
    await asAdministrator(this.url('postgres', { database: 'postgres' }), async (client) => {
      for (const role of ROLES)
        await client.query(
          `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(this.#password)}`,
        );
      await client.query(`create database ${DATABASE} owner app_owner`);
      await client.query(`grant create on database ${DATABASE} to app_queue`);
    });
    await asAdministrator(this.url(), (client) => client.query('alter schema public owner to app_owner'));
  }
}

const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** While it plays the WAL it answers too. */
const isOpen = (url: string): Promise<boolean> =>
  asAdministrator(url, async (client) => {
    const { rows } = await client.query<{ is: boolean }>('select not pg_is_in_recovery() as is');
    return rows[0]?.is ?? false;
  }).catch(() => false);

async function isAnswering(url: string): Promise<boolean> {
  try {
    await asAdministrator(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}
