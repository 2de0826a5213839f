import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface TestIssuer {
  /** Where the keys are; the issuer's name in the tokens is `issuer`. */
  jwksUrl: string;
  issuer: string;
  privateKey: CryptoKey;
  keyId: string;
  /** How often somebody fetched the keys. */
  fetches(): number;
  sign(claims: JWTPayload): Promise<string>;
  close(): Promise<void>;
}

export const AUDIENCE = 'querraum-api';

/** A real issuer on Keycloak's paths: serves its public key and signs with the private one. */
export async function startIssuer(issuer: string): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keyId = 'test-key';
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const path = `${new URL(issuer).pathname}/protocol/openid-connect/certs`;
  let fetches = 0;
  const server = createServer((request, response) => {
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
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' }).sign(privateKey),
    close: () => new Promise((resolve) => void (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

/** The claims of Keycloak's access tokens. */
export function accessTokenClaims(issuer: string, subject: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, sub: subject, aud: [AUDIENCE], azp: 'querraum-web', typ: 'Bearer', iat: now, exp: now + 300 };
}
