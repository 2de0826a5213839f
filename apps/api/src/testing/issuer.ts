import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TestIssuer {
  /** Where the keys are; the issuer's name in the tokens is `issuer`. */
  jwksUrl: string;
  issuer: string;
  privateKey: CryptoKey;
  keyId: string;
  /** How often somebody fetched the keys. */
  fetches(): number;
  sign(claims: JWTPayload): Promise<string>;
  /** Where the api asks whether a token still counts, when a test switches that on. */
  introspection: TestIntrospection;
  close(): Promise<void>;
}

export interface TestIntrospection {
  url: string;
  secret: string;
  /** How often somebody asked. */
  questions(): number;
  /** Persons whose sign-in is over, as when somebody disables them. */
  ended: Set<string>;
  /** The status of every answer from now on. */
  status: number;
}

export const AUDIENCE = 'querraum-api';

/** A real issuer on Keycloak's paths: serves its public key and signs with the private one. */
export async function startIssuer(issuer: string): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keyId = 'test-key';
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const path = `${new URL(issuer).pathname}/protocol/openid-connect/certs`;
  let fetches = 0;
  const introspection = { url: '', secret: 'test:secret+ü', ended: new Set<string>(), status: 200 };
  let questions = 0;
  const introspect = async (request: IncomingMessage, response: ServerResponse) => {
    questions += 1;
    const form = new URLSearchParams(await text(request));
    const client = Buffer.from(request.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    const isOurs = client === `querraum-api:${encodeURIComponent(introspection.secret).replaceAll('%20', '+')}`;
    const active = !introspection.ended.has(decodeJwt(form.get('token') ?? '').sub ?? '');
    response.writeHead(isOurs ? introspection.status : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isOurs ? { active } : { error: 'invalid_client' }));
  };
  const server = createServer((request, response) => {
    if (request.url === '/introspect') return void introspect(request, response);
    if (request.url !== path) return response.writeHead(404).end();
    fetches += 1;
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    jwksUrl: `http://127.0.0.1:${port}${path}`,
    issuer,
    privateKey,
    keyId,
    fetches: () => fetches,
    introspection: Object.assign(introspection, {
      url: `http://127.0.0.1:${port}/introspect`,
      questions: () => questions,
    }),
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' }).sign(privateKey),
    close: () => new Promise((resolve) => void (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

/** The claims of Keycloak's access tokens. */
export function accessTokenClaims(issuer: string, subject: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, sub: subject, aud: [AUDIENCE], azp: 'querraum-web', typ: 'Bearer', iat: now, exp: now + 300 };
}
