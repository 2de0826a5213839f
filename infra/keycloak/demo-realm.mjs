import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The realm as it goes into operation: placeholders for addresses and secret, no people, no groups. */
export const REALM_FILE = join(import.meta.dirname, 'querraum-realm.json');

/** @typedef {import('../dev/sign-in/accounts.mjs').Account} Account */
/** @typedef {{ clientId: string, redirectUris: string[], webOrigins: string[], attributes?: Record<string, string> }} Client */

/**
 * The same realm for a demonstration: with the people of infra/data/demo-organisation.json under the ids that the
 * database knows them by, their groups, and every placeholder filled in.
 * @param {{ accounts: Account[], origins: string[], secret: string }} options origins: of the web app, the first is its home
 */
export function demoRealm({ accounts, origins, secret }) {
  const realm = JSON.parse(
    readFileSync(REALM_FILE, 'utf8')
      .replaceAll('${PUBLIC_URL}', origins[0])
      .replaceAll('${INTROSPECTION_CLIENT_SECRET}', secret),
  );
  // The demonstration's password is everybody's and short.
  delete realm.passwordPolicy;
  return {
    ...realm,
    groups: groupsOf(accounts),
    users: accounts.map(userOf),
    clients: realm.clients.map((/** @type {Client} */ client) =>
      client.clientId === 'querraum-web' ? { ...client, ...addressesOf(origins) } : client,
    ),
  };
}

/** What a client has to know of where the web app stands. @param {string[]} origins */
export const addressesOf = (origins) => ({
  rootUrl: origins[0],
  redirectUris: origins.map((origin) => `${origin}/`),
  webOrigins: origins,
  attributes: {
    'pkce.code.challenge.method': 'S256',
    'post.logout.redirect.uris': origins.map((origin) => `${origin}/`).join('##'),
    'use.refresh.tokens': 'true',
  },
});

/** @param {Account} account */
function userOf({ sub, username, password, name, email, role, groups }) {
  const words = name.split(' ');
  return {
    id: sub,
    username,
    email,
    emailVerified: true,
    enabled: true,
    firstName: words.slice(0, -1).join(' '),
    lastName: words.at(-1),
    credentials: [{ type: 'password', value: password, temporary: false }],
    realmRoles: [role],
    groups,
  };
}

/** A group for each tenant and below it one for each unit, as the paths of the accounts name them. @param {Account[]} accounts */
function groupsOf(accounts) {
  const units = Map.groupBy(new Set(accounts.flatMap(({ groups }) => groups)), (path) => path.split('/')[1]);
  return [...units].map(([tenant, paths]) => ({
    name: tenant,
    subGroups: paths.map((path) => ({ name: path.split('/')[2] })),
  }));
}
