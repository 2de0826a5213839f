import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runNx } from './build.mjs';
import { root } from './root.mjs';
import { closeOnSignal, openThrowaway } from './throwaway.mjs';

/**
 * Builds an app of this repository and runs one of its bundles to its end, whose exit code becomes ours.
 * @param {string} app @param {string} entry @param {string[]} args @param {string[]} [options] of Node itself
 */
export async function runBundled(app, entry, args, options = []) {
  const throwaway = await openThrowaway();
  closeOnSignal(throwaway.close);
  let code = 1;
  try {
    await runNx(throwaway.children, 'build', ['run', `${app}:build`]);
    code = await run([...options, join(root, `dist/apps/${app}/${entry}.mjs`), ...args]);
  } catch (error) {
    console.error(error.message);
  } finally {
    await throwaway.close();
  }
  process.exit(code);
}

/** @param {string[]} args @returns {Promise<number>} */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}
