import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../children.mjs';
import { root } from '../root.mjs';

export const ORGANISATION_FILE = join(root, 'infra/data/demo-organisation.json');

/**
 * Starts the sign-in as a child process and answers when it gives out its configuration.
 * @param {{ children: import('../children.mjs').Children, issuer: string, audience: string, clientId: string, origins: string[], keyFile: string, demo: boolean }} options
 */
export async function startSignInProcess({ children, issuer, audience, clientId, origins, keyFile, demo }) {
  const child = children.start('sign-in', process.execPath, [join(root, 'infra/dev/sign-in/main.mjs')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV ?? 'development',
      ISSUER: issuer,
      AUDIENCE: audience,
      WEB_CLIENT_ID: clientId,
      WEB_ORIGINS: origins.join(' '),
      SIGN_IN_KEYS: keyFile,
      ORGANISATION_FILE,
      DEMO: demo ? 'on' : 'off',
    },
  });
  for (const end = Date.now() + 30_000; Date.now() < end && !child.hasExited(); await sleep(30)) {
    if (await isServing(`${issuer}/.well-known/openid-configuration`)) return child;
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
