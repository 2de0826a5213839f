import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Product } from '../product.mjs';
import { findOnPath } from '../redis.mjs';
import { root } from '../root.mjs';
import { stopWhenAsked } from '../stop-when-asked.mjs';
import { openThrowaway } from '../throwaway.mjs';
import { stepsOf } from './page.mjs';
import { openShell } from './shell.mjs';

// `npm run api-tour`: every block of docs/api-tour.md word for word, against a fresh product of its own.
const missing = ['bash', 'curl', 'jq'].filter((name) => findOnPath(name) === undefined);
if (missing.length > 0) {
  console.error(`Für den Rundgang fehlt: ${missing.join(', ')}. Zum Beispiel: apt-get install curl jq`);
  process.exit(1);
}

const steps = stepsOf(readFileSync(join(root, 'docs/api-tour.md'), 'utf8'));
const throwaway = await openThrowaway();
const product = new Product({ home: throwaway.directory, wishedPorts: {}, durable: false });
const stop = async () => {
  await product.stop();
  await throwaway.close();
};
const asked = stopWhenAsked(stop);
let failed = steps.length;
try {
  const { address } = await product.start();
  failed = await Promise.race([
    walk(address),
    product.died.then(({ name, log }) => {
      throw new Error(`${name} hat sich unerwartet beendet:\n${log}`);
    }),
  ]);
} catch (error) {
  if (!asked.isStopping()) console.error(`\n${error.message}`);
}
if (!asked.isStopping()) {
  await stop();
  console.log(`api tour: ${steps.length - failed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** @param {string} address @returns {Promise<number>} how many steps printed something else */
async function walk(address) {
  const cwd = join(throwaway.directory, 'tour');
  mkdirSync(cwd);
  const shell = openShell({ cwd, env: { ...process.env, QUERRAUM: address } });
  let wrong = 0;
  for (const { script, printed, line } of steps) {
    const really = await shell.run(script);
    const isRight = really === printed;
    console.log(`  ${isRight ? '✓' : '✗'} docs/api-tour.md:${line}`);
    if (isRight) continue;
    wrong += 1;
    console.log(`    Auf der Seite:\n${printed}    Ausgegeben:\n${really}`);
  }
  await shell.close();
  return wrong;
}
