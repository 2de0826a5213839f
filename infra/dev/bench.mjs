import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENTRY_POINTS, runNx } from './build.mjs';
import { lastLines } from './children.mjs';
import { prepareDatabase, ROLES } from './database.mjs';
import { findPort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { root } from './root.mjs';
import { closeOnSignal, openThrowaway } from './throwaway.mjs';

// `npm run bench [-- --quick] [-- --json] [-- --soak]`: apps/bench against a fresh product of its own, durable as in production.
const isSoak = process.argv.includes('--soak');
const say = (/** @type {string} */ line) => console.error(line);
const throwaway = await openThrowaway();
closeOnSignal(throwaway.close);
const { children, directory } = throwaway;

let code = 1;
try {
  const machine = await startMachine();
  const machineFile = join(directory, 'machine.json');
  writeFileSync(machineFile, JSON.stringify(machine), { mode: 0o600 });
  code = await measure(machineFile);
} catch (error) {
  say(error.message);
} finally {
  await throwaway.close();
}
process.exit(code);

async function startMachine() {
  await runNx(children, 'build', ['run-many', '-t', 'build', '-p', 'api,worker', '--output-style=static']);
  const [postgres, redis] = await Promise.all([
    startPostgres({
      dataDir: join(directory, 'data'),
      children,
      settings: ['shared_preload_libraries=pg_stat_statements', 'track_commit_timestamp=on'],
      say,
    }),
    startRedis({ children, directory: join(directory, 'redis') }),
  ]);
  say(redis ? `queue: ${redis.program}` : 'queue: PostgreSQL (no Redis on this machine)');
  const passwords = /** @type {Record<(typeof ROLES)[number], string>} */ (
    Object.fromEntries(ROLES.map((role) => [role, crypto.randomUUID()]))
  );
  const urls = await prepareDatabase(postgres.adminUrl, 'querraum', passwords);
  const apiPort = await findPort([]);
  const workerPort = await findPort([], [apiPort]);
  const otherPort = await findPort([], [apiPort, workerPort]);
  const issuer = `http://127.0.0.1:${await findPort([], [apiPort, workerPort, otherPort])}/realms/querraum`;
  const inspectors = isSoak ? { API: await findPort([]), worker: await findPort([]) } : undefined;
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'development',
    TZ: 'Europe/Berlin',
    HOST: '127.0.0.1',
    ISSUER: issuer,
    DOCUMENT_STORE: join(directory, 'documents'),
    DATA_ROOT: join(root, 'infra/data'),
    LOG_LEVEL: 'warn',
    DEMO: 'on',
    ...(redis
      ? { QUEUE_BACKEND: 'redis', REDIS_URL: redis.url }
      : { QUEUE_BACKEND: 'postgres', QUEUE_DATABASE_URL: urls.app_queue }),
  };
  const asOwner = { cwd: root, env: { ...env, DATABASE_OWNER_URL: urls.app_owner } };
  await children.run('migrate', process.execPath, [ENTRY_POINTS.migrate], asOwner);
  await children.run('seed', process.execPath, [ENTRY_POINTS.seed, '--demo'], asOwner);
  const settings = (/** @type {number} */ port, /** @type {string} */ url) => ({
    cwd: root,
    env: { ...env, PORT: String(port), DATABASE_URL: url },
  });
  /** @type {(name: 'api' | 'worker', port: number, url: string, options: string[]) => import('./children.mjs').Child} */
  const start = (name, port, url, options) =>
    children.start(name, process.execPath, [...nodeOptions(name), ...options, ENTRY_POINTS[name]], settings(port, url));
  const inspected = (/** @type {number | undefined} */ port) => (port ? [`--inspect=127.0.0.1:${port}`] : []);
  const api = start('api', apiPort, urls.app_api, inspected(inspectors?.API));
  const worker = start('worker', workerPort, urls.app_worker, inspected(inspectors?.worker));
  await untilReady(`http://127.0.0.1:${apiPort}/api/v1/health/ready`, api);
  await untilReady(readyUrlOf(workerPort), worker);
  const databaseUrl = postgres.adminUrl.replace(/postgres$/, 'querraum');
  return {
    apiPort,
    databaseUrl,
    issuer,
    inspectors,
    processes: { API: api.pid, worker: worker.pid, PostgreSQL: postgres.child.pid },
    organisationFile: join(root, 'infra/data/demo-organisation.json'),
    anotherWorker: {
      program: process.execPath,
      args: [ENTRY_POINTS.worker],
      ...settings(otherPort, urls.app_worker),
      readyUrl: readyUrlOf(otherPort),
    },
  };
}

/** @param {number} workerPort */
function readyUrlOf(workerPort) {
  return `http://127.0.0.1:${workerPort}/health/ready`;
}

/**
 * `BENCH_PROFILE=<folder>` writes a profile of the API's processor there, with `BENCH_PROFILE_OF=worker` of the worker's.
 * @param {'api' | 'worker'} name
 */
function nodeOptions(name) {
  const { BENCH_PROFILE: folder, BENCH_PROFILE_OF: profiled = 'api' } = process.env;
  return name === profiled && folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

/** @param {string} url @param {import('./children.mjs').Child} child */
async function untilReady(url, child) {
  for (const end = Date.now() + 90_000; Date.now() < end && !child.hasExited(); await sleep(100)) {
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok) return;
    } catch {
      // Nobody answers yet.
    }
  }
  throw new Error(`${child.name} does not get ready.\n${lastLines(child.logFile)}`);
}

/** @param {string} machineFile @returns {Promise<number>} */
function measure(machineFile) {
  return new Promise((resolve, reject) => {
    const args = [join(root, 'apps/bench/src', isSoak ? 'soak.ts' : 'main.ts'), ...process.argv.slice(2)];
    const env = { ...process.env, BENCH_MACHINE: machineFile };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}
