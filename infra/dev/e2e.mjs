import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Product } from './product.mjs';
import { findOnPath } from './redis.mjs';
import { root } from './root.mjs';
import { stopWhenAsked } from './stop-when-asked.mjs';
import { openThrowaway } from './throwaway.mjs';

// `npm run e2e [-- arguments]`: the browser journeys against a fresh product of their own.
const chromium =
  process.env.CHROMIUM ?? findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
if (chromium === undefined || !existsSync(chromium)) {
  console.error(
    `Für die Browserprüfungen wird Chromium gebraucht${chromium ? ` (CHROMIUM=${chromium} gibt es nicht)` : ''}.\n` +
      'Zum Beispiel: apt-get install chromium – oder CHROMIUM=/pfad/zu/chrome setzen.',
  );
  process.exit(1);
}

const throwaway = await openThrowaway();
// The same folder, so that whoever clears up after a killed run finds the product's processes too.
const home = throwaway.directory;
const product = new Product({ home, wishedPorts: {} });
const stop = async () => {
  await product.stop();
  await throwaway.close();
};
const asked = stopWhenAsked(stop);
let code = 1;
try {
  const { address, issuer, clientId } = await product.start();
  const env = {
    ...process.env,
    BASE_URL: address,
    ISSUER: issuer,
    WEB_CLIENT_ID: clientId,
    CHROMIUM: chromium,
    QUERRAUM_HOME: home,
  };
  code = await Promise.race([
    runJourneys(env),
    product.died.then(({ name, log }) => {
      throw new Error(`${name} hat sich unerwartet beendet:\n${log}`);
    }),
  ]);
} catch (error) {
  if (!asked.isStopping()) console.error(`\n${error.message}`);
}
if (!asked.isStopping()) {
  await stop();
  process.exit(code);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runJourneys(env) {
  return new Promise((resolve, reject) => {
    const args = [join(root, 'apps/web-e2e/run.mjs'), ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}
