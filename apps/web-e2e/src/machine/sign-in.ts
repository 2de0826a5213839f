import { ISSUER, needed } from './environment.ts';

/** Keycloak itself, or the development sign-in that stands in for it. */
const isKeycloak = process.env['SIGN_IN'] === 'keycloak';

/** In the words of the sign-in that runs. */
export const WRONG_PASSWORD = isKeycloak
  ? { de: 'Ungültiger Benutzername oder Passwort.', en: 'Invalid username or password.' }
  : { de: 'Benutzername oder Kennwort stimmt nicht.', en: 'The user name or the password is not right.' };

/** Through the administration of the sign-in, as somebody of the house's IT would do it. */
export async function setEnabled(username: string, enabled: boolean): Promise<void> {
  await administer('PUT', `/users/${await idOf(username)}`, { enabled });
}

/** Ends every session of somebody. */
export async function endSessions(username: string): Promise<void> {
  await administer('POST', `/users/${await idOf(username)}/logout`);
}

async function idOf(username: string): Promise<string> {
  const [user] = (await administer('GET', `/users?exact=true&username=${username}`)) as { id: string }[];
  if (!user) throw new Error(`the sign-in does not know ${username}`);
  return user.id;
}

async function administer(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(ISSUER.replace('/realms/', '/admin/realms/') + path, {
    method,
    headers: { authorization: `Bearer ${await tokenOfAdministration()}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function tokenOfAdministration(): Promise<string> {
  const client = `${needed('SIGN_IN_ADMINISTRATION_CLIENT')}:${needed('SIGN_IN_ADMINISTRATION_SECRET')}`;
  const response = await fetch(`${ISSUER.replace(/[^/]+$/, 'master')}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(client).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!token) throw new Error(`the sign-in does not let its administration in (${response.status})`);
  return token;
}
