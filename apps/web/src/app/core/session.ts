import { signal } from '@angular/core';
import Keycloak from 'keycloak-js';
import type { Configuration, ProblemCode } from '@querraum/contracts';
import { forgetOthers, homeAddress, keepPlace, returnToPlace } from './place';
import { language } from './language';

const CHECK_MS = 30_000;
const WARN_SECONDS = 300;
const CHANNEL = 'querraum.session';
const SIGNED_OUT = 'signedOut';

/** Why the sign-in is over: its time, the sign-in server's word, or a sign-out in another window; also the key of its text. */
export type Ending = 'ended' | 'refused' | 'elsewhere';

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
  readonly ended = signal<Ending | null>(null);
  /** Set when the sign-in will end and could not be extended. */
  readonly endsAt = signal<Date | null>(null);

  /** What the windows of this browser tell each other. */
  private readonly others = new BroadcastChannel(CHANNEL);

  private constructor(private readonly keycloak: Keycloak) {
    this.others.onmessage = ({ data }) => {
      if (data !== SIGNED_OUT) return;
      this.keycloak.clearToken();
      this.end('elsewhere');
    };
  }

  static async open(configuration: Configuration): Promise<Session> {
    const keycloak = new Keycloak({ ...realmOf(configuration.issuer), clientId: configuration.clientId });
    keepPlace();
    await keycloak.init({
      onLoad: 'login-required',
      pkceMethod: 'S256',
      checkLoginIframe: false,
      redirectUri: homeAddress(),
      locale: language(),
    });
    returnToPlace();
    forgetOthers(keycloak.subject ?? '');
    // From here on the person decides when to leave the page for a new sign-in; see `ended`.
    keycloak.loginRequired = false;
    const session = new Session(keycloak);
    setInterval(() => void session.extend(), CHECK_MS);
    return session;
  }

  /** A token that is good for the next request; refreshed when it is about to end. */
  async token(): Promise<string> {
    if (!this.keycloak.authenticated) {
      this.end('ended');
      return '';
    }
    if (this.keycloak.isTokenExpired(20)) await this.keycloak.updateToken(20).catch(() => this.warn());
    return this.keycloak.token ?? '';
  }

  /** After a 401: one new token, or the end of the sign-in. */
  async renew(reason?: ProblemCode | 'network' | 'unknown'): Promise<string> {
    try {
      await this.keycloak.updateToken(-1);
    } catch (error) {
      this.end(reason === 'signInEnded' ? 'refused' : 'ended');
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
    keepPlace();
    return this.keycloak.login({ redirectUri: homeAddress(), locale: language() });
  }

  signOut(): Promise<void> {
    this.others.postMessage(SIGNED_OUT);
    return this.keycloak.logout({ redirectUri: homeAddress() });
  }

  /** The first reason is the one that tells something; what follows from it is not news. */
  private end(reason: Ending): void {
    this.ended.update((known) => known ?? reason);
  }

  private lifetime(): number {
    const { exp = 0, iat = 0 } = this.keycloak.tokenParsed ?? {};
    return Math.max(30, exp - iat);
  }

  private warn(): void {
    const end = this.keycloak.tokenParsed?.exp;
    if (end === undefined || !this.keycloak.authenticated) return this.end('ended');
    const seconds = end - Date.now() / 1000;
    if (seconds <= 0) this.end('ended');
    else if (seconds <= WARN_SECONDS) this.endsAt.set(new Date(end * 1000));
  }
}
