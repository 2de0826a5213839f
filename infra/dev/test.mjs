import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { closeOnSignal, openThrowaway } from './throwaway.mjs';

/** Specs of the commands and of the tools that bring their own machine; Node runs them as they stand. */
const OWN_SPECS = ['infra/**/*.spec.mjs', 'apps/{torture,bench}/src/**/*.spec.ts'];

// `npm test [-- jest arguments]`: the whole suite against a real PostgreSQL and, where the machine has one, a real Redis.
const began = Date.now();
const jestArguments = process.argv.slice(2);
const throwaway = await openThrowaway();
closeOnSignal(throwaway.close);

let failed = true;
try {
  const env = await testEnvironment();
  const jest = await runJest(env);
  // A choice of test files is jest's business; the specs of the commands run with the whole suite.
  const own = jestArguments.some((argument) => !argument.startsWith('-')) ? undefined : await runOwnSpecs(env);
  failed = jest.code !== 0 || (own?.code ?? 0) !== 0;
  const tests = jest.tests + (own?.tests ?? 0);
  const minutes = ((Date.now() - began) / 60_000).toFixed(1).replace('.', ',');
  console.log(`\n${tests} Tests in ${minutes} Minuten: ${failed ? 'NICHT alle bestanden' : 'alle bestanden'}.`);
} catch (error) {
  console.error(error.message);
} finally {
  await throwaway.close();
}
process.exit(failed ? 1 : 0);

async function testEnvironment() {
  const { children, directory } = throwaway;
  const [postgres, redis] = await Promise.all([
    startPostgres({ dataDir: join(directory, 'data'), children, durable: false, say: console.log }),
    startRedis({ children, directory: join(directory, 'redis') }),
  ]);
  console.log(redis ? `Warteschlange: ${redis.program}` : 'Warteschlange: PostgreSQL (kein Redis auf dieser Maschine)');
  const { TEST_REDIS_URL: _, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: 'test',
    TZ: 'Europe/Berlin',
    TEST_DATABASE_ADMIN_URL: postgres.adminUrl,
    ...(redis && { TEST_REDIS_URL: redis.url }),
  };
}

/** @param {NodeJS.ProcessEnv} env */
async function runJest(env) {
  const report = join(throwaway.directory, 'jest.json');
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const fixed = ['--maxWorkers=2', '--workerIdleMemoryLimit=800MB', '--json', `--outputFile=${report}`];
  const code = await runInForeground([jest, ...fixed, ...jestArguments], env);
  return { code, tests: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).numTotalTests : 0 };
}

/** @param {NodeJS.ProcessEnv} env */
async function runOwnSpecs(env) {
  const report = join(throwaway.directory, 'node-test.tap');
  const reporters = ['spec', 'stdout', 'tap', report].map((value, index) =>
    index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
  );
  const code = await runInForeground(['--test', ...reporters, ...OWN_SPECS], env);
  const counted = existsSync(report) ? /^# tests (\d+)$/m.exec(readFileSync(report, 'utf8')) : null;
  return { code, tests: Number(counted?.[1] ?? 0) };
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runInForeground(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
