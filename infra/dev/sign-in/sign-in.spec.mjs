import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { SignInAdministration } from '../keycloak/administration.mjs';
import { findPort } from '../ports.mjs';
import { readAccounts } from './accounts.mjs';
import { SignInClient } from './client.mjs';
import { ORGANISATION_FILE } from './process.mjs';
import { startSignIn } from './server.mjs';

const HOME = 'http://127.0.0.1:4400';
const basic = (name, secret) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
const accounts = readAccounts(ORGANISATION_FILE, { demo: true });
const person = accounts.find(({ username }) => username === 'sabine.lindner');

describe('the development sign-in', () => {
  const directory = mkdtempSync(join(tmpdir(), 'querraum-sign-in-'));
  let settings;
  let signIn;
  const client = () => new SignInClient({ issuer: settings.issuer, clientId: 'querraum-web', redirectUri: `${HOME}/` });

  before(async () => {
    const issuer = `http://127.0.0.1:${await findPort([])}/realms/querraum`;
    settings = {
      issuer,
      audience: 'querraum-api',
      clientId: 'querraum-web',
      origins: [HOME],
      keyFile: join(directory, 'keys.json'),
      accounts,
      secrets: { introspection: 'of the api', administration: 'of the administration' },
    };
    signIn = await startSignIn(settings);
  });
  after(async () => {
    await signIn.stop();
    rmSync(directory, { recursive: true });
  });

  const verified = async (token, keysOf = settings.issuer) => {
    const keys = createRemoteJWKSet(new URL(`${keysOf}/protocol/openid-connect/certs`));
    return jwtVerify(token, keys, { issuer: settings.issuer, audience: 'querraum-api', algorithms: ['RS256'] });
  };

  it('gives an access token with the claims of Keycloak for five minutes', async () => {
    const tokens = await client().signIn(person.username, person.password);
    const { payload, protectedHeader } = await verified(tokens.access_token);
    assert.equal(protectedHeader.typ, 'JWT');
    assert.equal(payload.exp - payload.iat, 300);
    assert.equal(tokens.expires_in, 300);
    assert.equal(typeof payload.sid, 'string');
    const { sub, azp, typ, preferred_username, name, email, realm_access, groups } = payload;
    assert.deepEqual(
      { sub, azp, typ, preferred_username, name, email, realm_access, groups },
      {
        sub: person.sub,
        azp: 'querraum-web',
        typ: 'Bearer',
        preferred_username: 'sabine.lindner',
        name: 'Sabine Lindner',
        email: person.email,
        realm_access: { roles: ['HEAD'] },
        groups: ['/BA-MITTE/SPK'],
      },
    );
    assert.equal(decodeJwt(tokens.id_token).sub, person.sub);
  });

  it('refreshes with a token that keycloak-js can read', async () => {
    const browser = client();
    const tokens = await browser.signIn(person.username, person.password);
    assert.ok(decodeJwt(tokens.refresh_token).exp > Date.now() / 1000 + 3600);
    const { access_token: renewed } = await browser.refresh(tokens.refresh_token);
    const { payload } = await verified(renewed);
    assert.equal(payload.sub, person.sub);
    assert.notEqual(payload.jti, decodeJwt(tokens.access_token).jti);
  });

  it('remembers the session, so that a second visit needs no password', async () => {
    const browser = client();
    await browser.signIn(person.username, person.password);
    const { url } = await browser.visit(browser.authorizationUrl('c'.repeat(43)));
    assert.ok(url.startsWith(`${HOME}/?code=`), url);
  });

  it('signs out without a dead end and makes the refresh token worthless', async () => {
    const browser = client();
    const tokens = await browser.signIn(person.username, person.password);
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${HOME}/` });
    const { response } = await browser.visit(`${browser.endpoints}/logout?${query}`);
    const html = await response.text();
    assert.match(html, /\.submit\(\)/);
    const [, action] = /action="([^"]+)"/.exec(html);
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(html);
    const { url } = await browser.visit(action, new URLSearchParams({ xsrf, logout: 'yes' }));
    assert.equal(url, `${HOME}/`);
    await assert.rejects(browser.refresh(tokens.refresh_token), /invalid_grant/);
    const again = await browser.visit(browser.authorizationUrl('c'.repeat(43)));
    assert.match(again.url, /\/realms\/querraum\/login\//);
  });

  it('refuses a wrong password in words and signs nobody in', async () => {
    const browser = client();
    const page = await browser.visit(browser.authorizationUrl('c'.repeat(43)));
    const { response } = await browser.visit(
      page.url,
      new URLSearchParams({ username: person.username, password: 'falsch' }),
    );
    assert.equal(response.status, 400);
    assert.match(await response.text(), /Benutzername oder Kennwort stimmt nicht/);
  });

  it('signs a demo account in with one click', async () => {
    const browser = client();
    const page = await browser.visit(browser.authorizationUrl('c'.repeat(43)));
    const html = await page.response.text();
    assert.match(html, /<html lang="de">/);
    assert.equal(html.match(/name="account"/g).length, accounts.length);
    const { url } = await browser.visit(page.url, new URLSearchParams({ account: 'aylin.demirel' }));
    assert.ok(url.startsWith(`${HOME}/?code=`), url);
  });

  it('speaks the language that the application asks for, or else the one of the browser', async () => {
    const read = async (query, acceptLanguage = '*') => {
      const address = `${client().authorizationUrl('c'.repeat(43))}${query}`;
      const redirect = await fetch(address, { redirect: 'manual' });
      const cookie = redirect.headers.getSetCookie().map((line) => line.split(';')[0]);
      const headers = { cookie: cookie.join('; '), 'accept-language': acceptLanguage };
      return (await fetch(new URL(redirect.headers.get('location'), address), { headers })).text();
    };
    const english = await read('&ui_locales=en', 'de');
    assert.match(english, /<html lang="en">/);
    assert.match(english, /<title>Sign in – Querraum/);
    assert.match(english, /Case worker, /);
    assert.match(await read('&ui_locales=de', 'en'), /<html lang="de">/);
    assert.match(await read('', 'fr, de;q=0.4, en-GB;q=0.8'), /<html lang="en">/);
    assert.match(await read('&ui_locales=tr'), /<html lang="de">/);
  });

  it('gives no code without PKCE', async () => {
    const browser = client();
    const { url } = await browser.visit(browser.authorizationUrl());
    assert.equal(new URL(url).searchParams.get('error'), 'invalid_request');
  });

  it('returns to no foreign address, nor to any other page of the web app than its first', async () => {
    for (const redirectUri of ['http://evil.example/', `${HOME}/vorhaben`, `${HOME}/..`, HOME]) {
      const browser = new SignInClient({ ...client().application, redirectUri });
      const { response } = await browser.visit(browser.authorizationUrl('c'.repeat(43)));
      assert.equal(response.status, 400, redirectUri);
      assert.match(await response.text(), /Anmeldung nicht möglich/);
    }
  });

  it('takes a refresh token once; whoever brings it again ends the sign-in', async () => {
    const browser = client();
    const { refresh_token: first } = await browser.signIn(person.username, person.password);
    const { refresh_token: second } = await browser.refresh(first);
    await assert.rejects(browser.refresh(first), /invalid_grant/);
    await assert.rejects(browser.refresh(second), /invalid_grant/);
  });

  const introspect = async (token, authorization = basic('querraum-api', 'of the api')) => {
    const body = new URLSearchParams({ token });
    const options = { method: 'POST', body, headers: { authorization } };
    const response = await fetch(`${client().endpoints}/token/introspect`, options);
    return { status: response.status, ...(await response.json()) };
  };

  it('says to the api alone whether a token still counts', async () => {
    const { access_token: token } = await client().signIn(person.username, person.password);
    const { active, sub } = await introspect(token);
    assert.deepEqual([active, sub], [true, person.sub]);
    assert.equal((await introspect(`${token}x`)).active, false);
    assert.equal((await introspect(token, basic('querraum-api', 'wrong'))).status, 401);
    assert.equal((await introspect(token, '')).status, 401);
  });

  it('lets its administration disable somebody and end sessions, at once', async () => {
    const access = { issuer: settings.issuer, clientId: 'querraum-launcher', secret: 'of the administration' };
    const administration = new SignInAdministration(access);
    const [disabled, colleague] = [client(), client()];
    const tokens = await disabled.signIn(person.username, person.password);
    const others = await colleague.signIn('jonas.albrecht', 'querraum');
    const [{ id }] = await administration.ask('GET', `/users?exact=true&username=${person.username}`);
    assert.equal(id, person.sub);
    await administration.ask('PUT', `/users/${id}`, { enabled: false });
    assert.equal((await introspect(tokens.access_token)).active, false);
    await assert.rejects(disabled.refresh(tokens.refresh_token), /invalid_grant/);
    await assert.rejects(client().signIn(person.username, person.password), /nicht gelungen/);
    await administration.ask('PUT', `/users/${id}`, { enabled: true });
    assert.equal(
      (await introspect((await client().signIn(person.username, person.password)).access_token)).active,
      true,
    );

    assert.equal((await introspect(others.access_token)).active, true);
    await administration.ask('POST', `/users/${decodeJwt(others.access_token).sub}/logout`);
    assert.equal((await introspect(others.access_token)).active, false);
    await assert.rejects(colleague.refresh(others.refresh_token), /invalid_grant/);
    await assert.rejects(new SignInAdministration({ ...access, secret: 'x' }).ask('GET', '/users'), /401/);
  });

  it('lets scripts of the web app alone read its answers', async () => {
    const ask = async (origin) => {
      const body = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: 'none',
        client_id: 'querraum-web',
      });
      const { headers } = await fetch(`${client().endpoints}/token`, { method: 'POST', body, headers: { origin } });
      return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
    };
    assert.deepEqual(await ask(HOME), [HOME, 'true']);
    assert.deepEqual(await ask('http://evil.example'), [null, null]);
  });

  it('keeps its keys over a restart', async () => {
    const tokens = await client().signIn(person.username, person.password);
    const issuer = `http://127.0.0.1:${await findPort([])}/realms/querraum`;
    const successor = await startSignIn({ ...settings, issuer });
    const { payload } = await verified(tokens.access_token, issuer);
    await successor.stop();
    assert.equal(payload.sub, person.sub);
  });

  it('refuses to start in production', () => {
    const main = join(import.meta.dirname, 'main.mjs');
    const { status, stderr } = spawnSync(process.execPath, [main], {
      env: { NODE_ENV: 'production', ORGANISATION_FILE },
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /NODE_ENV=production/);
  });
});

describe('the sign-in of an empty installation', () => {
  const directory = mkdtempSync(join(tmpdir(), 'querraum-sign-in-'));
  let application;
  let signIn;
  const client = () => new SignInClient(application);

  before(async () => {
    const issuer = `http://127.0.0.1:${await findPort([])}/realms/querraum`;
    application = { issuer, clientId: 'querraum-web', redirectUri: `${HOME}/` };
    signIn = await startSignIn({
      ...{ issuer, audience: 'querraum-api', clientId: 'querraum-web', origins: [HOME], newcomers: true },
      ...{ keyFile: join(directory, 'keys.json'), secrets: { introspection: 'i', administration: 'a' } },
      accounts: readAccounts(ORGANISATION_FILE, { demo: false }),
    });
  });
  after(async () => {
    await signIn.stop();
    rmSync(directory, { recursive: true });
  });

  it('lets every username in with the common password, always as the same subject', async () => {
    const first = decodeJwt((await client().signIn('nora.neu', 'querraum')).access_token);
    const again = decodeJwt((await client().signIn('Nora.Neu', 'querraum')).access_token);
    assert.equal(first.preferred_username, 'nora.neu');
    assert.match(first.sub, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(again.sub, first.sub);
    assert.notEqual(decodeJwt((await client().signIn('otto.neu', 'querraum')).access_token).sub, first.sub);
  });

  it('refuses another password, and what is no username', async () => {
    await assert.rejects(client().signIn('nora.neu', 'falsch'), /nicht gelungen/);
    await assert.rejects(client().signIn('<b>', 'querraum'), /nicht gelungen/);
  });

  it('keeps the first account what it is', async () => {
    const [first] = readAccounts(ORGANISATION_FILE, { demo: false });
    assert.equal(decodeJwt((await client().signIn(first.username, first.password)).access_token).sub, first.sub);
  });
});

describe('the accounts', () => {
  it('are the people of the demo organisation, each with one unit that exists', () => {
    assert.equal(new Set(accounts.map(({ sub }) => sub)).size, accounts.length);
    assert.equal(new Set(accounts.map(({ username }) => username)).size, accounts.length);
    assert.equal(accounts.filter(({ role }) => role === 'DISTRICT_COUNCILLOR').length, 1);
    assert.equal(accounts.filter(({ role }) => role === 'ADMIN').length, 2);
  });

  it('are the first administrator alone in an empty installation', () => {
    assert.deepEqual(
      readAccounts(ORGANISATION_FILE, { demo: false }).map(({ username }) => username),
      ['administration'],
    );
  });
});
