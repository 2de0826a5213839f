import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lastLines } from './children.mjs';
import { findPort } from './ports.mjs';
import { usablePostgres } from './postgres-binaries.mjs';
import { canReach, reachablePlace, unprivilegedAccount } from './unprivileged.mjs';

const SUPERUSER = 'postgres';
const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=de-DE',
  '--data-checksums',
];
/** Fast shutdown first; immediate only leaves a recovery for the next start; never SIGKILL while there is a choice. */
const STOP_SIGNALS = /** @type {[NodeJS.Signals, number][]} */ ([
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
]);
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts a PostgreSQL on 127.0.0.1 and answers when it takes connections.
 * @param {object} options
 * @param {string} options.dataDir created when missing; as root it may be moved to a place its account can reach
 * @param {import('./children.mjs').Children} options.children
 * @param {string} [options.password] of the superuser; must be the same for the same dataDir
 * @param {number} [options.port]
 * @param {boolean} [options.durable] false only for databases that are thrown away
 * @param {string[]} [options.settings] further `name=value`
 * @param {(line: string) => void} [options.say]
 * @returns {Promise<{ adminUrl: string, port: number, dataDir: string, child: import('./children.mjs').Child, stop: () => Promise<void> }>}
 */
export async function startPostgres({
  dataDir,
  children,
  password = randomBytes(18).toString('hex'),
  port,
  durable = true,
  settings = [],
  say = () => undefined,
}) {
  const account = unprivilegedAccount();
  const home = homeFor(dataDir, account, say);
  const native = usablePostgres(account, join(home.copies, 'postgresql-native'), say);
  if (!existsSync(join(home.dataDir, 'PG_VERSION'))) {
    await initialise({ native, dataDir: home.dataDir, account, password, children });
  }
  for (let attempt = 1; ; attempt += 1) {
    const usedPort = port ?? (await findPort([]));
    const flags = [...baseSettings(home.dataDir, usedPort), ...(durable ? [] : THROW_AWAY), ...settings];
    const child = children.start(
      'postgres',
      join(native, 'bin/postgres'),
      ['-D', home.dataDir, ...flags.flatMap((flag) => ['-c', flag])],
      { ...account, cwd: home.dataDir, env: cleanEnvironment(), stopSignals: STOP_SIGNALS },
    );
    const adminUrl = `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${usedPort}/postgres`;
    if (await answers(adminUrl, child))
      return { adminUrl, port: usedPort, dataDir: home.dataDir, child, stop: child.stop };
    const log = lastLines(child.logFile);
    await child.stop();
    // Between finding a free port and using it somebody else may have taken it.
    if (port !== undefined || attempt === 3 || !/address already in use/i.test(log)) {
      throw new Error(`PostgreSQL ist nicht gestartet.\n${log}`);
    }
  }
}

/**
 * @param {string} dataDir
 * @param {import('./unprivileged.mjs').Account | undefined} account
 * @param {(line: string) => void} say
 */
function homeFor(dataDir, account, say) {
  const parent = dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  if (account === undefined || canReach(parent, account)) return { dataDir, copies: parent };
  const place = reachablePlace(dataDir);
  say(`Die Datenbank liegt in ${place}, weil ihr Konto ${parent} nicht betreten darf.`);
  return { dataDir: join(place, 'data'), copies: place };
}

/** Where `startPostgres` may have put data besides dataDir: what clearing the state has to remove as well. */
export const otherDataPlace = (/** @type {string} */ dataDir) => {
  const account = unprivilegedAccount();
  return account && existsSync(dirname(dataDir)) && !canReach(dirname(dataDir), account)
    ? reachablePlace(dataDir)
    : undefined;
};

/** @param {{ native: string, dataDir: string, account: import('./unprivileged.mjs').Account | undefined, password: string, children: import('./children.mjs').Children }} options */
async function initialise({ native, dataDir, account, password, children }) {
  // Made beside its place and renamed when complete: an interrupted start leaves no half database behind.
  const unfinished = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  const flags = [...INITDB_FLAGS, '--auth=scram-sha-256', `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`];
  try {
    await children.run('initdb', join(native, 'bin/initdb'), ['-D', unfinished, ...flags], {
      ...account,
      cwd: dirname(dataDir),
      env: cleanEnvironment(),
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, dataDir);
}

/** @param {string} dataDir @param {number} port */
function baseSettings(dataDir, port) {
  // A socket's path may have 107 bytes and the setting is a list, so odd or long paths go without a socket.
  const socketDirectory = /^[\w./-]{1,80}$/.test(dataDir) ? dataDir : '';
  return [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${socketDirectory}`,
    'max_connections=200',
    'log_timezone=Europe/Berlin',
  ];
}

/** PG* variables of the caller's shell must not lead our server elsewhere; LANG must not decide its messages. */
const cleanEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

/** @param {string} url @param {import('./children.mjs').Child} child */
async function answers(url, child) {
  for (const end = Date.now() + 120_000; Date.now() < end && !child.hasExited(); await sleep(40)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return !child.hasExited();
    } catch (error) {
      if (!isNotYet(error)) throw error;
    }
  }
  return false;
}

/** Nobody listens yet, or the server still recovers. */
const isNotYet = (/** @type {{ code?: string, message: string }} */ { code, message }) =>
  code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03' || /timeout|terminated/i.test(message);

// Not awaited: that file waits for this one.
if (import.meta.main && process.argv.includes('--run-for-tests')) void import('./postgres-for-tests.mjs');
