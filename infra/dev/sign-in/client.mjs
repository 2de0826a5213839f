import { createHash, randomBytes } from 'node:crypto';

/** @typedef {{ access_token: string, id_token: string, refresh_token: string, expires_in: number }} Tokens */

/** A browser's part in signing in, without a browser: follows the redirects and keeps the cookies. */
export class SignInClient {
  /** @type {Map<string, string>} */
  #cookies = new Map();

  /** @param {{ issuer: string, clientId: string, redirectUri: string }} application */
  constructor(application) {
    this.application = application;
    this.endpoints = `${application.issuer}/protocol/openid-connect`;
  }

  /**
   * Authorization code with PKCE, through the sign-in page.
   * @param {string} username
   * @param {string} password
   * @returns {Promise<Tokens>}
   */
  async signIn(username, password) {
    const { clientId, redirectUri } = this.application;
    const verifier = randomBytes(32).toString('base64url');
    const page = await this.visit(this.authorizationUrl(createHash('sha256').update(verifier).digest('base64url')));
    const answer = await this.visit(page.url, new URLSearchParams({ username, password }));
    const code = answer.url.startsWith(redirectUri) ? new URL(answer.url).searchParams.get('code') : null;
    if (code === null) throw new Error(`Anmeldung von ${username} ist nicht gelungen (${answer.response.status}).`);
    return this.askForTokens({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: clientId,
    });
  }

  /** @param {string} refreshToken */
  refresh(refreshToken) {
    const { clientId } = this.application;
    return this.askForTokens({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId });
  }

  /** @param {string} [challenge] without one there is no PKCE, and no code */
  authorizationUrl(challenge) {
    const { clientId, redirectUri } = this.application;
    const parameters = {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      state: 'state',
    };
    const query = new URLSearchParams(parameters);
    if (challenge) {
      query.set('code_challenge', challenge);
      query.set('code_challenge_method', 'S256');
    }
    return `${this.endpoints}/auth?${query}`;
  }

  /**
   * @param {Record<string, string>} fields
   * @returns {Promise<Tokens>}
   */
  async askForTokens(fields) {
    const response = await fetch(`${this.endpoints}/token`, { method: 'POST', body: new URLSearchParams(fields) });
    const answer = /** @type {Tokens & { error?: string, error_description?: string }} */ (await response.json());
    if (!response.ok) throw new Error(`${answer.error}: ${answer.error_description}`);
    return answer;
  }

  /**
   * Follows redirects inside the sign-in and stops at a page, or at the first address outside.
   * @param {string} url
   * @param {URLSearchParams} [form] sent first, by POST
   */
  async visit(url, form) {
    for (let address = url, body = form; ; body = undefined) {
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body && { method: 'POST', body }),
      });
      this.#keepCookies(response);
      const location = response.headers.get('location');
      if (location === null) return { url: address, response };
      address = new URL(location, address).href;
      if (!address.startsWith(this.application.issuer)) return { url: address, response };
    }
  }

  /** @param {Response} response */
  #keepCookies(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const isGone = attributes.some((text) => /^\s*expires=thu, 01 jan 1970/i.test(text));
      if (isGone) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}
