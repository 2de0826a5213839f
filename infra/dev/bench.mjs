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

// `npm run bench [-- --quick] [-- --json]`: apps/bench against a fresh product of its own, durable as in production.
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
      settings: ['shared_preload_libraries=pg_stat_statements'],
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
  const issuer = `http://127.0.0.1:${await findPort([], [apiPort, workerPort])}/realms/querraum`;
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
    ...(redis ? { REDIS_URL: redis.url } : { QUEUE_BACKEND: 'postgres', QUEUE_DATABASE_URL: urls.app_queue }),
  };
  const asOwner = { cwd: root, env: { ...env, DATABASE_OWNER_URL: urls.app_owner } };
  await children.run('migrate', process.execPath, [ENTRY_POINTS.migrate], asOwner);
  await children.run('seed', process.execPath, [ENTRY_POINTS.seed, '--demo'], asOwner);
  const start = (/** @type {'api' | 'worker'} */ name, /** @type {number} */ port, /** @type {string} */ url) =>
    children.start(name, process.execPath, [...nodeOptions(name), ENTRY_POINTS[name]], {
      cwd: root,
      env: { ...env, PORT: String(port), DATABASE_URL: url },
    });
  const api = start('api', apiPort, urls.app_api);
  const worker = start('worker', workerPort, urls.app_worker);
  await untilReady(`http://127.0.0.1:${apiPort}/api/v1/health/ready`, api);
  await untilReady(`http://127.0.0.1:${workerPort}/health/ready`, worker);
  const databaseUrl = postgres.adminUrl.replace(/postgres$/, 'querraum');
  return {
    apiPort,
    databaseUrl,
    issuer,
    processes: { API: api.pid, worker: worker.pid, PostgreSQL: postgres.child.pid },
    organisationFile: join(root, 'infra/data/demo-organisation.json'),
  };
}

/** `BENCH_PROFILE=<folder>` writes a profile of the API's processor there. @param {'api' | 'worker'} name */
function nodeOptions(name) {
  const folder = process.env.BENCH_PROFILE;
  return name === 'api' && folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
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
    const args = [join(root, 'apps/bench/src/main.ts'), ...process.argv.slice(2)];
    const env = { ...process.env, BENCH_MACHINE: machineFile };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}
