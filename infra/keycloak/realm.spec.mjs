import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readAccounts } from '../dev/sign-in/accounts.mjs';
import { ORGANISATION_FILE } from '../dev/sign-in/process.mjs';
import { demoRealm, REALM_FILE } from './demo-realm.mjs';

const text = readFileSync(REALM_FILE, 'utf8');
const realm = JSON.parse(text);
const [web, api] = ['querraum-web', 'querraum-api'].map((name) =>
  realm.clients.find(({ clientId }) => clientId === name),
);

describe('the realm of Keycloak', () => {
  it('knows two clients, and each may do one thing (ASVS 10.4.4)', () => {
    assert.equal(realm.clients.length, 2);
    const grants = ({
      standardFlowEnabled,
      implicitFlowEnabled,
      directAccessGrantsEnabled,
      serviceAccountsEnabled,
    }) => [...[standardFlowEnabled, implicitFlowEnabled, directAccessGrantsEnabled, serviceAccountsEnabled]];
    assert.deepEqual(grants(web), [true, false, false, false]);
    assert.deepEqual(grants(api), [false, false, false, false]);
    assert.deepEqual([web.publicClient, api.publicClient], [true, false]);
  });

  it('returns to whole addresses of this installation, none with a wildcard (ASVS 10.4.1)', () => {
    const addresses = [
      ...web.redirectUris,
      ...web.webOrigins,
      ...web.attributes['post.logout.redirect.uris'].split('##'),
    ];
    assert.deepEqual(addresses, ['${PUBLIC_URL}/', '${PUBLIC_URL}', '${PUBLIC_URL}/']);
    assert.doesNotMatch(JSON.stringify([api.redirectUris, api.webOrigins]), /[*+]/);
  });

  it('gives no code without PKCE by S256, and a code for a minute (ASVS 10.4.2, 10.4.6)', () => {
    assert.equal(web.attributes['pkce.code.challenge.method'], 'S256');
    assert.ok(realm.accessCodeLifespan <= 60);
  });

  it('takes a refresh token once, and ends a sign-in after half an hour of rest and after ten hours (ASVS 10.4.5, 10.4.8)', () => {
    assert.deepEqual([realm.revokeRefreshToken, realm.refreshTokenMaxReuse], [true, 0]);
    assert.deepEqual(
      [realm.accessTokenLifespan, realm.ssoSessionIdleTimeout, realm.ssoSessionMaxLifespan],
      [300, 1800, 36000],
    );
    assert.equal(realm.rememberMe, false);
  });

  it('gives tokens for this application alone, and none that outlive the sign-in (ASVS 10.4.11)', () => {
    assert.deepEqual([web.fullScopeAllowed, api.fullScopeAllowed], [false, false]);
    assert.deepEqual(web.optionalClientScopes, []);
    assert.deepEqual(api.defaultClientScopes, []);
    assert.ok(!web.defaultClientScopes.includes('offline_access'));
    const audience = web.protocolMappers.find(({ protocolMapper }) => protocolMapper === 'oidc-audience-mapper');
    assert.equal(audience.config['included.client.audience'], api.clientId);
  });

  it('names no scopes of its own, which would switch off those of Keycloak', () => {
    assert.deepEqual(
      ['clientScopes', 'defaultDefaultClientScopes'].filter((name) => name in realm),
      [],
    );
  });

  it('holds no secret and no people', () => {
    assert.equal(api.secret, '${INTROSPECTION_CLIENT_SECRET}');
    assert.deepEqual([realm.users, realm.groups], [undefined, []]);
    assert.deepEqual([...new Set(text.match(/\$\{\w+\}/g))].sort(), [
      '${INTROSPECTION_CLIENT_SECRET}',
      '${PUBLIC_URL}',
    ]);
  });

  it('slows guessing down, asks for long passwords, and lets nobody rename or register themselves', () => {
    assert.ok(realm.bruteForceProtected && realm.failureFactor <= 5 && !realm.permanentLockout);
    assert.match(realm.passwordPolicy, /length\(1[2-9]\)/);
    const { editUsernameAllowed, registrationAllowed, loginWithEmailAllowed, sslRequired } = realm;
    assert.deepEqual([editUsernameAllowed, registrationAllowed, loginWithEmailAllowed], [false, false, false]);
    assert.equal(sslRequired, 'external');
  });

  it('speaks German first', () => {
    assert.deepEqual([realm.internationalizationEnabled, realm.defaultLocale], [true, 'de']);
  });
});

describe('the realm of the demonstration', () => {
  const accounts = readAccounts(ORGANISATION_FILE, { demo: true });
  const origins = ['http://127.0.0.1:4400', 'http://localhost:4400'];
  const demo = demoRealm({ accounts, origins, secret: 'of the api' });

  it('has everybody of the demo organisation under the id that the database knows them by', () => {
    assert.deepEqual(
      demo.users.map(({ id, username, email, firstName, lastName, realmRoles, groups }) => ({
        ...{ sub: id, username, email, name: `${firstName} ${lastName}`, role: realmRoles.join(), groups },
      })),
      accounts.map(({ sub, username, email, name, role, groups }) => ({ sub, username, email, name, role, groups })),
    );
  });

  it('has a group for each unit with people, below that of its authority, and every role that somebody has', () => {
    const paths = demo.groups.flatMap(({ name, subGroups }) => subGroups.map((group) => `/${name}/${group.name}`));
    assert.deepEqual(new Set(paths), new Set(accounts.flatMap(({ groups }) => groups)));
    assert.equal(new Set(paths).size, paths.length);
    const roles = demo.roles.realm.map(({ name }) => name);
    for (const { role } of accounts) assert.ok(roles.includes(role), role);
    assert.deepEqual(demo.scopeMappings[0].roles, roles);
  });

  it('fills every placeholder and returns to both names of this machine', () => {
    assert.doesNotMatch(JSON.stringify(demo), /\$\{/);
    const client = demo.clients.find(({ clientId }) => clientId === 'querraum-web');
    assert.deepEqual(
      client.redirectUris,
      origins.map((origin) => `${origin}/`),
    );
    assert.equal(client.attributes['pkce.code.challenge.method'], 'S256');
    assert.equal(demo.clients.find(({ clientId }) => clientId === 'querraum-api').secret, 'of the api');
  });

  it('begins with the first administrator alone where nothing is set up', () => {
    const empty = demoRealm({ accounts: readAccounts(ORGANISATION_FILE, { demo: false }), origins, secret: 'x' });
    assert.deepEqual([empty.users.map(({ username }) => username), empty.groups], [['administration'], []]);
  });
});
