import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../redis.mjs';
import { secondsSince } from '../steps.mjs';

export const VERSION = '26.7.4';
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${VERSION}:tar.gz`;
const NAME = `keycloak-${VERSION}`;

/** Decided when the server is built, not when it starts; a demonstration needs no cluster and no database of its own. */
const BUILD_OPTIONS = ['--db=dev-file', '--health-enabled=false'];

/** Outside of the project and its state: what was fetched and built once serves every checkout, also after --fresh. */
export const cacheFolder = () => {
  const { QUERRAUM_CACHE, XDG_CACHE_HOME } = process.env;
  return QUERRAUM_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'querraum');
};

/**
 * The built server in the cache folder; fetched through Maven, unpacked and built where it is not there yet.
 * @param {{ children: import('../children.mjs').Children, java: string, say: (line: string) => void, cache?: string }} options
 * @returns {Promise<string>} the server's folder
 */
export async function readyDistribution({ children, java, say, cache = cacheFolder() }) {
  const place = join(cache, NAME);
  if (existsSync(place)) return place;
  const maven = findOnPath('mvn');
  if (maven === undefined) {
    throw new Error(
      `Keycloak ${VERSION} wird über Maven geholt, und „mvn“ gibt es hier nicht. Zum Beispiel: apt-get install maven. Ohne Keycloak: npm start`,
    );
  }
  mkdirSync(cache, { recursive: true });
  // Made beside its place and renamed when complete: an interrupted start, or two at once, leave no half server behind.
  const draft = mkdtempSync(join(cache, `${NAME}.`));
  try {
    await withSeconds(`Keycloak ${VERSION} holen (176 MB, nur beim ersten Mal)`, say, () => fetchWith(maven));
    await withSeconds('Keycloak auspacken', say, () =>
      run('tar', ['-xzf', join(draft, `keycloak-quarkus-dist-${VERSION}.tar.gz`), '-C', draft]),
    );
    const server = join(draft, NAME);
    await withSeconds('Keycloak bauen', say, () =>
      run(join(server, 'bin/kc.sh'), ['build', ...BUILD_OPTIONS], { JAVA: java }),
    );
    if (!existsSync(place)) renameSync(server, place);
    return place;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }

  /** @param {string} program */
  function fetchWith(program) {
    const goal = [
      '-B',
      'dependency:copy',
      `-Dartifact=${ARTIFACT}`,
      `-DoutputDirectory=${draft}`,
      '-Dmdep.useBaseVersion=true',
    ];
    return run(program, goal);
  }

  /** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
  function run(command, args, env = {}) {
    return children.run(`keycloak-${command.split('/').at(-1)}`, command, args, {
      cwd: draft,
      env: { ...process.env, ...env },
    });
  }
}

/**
 * Long work tells every ten seconds that it still goes on.
 * @param {string} title
 * @param {(line: string) => void} say
 * @param {() => Promise<unknown>} work
 */
async function withSeconds(title, say, work) {
  const began = Date.now();
  say(`    … ${title}`);
  const tell = setInterval(() => say(`    … ${title}: ${secondsSince(began)}`), 10_000);
  try {
    await work();
  } finally {
    clearInterval(tell);
  }
  say(`    ✓ ${title} (${secondsSince(began)})`);
}
