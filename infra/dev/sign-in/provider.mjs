import { Provider } from 'oidc-provider';
import { memoryAdapter } from './memory-adapter.mjs';
import { noticePage, signOutPage, signedOutPage } from './pages.mjs';
import { unwrapRefreshToken, wrapRefreshToken } from './refresh-token.mjs';
import { wordsFor } from './words.mjs';

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const RESOURCE = 'urn:querraum:api';
const SCOPES = 'openid profile email';
const PROTOCOL = '/protocol/openid-connect';

/**
 * @typedef {object} SignInSettings
 * @property {string} issuer ends with /realms/<name>
 * @property {string} audience
 * @property {string} clientId
 * @property {string[]} origins of the web app; the first is its home
 * @property {import('./accounts.mjs').Account[]} accounts grows by those who sign in as newcomers
 * @property {boolean} [newcomers] every username may sign in with the common password
 * @property {Set<string>} [disabled] `sub` of everybody who may not sign in
 */

/**
 * An OpenID provider on Keycloak's URL layout and with Keycloak's claims, so that nothing else knows the difference.
 * @param {SignInSettings} settings
 * @param {Awaited<ReturnType<import('./keys.mjs').readOrMakeKeys>>} keys
 */
export function createProvider(settings, keys) {
  const { issuer } = settings;
  const provider = new Provider(issuer, configuration(settings, keys));

  const findRefreshToken = provider.RefreshToken.find;
  provider.RefreshToken.find = function find(token, options) {
    return findRefreshToken.call(this, unwrapRefreshToken(token), options);
  };
  provider.use(async (ctx, next) => {
    await next();
    const { body } = ctx;
    if (ctx.oidc?.route !== 'token' || typeof body?.refresh_token !== 'string') return;
    const expiresAt = ctx.oidc.entities.RefreshToken?.exp ?? Math.floor(Date.now() / 1000) + 10 * HOURS;
    ctx.body = { ...body, refresh_token: wrapRefreshToken(body.refresh_token, { issuer, expiresAt }) };
  });
  provider.on('server_error', (_ctx, error) => console.error(error));
  /** @param {unknown} _ctx @param {import('oidc-provider').errors.OIDCProviderError} error */
  const report = (_ctx, error) => console.error(`${error.message}: ${error.error_description ?? ''}`);
  provider.on('authorization.error', report);
  provider.on('grant.error', report);
  return provider;
}

/**
 * @param {SignInSettings} settings
 * @param {Awaited<ReturnType<import('./keys.mjs').readOrMakeKeys>>} keys
 * @returns {import('oidc-provider').Configuration}
 */
function configuration({ issuer, audience, clientId, origins, accounts, disabled }, { jwks, cookieKeys }) {
  const { port, pathname } = new URL(issuer);
  const findBySub = (/** @type {string} */ sub) => accounts.find((account) => account.sub === sub);
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: origins.map((origin) => `${origin}/`),
        post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
      },
    ],
    jwks,
    // Cookies do not know ports: two installations on one machine must not read each other's.
    cookies: {
      keys: cookieKeys,
      names: { session: `querraum_${port}`, interaction: `querraum_${port}_login`, resume: `querraum_${port}_resume` },
    },
    routes: {
      authorization: `${PROTOCOL}/auth`,
      token: `${PROTOCOL}/token`,
      jwks: `${PROTOCOL}/certs`,
      userinfo: `${PROTOCOL}/userinfo`,
      end_session: `${PROTOCOL}/logout`,
      revocation: `${PROTOCOL}/revoke`,
    },
    pkce: { required: () => true },
    scopes: SCOPES.split(' '),
    claims: { openid: ['sub', 'preferred_username', 'name', 'email'] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: 5 * MINUTES,
      IdToken: 5 * MINUTES,
      RefreshToken: 10 * HOURS,
      Session: 10 * HOURS,
      Interaction: HOURS,
      Grant: 10 * HOURS,
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    interactions: { url: (_ctx, { uid }) => `${pathname}/login/${uid}` },
    findAccount: (_ctx, sub) => {
      const account = disabled?.has(sub) ? undefined : findBySub(sub);
      return account && { accountId: sub, claims: async () => identity(account) };
    },
    loadExistingGrant: (ctx) => grantEverything(ctx),
    extraTokenClaims: (_ctx, token) => {
      const account = 'accountId' in token ? findBySub(token.accountId) : undefined;
      return (
        account && {
          ...identity(account),
          azp: clientId,
          sid: 'sessionUid' in token ? token.sessionUid : undefined,
          typ: 'Bearer',
          realm_access: { roles: [account.role] },
          groups: account.groups,
        }
      );
    },
    formats: {
      customizers: {
        jwt: (_ctx, _token, jwt) => {
          jwt.header = { ...jwt.header, typ: 'JWT' };
        },
      },
    },
    renderError: (ctx, { error, error_description: description }) => {
      const words = wordsOf(ctx);
      const text = `${words.failed} (${[error, description].filter(Boolean).join(': ')}).`;
      answer(ctx, noticePage(words, { title: words.notPossible, text, home: origins[0] }));
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ scope: SCOPES, audience, accessTokenFormat: 'jwt', accessTokenTTL: 5 * MINUTES },
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const immediately = ctx.oidc.entities.IdTokenHint !== undefined;
          answer(ctx, signOutPage({ words: wordsOf(ctx), form, immediately, formTargets: origins }));
        },
        postLogoutSuccessSource: (ctx) => answer(ctx, signedOutPage(wordsOf(ctx), origins[0])),
      },
    },
  };
}

/** @param {import('./accounts.mjs').Account} account */
const identity = ({ sub, username, name, email }) => ({ sub, preferred_username: username, name, email });

/** @param {import('koa').Context} ctx */
const wordsOf = (ctx) => wordsFor(ctx.query?.ui_locales, ctx.get('accept-language'));

/** @param {import('koa').Context} ctx @param {{ html: string, headers: Record<string, string> }} page */
function answer(ctx, { html, headers }) {
  ctx.set(headers);
  ctx.body = html;
}

/** Our own web app needs no consent. */
async function grantEverything(/** @type {import('oidc-provider').KoaContextWithOIDC} */ ctx) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  if (known) return known;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  grant.addResourceScope(RESOURCE, SCOPES);
  await grant.save();
  return grant;
}
