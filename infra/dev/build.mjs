import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.mjs';

const SOURCES = ['apps', 'libs', 'tools', 'infra/data'];
const IGNORED = new Set(['node_modules', 'dist', 'web-e2e', 'bench', 'torture', '.angular', 'coverage']);
const CONFIGURATION = ['package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json', 'tsconfig.server.json'];
const HASH_FILE = join(root, 'dist/apps/.sources');

export const ENTRY_POINTS = {
  api: join(root, 'dist/apps/api/main.mjs'),
  migrate: join(root, 'dist/apps/api/migrate.mjs'),
  seed: join(root, 'dist/apps/api/seed.mjs'),
  recordHistory: join(root, 'dist/apps/api/record-history.mjs'),
  worker: join(root, 'dist/apps/worker/main.mjs'),
  web: join(root, 'dist/apps/web/browser/index.html'),
};

/** A fingerprint of everything that the built apps are made of. */
export function hashSources() {
  const hash = createHash('sha256');
  const files = [...CONFIGURATION, ...SOURCES.flatMap((folder) => filesBelow(folder))];
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]} sorted, so that the order of the disk does not matter
 */
function filesBelow(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !IGNORED.has(name));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : entry.isFile() ? [`${folder}/${entry.name}`] : [],
    );
}

export const isBuilt = (hash = hashSources()) =>
  existsSync(HASH_FILE) &&
  readFileSync(HASH_FILE, 'utf8') === hash &&
  Object.values(ENTRY_POINTS).every((file) => existsSync(file));

/**
 * Builds api, worker and web.
 * @param {import('./children.mjs').Children} children
 * @param {(line: string) => void} say
 */
export async function build(children, say) {
  // Taken before the build: what changes while it runs must be built again next time.
  const hash = hashSources();
  const stopShowing = showProgress(join(children.logDirectory, 'build.log'), say);
  try {
    await runNx(children, 'build', ['run-many', '-t', 'build', '-p', 'api,worker,web', '--output-style=static']);
  } finally {
    stopShowing();
  }
  mkdirSync(join(root, 'dist/apps'), { recursive: true });
  writeFileSync(HASH_FILE, hash);
}

/** @param {import('./children.mjs').Children} children @param {string} name @param {string[]} args */
export function runNx(children, name, args) {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  return children.run(name, process.execPath, [nx, ...args], { cwd: root, env: nxEnvironment() });
}

export const nxEnvironment = () => ({
  ...process.env,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
});

/** @param {string} log @param {(line: string) => void} say */
function showProgress(log, say) {
  const shown = new Set();
  const look = () => {
    if (!existsSync(log)) return;
    for (const [line] of readFileSync(log, 'utf8').matchAll(/^.*nx run \w+:build.*$/gm)) {
      if (!shown.has(line)) say(`      ${line.trim()}`);
      shown.add(line);
    }
  };
  const timer = setInterval(look, 500);
  return () => {
    clearInterval(timer);
    look();
  };
}
