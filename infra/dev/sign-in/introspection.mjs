import { createLocalJWKSet, jwtVerify } from 'jose';
import { answerJson, isFromClient } from './client-authentication.mjs';
import { readForm } from './form.mjs';

/**
 * Whether a token still counts (RFC 7662), as Keycloak answers it: no longer when the session is over or the person is
 * disabled. oidc-provider refuses to say so of tokens that are JWTs.
 * @param {{ provider: import('oidc-provider').Provider, settings: import('./provider.mjs').SignInSettings, keys: Awaited<ReturnType<import('./keys.mjs').readOrMakeKeys>>, secret: string }} signIn
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export async function introspect({ provider, settings, keys, secret }, request, response) {
  if (!isFromClient(request, settings.audience, secret)) return answerJson(response, 401, { error: 'invalid_client' });
  const claims = await claimsOf((await readForm(request)).get('token') ?? '', settings, keys);
  const session = typeof claims?.sid === 'string' ? await provider.Session.findByUid(claims.sid) : undefined;
  const isActive =
    claims !== undefined && session?.accountId === claims.sub && !settings.disabled?.has(claims.sub ?? '');
  answerJson(response, 200, isActive ? { ...claims, active: true } : { active: false });
}

/**
 * @param {string} token
 * @param {import('./provider.mjs').SignInSettings} settings
 * @param {Awaited<ReturnType<import('./keys.mjs').readOrMakeKeys>>} keys
 */
async function claimsOf(token, { issuer, audience }, { jwks }) {
  try {
    return (await jwtVerify(token, createLocalJWKSet({ keys: jwks.keys.map(publicPart) }), { issuer, audience }))
      .payload;
  } catch {
    return undefined;
  }
}

/** @param {import('jose').JWK} key */
const publicPart = ({ kty, n, e, kid, alg, use }) => /** @type {import('jose').JWK} */ ({ kty, n, e, kid, alg, use });
