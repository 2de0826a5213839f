import { signal } from '@angular/core';
import Keycloak from 'keycloak-js';
import type { Configuration } from '@querraum/contracts';
import { language } from './language';

const CHECK_MS = 30_000;
const WARN_SECONDS = 300;

/** Keycloak's layout: `<url>/realms/<realm>`. */
export function realmOf(issuer: string): { url: string; realm: string } {
  const match = /^(.*)\/realms\/([^/]+)\/?$/.exec(issuer);
  const [, url, realm] = match ?? [];
  if (url === undefined || realm === undefined) throw new Error(`issuer without realm: ${issuer}`);
  return { url, realm };
}

/** The sign-in: tokens live in memory only, a reload asks the sign-in server again. */
export class Session {
  /** The sign-in is over; what is typed stays until the person signs in anew. */
  readonly ended = signal(false);
  /** Set when the sign-in will end and could not be extended. */
  readonly endsAt = signal<Date | null>(null);

  private constructor(private readonly keycloak: Keycloak) {}

  static async open(configuration: Configuration): Promise<Session> {
    const keycloak = new Keycloak({ ...realmOf(configuration.issuer), clientId: configuration.clientId });
    await keycloak.init({
      onLoad: 'login-required',
      pkceMethod: 'S256',
      checkLoginIframe: false,
      locale: language(),
    });
    // From here on the person decides when to leave the page for a new sign-in; see `ended`.
    keycloak.loginRequired = false;
    const session = new Session(keycloak);
    setInterval(() => void session.extend(), CHECK_MS);
    return session;
  }

  /** A token that is good for the next request; refreshed when it is about to end. */
  async token(): Promise<string> {
    if (!this.keycloak.authenticated) {
      this.ended.set(true);
      return '';
    }
    if (this.keycloak.isTokenExpired(20)) await this.keycloak.updateToken(20).catch(() => this.warn());
    return this.keycloak.token ?? '';
  }

  /** After a 401: one new token, or the end of the sign-in. */
  async renew(): Promise<string> {
    try {
      await this.keycloak.updateToken(-1);
    } catch (error) {
      this.ended.set(true);
      throw error;
    }
    return this.keycloak.token ?? '';
  }

  async extend(): Promise<void> {
    try {
      await this.keycloak.updateToken(Math.min(WARN_SECONDS, Math.floor(this.lifetime() / 2)));
      this.endsAt.set(null);
    } catch {
      this.warn();
    }
  }

  /** Back to the same page after the sign-in. */
  signInAgain(): Promise<void> {
    return this.keycloak.login({ redirectUri: window.location.href, locale: language() });
  }

  signOut(): Promise<void> {
    return this.keycloak.logout({ redirectUri: window.location.origin });
  }

  private lifetime(): number {
    const { exp = 0, iat = 0 } = this.keycloak.tokenParsed ?? {};
    return Math.max(30, exp - iat);
  }

  private warn(): void {
    const end = this.keycloak.tokenParsed?.exp;
    if (end === undefined || !this.keycloak.authenticated) return this.ended.set(true);
    const seconds = end - Date.now() / 1000;
    if (seconds <= 0) this.ended.set(true);
    else if (seconds <= WARN_SECONDS) this.endsAt.set(new Date(end * 1000));
  }
}
