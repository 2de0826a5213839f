import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nxEnvironment } from './build.mjs';
import { root } from './root.mjs';
import { secondsSince } from './steps.mjs';

// `npm run check`: everything that can be said about the sources without running the product.
const { resolve } = createRequire(import.meta.url);
const CHECKS = [
  { title: 'Format', args: [resolve('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  {
    title: 'Regeln und Typen',
    args: [resolve('nx/bin/nx.js'), 'run-many', '-t', 'lint', 'typecheck', '--output-style=static'],
  },
  { title: 'Haus', args: [join(root, 'tools/house.mjs'), '--check'] },
  { title: 'Migrationen', args: [join(root, 'infra/dev/migrations.mjs')] },
];

const failed = [];
for (const { title, args } of CHECKS) {
  const began = Date.now();
  console.log(`\n=== ${title}`);
  const passed = await run(args);
  console.log(`=== ${title}: ${passed ? 'in Ordnung' : 'NICHT in Ordnung'} (${secondsSince(began)})`);
  if (!passed) failed.push(title);
}
console.log(failed.length === 0 ? '\nAlles in Ordnung.' : `\nNicht in Ordnung: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);

/**
 * @param {string[]} args
 * @returns {Promise<boolean>}
 */
function run(args) {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: nxEnvironment(), stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => done(code === 0));
  });
}
