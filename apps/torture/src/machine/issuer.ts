import { createServer, type Server } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

const REALM = '/realms/querraum';

/** Signs access tokens as a Keycloak does, and serves the key to whoever verifies them. */
export class Issuer {
  readonly url: string;
  #server: Server;
  #privateKey: CryptoKey;
  #tokens = new Map<string, Promise<string>>();

  private constructor(server: Server, url: string, privateKey: CryptoKey) {
    this.#server = server;
    this.url = url;
    this.#privateKey = privateKey;
  }

  static async create(): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const keys = JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'torture', alg: 'RS256', use: 'sig' }],
    });
    const server = createServer((request, response) => {
      const isKeys = request.url === `${REALM}/protocol/openid-connect/certs`;
      response.writeHead(isKeys ? 200 : 404, { 'content-type': 'application/json' }).end(isKeys ? keys : '{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the issuer has no address');
    return new Issuer(server, `http://127.0.0.1:${address.port}${REALM}`, privateKey);
  }

  /** One token for each person, longer than a run; what its owner may do is not in it. */
  tokenFor(subject: string): Promise<string> {
    const known = this.#tokens.get(subject) ?? this.#sign(subject);
    this.#tokens.set(subject, known);
    return known;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #sign(subject: string): Promise<string> {
    return new SignJWT({ azp: 'querraum-web', typ: 'Bearer' })
      .setProtectedHeader({ alg: 'RS256', kid: 'torture', typ: 'JWT' })
      .setIssuer(this.url)
      .setSubject(subject)
      .setAudience('querraum-api')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(this.#privateKey);
  }
}
