import { createServer } from 'node:http';
import { administer, isForAdministration } from './administration.mjs';
import { newcomer } from './accounts.mjs';
import { readForm } from './form.mjs';
import { introspect } from './introspection.mjs';
import { readOrMakeKeys } from './keys.mjs';
import { noticePage, signInPage } from './pages.mjs';
import { createProvider } from './provider.mjs';
import { wordsFor } from './words.mjs';

/** @typedef {{ introspection: string, administration: string }} Secrets of the api and of the administration */

/**
 * The development sign-in on 127.0.0.1. It holds sessions in memory and lists everybody's account: never in production.
 * @param {import('./provider.mjs').SignInSettings & { keyFile: string, secrets: Secrets }} options
 * @returns {Promise<{ issuer: string, stop: () => Promise<void> }>}
 */
export async function startSignIn({ keyFile, secrets, ...options }) {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('Die Entwicklungsanmeldung startet nicht mit NODE_ENV=production; dort gehört ein Keycloak hin.');
  }
  const settings = { ...options, disabled: /** @type {Set<string>} */ (new Set()) };
  const keys = await readOrMakeKeys(keyFile);
  const provider = createProvider(settings, keys);
  const { pathname: realm, port } = new URL(settings.issuer);
  const oidc = provider.callback();
  const server = createServer((request, response) => {
    allowCredentials(response, settings.origins);
    const fail = (/** @type {Error} */ error) => refuse(request, response, settings, error);
    const path = new URL(request.url ?? '/', settings.issuer).pathname;
    if (path.startsWith(`${realm}/login/`)) {
      logIn(provider, settings, request, response).catch(fail);
    } else if (path === `${realm}/protocol/openid-connect/token/introspect`) {
      introspect({ provider, settings, keys, secret: secrets.introspection }, request, response).catch(fail);
    } else if (isForAdministration(path, realm)) {
      administer({ provider, settings, secret: secrets.administration }, request, response).catch(fail);
    } else if (path === `${realm}/protocol/openid-connect/3p-cookies/step1.html`) {
      // keycloak-js asks whether cookies work in a frame before a silent sign-in; between two ports of one host they do.
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<script>parent.postMessage("supported", "*")</script>');
    } else if (path.startsWith(`${realm}/`)) {
      // The way a mounted application hands over: oidc-provider finds its prefix by comparing the two addresses.
      Object.assign(request, { originalUrl: request.url, url: request.url?.slice(realm.length) });
      void oidc(request, response);
    } else {
      response.writeHead(302, { location: settings.origins[0] }).end();
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), '127.0.0.1', () => resolve(undefined));
  });
  const stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve(undefined));
      server.closeAllConnections();
    });
  return { issuer: settings.issuer, stop };
}

/**
 * keycloak-js sends cookies with its token request. The header comes last, because oidc-provider leaves its own CORS
 * answer out as soon as it finds one there.
 * @param {import('node:http').ServerResponse} response
 * @param {string[]} origins
 */
function allowCredentials(response, origins) {
  const { writeHead } = response;
  response.writeHead = function writeHeadWithCredentials(...args) {
    const allowed = this.getHeader('access-control-allow-origin');
    if (typeof allowed === 'string' && origins.includes(allowed)) {
      this.setHeader('access-control-allow-credentials', 'true');
    }
    return Reflect.apply(writeHead, this, args);
  };
}

/**
 * @param {import('oidc-provider').Provider} provider
 * @param {import('./provider.mjs').SignInSettings} settings
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function logIn(provider, { accounts, newcomers = false, origins, disabled }, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const form = request.method === 'POST' ? await readForm(request) : undefined;
  const account =
    form && (accounts.find((candidate) => isMeant(candidate, form)) ?? (newcomers ? admit(accounts, form) : undefined));
  if (account && !disabled?.has(account.sub)) {
    await provider.interactionFinished(request, response, { login: { accountId: account.sub } });
    return;
  }
  const username = form?.get('username') ?? (typeof params.login_hint === 'string' ? params.login_hint : '');
  const words = wordsFor(params.ui_locales, request.headers['accept-language']);
  const { html, headers } = signInPage({
    ...{ words, accounts, newcomers, username, failed: form !== undefined, formTargets: origins },
  });
  response.writeHead(form ? 400 : 200, headers).end(html);
}

/** @param {import('./accounts.mjs').Account[]} accounts @param {URLSearchParams} form */
function admit(accounts, form) {
  const account = newcomer(form.get('username')?.trim().toLowerCase() ?? '');
  if (!account || !isMeant(account, form) || accounts.some(({ username }) => username === account.username))
    return undefined;
  accounts.push(account);
  return account;
}

/** @param {import('./accounts.mjs').Account} account @param {URLSearchParams} form */
const isMeant = ({ username, password }, form) =>
  form.has('account')
    ? form.get('account') === username
    : form.get('username')?.trim().toLowerCase() === username && form.get('password') === password;

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {import('./provider.mjs').SignInSettings} settings
 * @param {Error} error
 */
function refuse(request, response, { origins }, error) {
  const isExpired = error.name === 'SessionNotFound';
  if (!isExpired) console.error(error);
  const words = wordsFor(undefined, request.headers['accept-language']);
  const text = isExpired ? words.expired : error.message;
  const { html, headers } = noticePage(words, { title: words.notPossible, text, home: origins[0] });
  response.writeHead(400, headers).end(html);
}
