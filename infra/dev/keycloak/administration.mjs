/** Keycloak's administration over its REST API; the development sign-in answers some of the same questions. */
export class SignInAdministration {
  #issuer;
  #credentials;

  /** @param {{ issuer: string, clientId: string, secret: string }} options */
  constructor({ issuer, clientId, secret }) {
    this.#issuer = issuer;
    this.#credentials = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  }

  /** @param {string} clientId @param {{ attributes: object }} changes */
  async changeClient(clientId, changes) {
    const [client] = await this.ask('GET', `/clients?clientId=${encodeURIComponent(clientId)}`);
    const attributes = { ...client.attributes, ...changes.attributes };
    await this.ask('PUT', `/clients/${client.id}`, { ...client, ...changes, attributes });
  }

  /** @param {string} method @param {string} path below the realm @param {object} [body] */
  async ask(method, path, body) {
    const response = await fetch(this.#issuer.replace('/realms/', '/admin/realms/') + path, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async #token() {
    const master = this.#issuer.replace(/[^/]+$/, 'master');
    const response = await fetch(`${master}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { authorization: this.#credentials },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = /** @type {{ access_token?: string }} */ (await response.json());
    if (token === undefined) throw new Error(`Die Anmeldung lässt ihre Verwaltung nicht ein (${response.status}).`);
    return token;
  }
}
