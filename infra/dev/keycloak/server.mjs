import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressesOf, demoRealm } from '../../keycloak/demo-realm.mjs';
import { lastLines } from '../children.mjs';
import { LAUNCHER } from '../sign-in/administration.mjs';
import { SignInAdministration } from './administration.mjs';
import { readyDistribution } from './distribution.mjs';
import { findJava } from './java.mjs';

/** A first start on a busy machine takes minutes; a server that has ended is noticed at once. */
const PATIENCE_MS = 15 * 60_000;
/** For people, in Keycloak's own console. */
export const ADMINISTRATOR = 'verwaltung';

/**
 * A real Keycloak with the realm and the people of this installation; its data stays in `directory`.
 * @param {object} options
 * @param {import('../children.mjs').Children} options.children
 * @param {string} options.directory
 * @param {string} options.issuer
 * @param {string[]} options.origins of the web app, the first is its home
 * @param {import('../sign-in/accounts.mjs').Account[]} options.accounts
 * @param {{ introspection: string, administration: string }} options.secrets
 * @param {(line: string) => void} options.say
 */
export async function startKeycloak({ children, directory, issuer, origins, accounts, secrets, say }) {
  const { java } = findJava();
  const server = await readyDistribution({ children, java, say });
  makeHome(directory, server);
  const realm = demoRealm({ accounts, origins, secret: secrets.introspection });
  writeFileSync(join(directory, 'data/import/querraum-realm.json'), JSON.stringify(realm), { mode: 0o600 });
  const { port, origin } = new URL(issuer);
  const child = children.start(
    'keycloak',
    join(server, 'bin/kc.sh'),
    [
      `-Dkc.home.dir=${directory}`,
      ...['start', '--optimized', '--import-realm', '--cache=local'],
      ...['--http-enabled=true', '--http-host=127.0.0.1', `--http-port=${port}`, `--hostname=${origin}`],
      '--log-console-color=false',
    ],
    {
      cwd: directory,
      env: {
        ...withoutKeycloakSettings(process.env),
        JAVA: java,
        JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m',
        KC_BOOTSTRAP_ADMIN_CLIENT_ID: LAUNCHER,
        KC_BOOTSTRAP_ADMIN_CLIENT_SECRET: secrets.administration,
        KC_BOOTSTRAP_ADMIN_USERNAME: ADMINISTRATOR,
        KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.administration,
      },
    },
  );
  await untilServing(`${issuer}/.well-known/openid-configuration`, child);
  const administration = { clientId: LAUNCHER, secret: secrets.administration };
  // The realm was imported at the first start; the web app may stand somewhere else since then.
  await new SignInAdministration({ issuer, ...administration }).changeClient('querraum-web', addressesOf(origins));
  return administration;
}

/** A home of our own for data, over the programs of the shared server. @param {string} directory @param {string} server */
function makeHome(directory, server) {
  mkdirSync(join(directory, 'data/import'), { recursive: true, mode: 0o700 });
  for (const part of ['lib', 'providers', 'themes']) {
    rmSync(join(directory, part), { force: true });
    symlinkSync(join(server, part), join(directory, part), 'dir');
  }
  if (!existsSync(join(directory, 'conf'))) cpSync(join(server, 'conf'), join(directory, 'conf'), { recursive: true });
}

/** Variables of the caller's shell must not lead our server elsewhere. @param {NodeJS.ProcessEnv} env */
const withoutKeycloakSettings = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(KC_|JAVA_OPTS)/.test(name)));

/** @param {string} url @param {import('../children.mjs').Child} child */
async function untilServing(url, child) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !child.hasExited(); await sleep(200)) {
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok) return;
    } catch {
      // Nobody answers yet.
    }
  }
  await child.stop();
  throw new Error(`Keycloak ist nicht gestartet.\n${lastLines(child.logFile)}`);
}
