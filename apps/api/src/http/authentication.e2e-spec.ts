import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { CompactEncrypt, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { accessTokenClaims, startTestApi, type TestApi } from '../testing';

const SUBJECT = DEMO_PEOPLE['jonas.albrecht']?.subject ?? '';
const seconds = () => Math.floor(Date.now() / 1000);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = (overrides: JWTPayload = {}): JWTPayload => ({
  ...accessTokenClaims(DEMO_ISSUER, SUBJECT),
  ...overrides,
});
const without = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name));

describe('the sign-in check', () => {
  let database: TestDatabase;
  let api: TestApi;
  const me = (headers: Record<string, string>) => api.request('GET', '/me', { headers });
  const withToken = (token: string) => me({ authorization: `Bearer ${token}` });
  const signed = (payload: JWTPayload) => api.issuer.sign(payload);

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { LOG_LEVEL: 'silent' });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const refuses = async (token: string, code = 'notSignedIn') => {
    const { status, body, headers } = await withToken(token);
    expect([status, body]).toEqual([401, expect.objectContaining({ code })]);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  };

  it('lets a good token in, also one that ended less than five seconds ago', async () => {
    expect((await withToken(await signed(claims()))).status).toBe(200);
    expect((await withToken(await signed(claims({ exp: seconds() - 3 })))).status).toBe(200);
  });

  it('asks to sign in again when the token has expired, and to sign in when there is none', async () => {
    await refuses(await signed(claims({ exp: seconds() - 60 })), 'signInExpired');
    const { status, body } = await me({});
    expect([status, body]).toEqual([
      401,
      expect.objectContaining({ code: 'notSignedIn', detail: 'Bitte melden Sie sich an.' }),
    ]);
  });

  it.each([
    ['of another issuer', { iss: 'http://evil.test/realms/querraum' }],
    ['of an issuer that only begins like ours', { iss: `${DEMO_ISSUER}/` }],
    ['for another audience', { aud: 'account' }],
    ['of another client', { azp: 'other-client' }],
    ['that is an ID token', { typ: 'ID' }],
    ['that is a refresh token', { typ: 'Refresh' }],
    ['that is a logout token', { typ: 'Logout' }],
    ['without a person', { sub: '' }],
    ['with a number as person', { sub: 7 as unknown as string }],
    ['that is not valid yet', { nbf: seconds() + 3600 }],
    ['whose end is no number', { exp: 'never' as unknown as number }],
  ])('refuses a token %s', async (_, overrides) => refuses(await signed(claims(overrides))));

  it.each(['iss', 'aud', 'sub', 'exp', 'iat', 'typ'])('refuses a token without %s', async (name) =>
    refuses(await signed(without(name))),
  );

  it('refuses a token without a signature', async () => {
    await refuses(new UnsecuredJWT(claims()).encode());
    const [header = '', payload = ''] = (await signed(claims())).split('.');
    await refuses(`${header}.${payload}.`);
    await refuses(`${base64url({ alg: 'None', typ: 'JWT' })}.${payload}.AA`);
  });

  it('refuses a token that was changed after signing', async () => {
    const [header, , signature] = (await signed(claims())).split('.');
    await refuses(`${header}.${base64url(claims({ sub: DEMO_PEOPLE['katrin.moeller']?.subject }))}.${signature}`);
    const good = await signed(claims());
    await refuses(`${good.slice(0, -4)}${good.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`);
  });

  it('refuses the public key used as a shared secret', async () => {
    const { keys } = (await (await fetch(api.issuer.jwksUrl)).json()) as { keys: Record<string, unknown>[] };
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    for (const secret of [JSON.stringify(keys[0]), await exportSPKI(publicKey)]) {
      const token = new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: api.issuer.keyId });
      await refuses(await token.sign(new TextEncoder().encode(secret)));
    }
  });

  it('refuses a foreign key, however the header recommends it, and never asks where the header points', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    let visits = 0;
    const attacker = createServer((_, response) => {
      visits += 1;
      response.end(JSON.stringify({ keys: [{ ...jwk, kid: 'evil', alg: 'RS256' }] }));
    });
    await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(attacker.address() as AddressInfo).port}/keys`;
    const headers = [
      { kid: api.issuer.keyId },
      { kid: 'evil', jku: address },
      { kid: 'evil', x5u: address },
      { kid: api.issuer.keyId, jwk },
      { kid: '../../../../dev/null' },
      { kid: "x' union select 'secret" },
      {},
    ];
    for (const header of headers)
      await refuses(await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey));
    expect(visits).toBe(0);
    await new Promise((resolve) => attacker.close(resolve));
  });

  it('refuses algorithms and headers that were not agreed', async () => {
    const sign = (header: { alg: string; [name: string]: unknown }) =>
      `${base64url(header)}.${base64url(claims())}.${'A'.repeat(342)}`;
    for (const alg of ['RS384', 'RS512', 'EdDSA', 'ES512', 'rs256'])
      await refuses(sign({ alg, kid: api.issuer.keyId }));
    await refuses(sign({ alg: 'RS256', kid: api.issuer.keyId, crit: ['exp'], exp: 1 }));
    const sealed = await new CompactEncrypt(Buffer.from(JSON.stringify(claims())))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(Buffer.alloc(32));
    await refuses(sealed);
  });

  it.each(['x', 'a.b.c', '....', '%00', 'null', 'undefined', `${'A'.repeat(5000)}.B.C`])(
    'refuses %s for a token',
    (token) => refuses(token),
  );

  it('takes a token from the header alone', async () => {
    const token = await signed(claims());
    expect((await me({ cookie: `access_token=${token}` })).status).toBe(401);
    expect((await me({ authorization: token })).status).toBe(401);
    expect((await me({ authorization: `Basic ${token}` })).status).toBe(401);
    expect((await me({ authorization: `Bearer ${token}, Bearer ${token}` })).status).toBe(401);
    expect((await api.request('GET', `/me?access_token=${token}`)).status).toBe(401);
    expect((await me({ 'x-forwarded-user': 'jonas.albrecht', 'x-user-id': SUBJECT })).status).toBe(401);
  });

  it('asks the issuer once for its keys, however many unknown ones are named', async () => {
    const before = api.issuer.fetches();
    const { privateKey } = await generateKeyPair('RS256');
    const flood = Array.from({ length: 50 }, (_, index) =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: `unknown-${index}` }).sign(privateKey),
    );
    for (const token of await Promise.all(flood)) await refuses(token);
    expect(api.issuer.fetches() - before).toBeLessThanOrEqual(1);
  });

  it('asks to come again when the issuer does not give its keys, and tells nothing of the inside', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const JWKS_URL = `http://127.0.0.1:${port}/certs`;
    const lost = await startTestApi(database, { JWKS_URL, LOG_LEVEL: 'silent' });
    const { status, headers, body, text } = await lost.request('GET', '/me', { as: { token: await signed(claims()) } });
    await lost.close();
    expect([status, body]).toEqual([503, expect.objectContaining({ code: 'busy' })]);
    expect(headers.get('retry-after')).toBe('2');
    expect(text).not.toMatch(/127\.0\.0\.1|fetch|at .*\(|node:/);
  });
});
