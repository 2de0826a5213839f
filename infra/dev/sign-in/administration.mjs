import { randomBytes } from 'node:crypto';
import { answerJson, isFromClient } from './client-authentication.mjs';
import { readBody } from './form.mjs';

/** The client that the launcher and the journeys use, here and in Keycloak. */
export const LAUNCHER = 'querraum-launcher';
const TOKEN_PATH = '/realms/master/protocol/openid-connect/token';
const PASS = randomBytes(32).toString('hex');

/** @param {string} path @param {string} realm `/realms/<name>` */
export const isForAdministration = (path, realm) => path === TOKEN_PATH || path.startsWith(`/admin${realm}/users`);

/**
 * The few questions of Keycloak's administration that the journeys ask: find somebody, disable them, end their sessions.
 * @param {{ provider: import('oidc-provider').Provider, settings: import('./provider.mjs').SignInSettings & { disabled: Set<string> }, secret: string }} signIn
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function administer({ provider, settings, secret }, request, response) {
  const { pathname, searchParams } = new URL(request.url ?? '/', settings.issuer);
  if (pathname === TOKEN_PATH) {
    if (isFromClient(request, LAUNCHER, secret)) return answerJson(response, 200, { access_token: PASS });
    return answerJson(response, 401, { error: 'invalid_client' });
  }
  if (request.headers.authorization !== `Bearer ${PASS}`) return answerJson(response, 401, { error: 'unauthorized' });
  const [, id, action] = /\/users\/([^/]+)(\/logout)?$/.exec(pathname) ?? [];
  if (id === undefined) {
    const found = settings.accounts.filter(({ username }) => username === searchParams.get('username'));
    return answerJson(
      response,
      200,
      found.map(({ sub, username }) => ({ id: sub, username })),
    );
  }
  if (action !== undefined) await provider.Session.adapter.destroyOf(id);
  else if (JSON.parse(await readBody(request)).enabled === false) settings.disabled.add(id);
  else settings.disabled.delete(id);
  answerJson(response, 204);
}
