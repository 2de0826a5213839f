import { createServer, type Server } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Signs access tokens as a Keycloak does and serves the key, so that the API verifies each one for real. */
export class Issuer {
  #url: string;
  #server: Server;
  #privateKey: CryptoKey;
  #tokens = new Map<string, string>();

  private constructor(url: string, server: Server, privateKey: CryptoKey) {
    this.#url = url;
    this.#server = server;
    this.#privateKey = privateKey;
  }

  static async open(url: string): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const keys = JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }],
    });
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(keys),
    );
    await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    return new Issuer(url, server, privateKey);
  }

  async tokenFor(subject: string): Promise<string> {
    const token = this.#tokens.get(subject) ?? (await this.#sign(subject));
    this.#tokens.set(subject, token);
    return token;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #sign(subject: string): Promise<string> {
    return new SignJWT({ azp: 'querraum-web', typ: 'Bearer' })
      .setProtectedHeader({ alg: 'RS256', kid: 'bench', typ: 'JWT' })
      .setIssuer(this.#url)
      .setSubject(subject)
      .setAudience('querraum-api')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(this.#privateKey);
  }
}
