import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { refusals } from './migration-rules.mjs';

/** The oldest PostgreSQL that a house runs. */
const OLDEST = '15';

/**
 * What squawk and our own rules refuse of these statements. Each is written into the folder as a file of its own, because squawk
 * reads files and says in which one it found something.
 *
 * @param {import('./migration-rules.mjs').Statement[]} statements
 * @param {string} folder
 */
export function judge(statements, folder) {
  mkdirSync(folder, { recursive: true });
  const files = statements.map(({ sql }, index) => {
    const file = join(folder, `${index}.sql`);
    writeFileSync(file, `${sql.trimEnd().replace(/;$/, '')}\n;\n`);
    return file;
  });
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const { file, rule_name } of files.length === 0 ? [] : squawk(files)) {
    const index = Number(basename(file, '.sql'));
    found.set(index, [...(found.get(index) ?? []), rule_name]);
  }
  return refusals(statements, (index) => [...new Set(found.get(index))]);
}

/** @param {string[]} files @returns {{ file: string, rule_name: string }[]} */
function squawk(files) {
  // Its package brings the program of this platform.
  const { getBinaryPath } = createRequire(import.meta.url)('squawk-cli/js/index.js');
  const args = ['--reporter', 'json', '--pg-version', OLDEST, ...files];
  const { status, stdout, stderr, error } = spawnSync(getBinaryPath(), args, {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (error) throw error;
  // 1: it found something.
  if (status !== 0 && status !== 1) throw new Error(`squawk: ${stderr}`);
  return stdout.trim() === '' ? [] : JSON.parse(stdout);
}
