import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../children.mjs';
import { root } from '../root.mjs';
import { LAUNCHER } from './administration.mjs';

export const ORGANISATION_FILE = join(root, 'infra/data/demo-organisation.json');

/**
 * Starts the sign-in as a child process and answers when it gives out its configuration.
 * @param {{ children: import('../children.mjs').Children, issuer: string, audience: string, clientId: string, origins: string[], keyFile: string, demo: boolean, secrets: import('./server.mjs').Secrets }} options
 * @returns {Promise<{ clientId: string, secret: string }>} how its administration is entered
 */
export async function startSignInProcess({ children, issuer, audience, clientId, origins, keyFile, demo, secrets }) {
  const child = children.start('sign-in', process.execPath, [join(root, 'infra/dev/sign-in/main.mjs')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV ?? 'development',
      ISSUER: issuer,
      AUDIENCE: audience,
      WEB_CLIENT_ID: clientId,
      WEB_ORIGINS: origins.join(' '),
      SIGN_IN_KEYS: keyFile,
      INTROSPECTION_CLIENT_SECRET: secrets.introspection,
      ADMINISTRATION_SECRET: secrets.administration,
      ORGANISATION_FILE,
      DEMO: demo ? 'on' : 'off',
    },
  });
  for (const end = Date.now() + 30_000; Date.now() < end && !child.hasExited(); await sleep(30)) {
    if (await isServing(`${issuer}/.well-known/openid-configuration`)) {
      return { clientId: LAUNCHER, secret: secrets.administration };
    }
  }
  await child.stop();
  throw new Error(`Die Entwicklungsanmeldung ist nicht gestartet.\n${lastLines(child.logFile)}`);
}

/** @param {string} url */
async function isServing(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
