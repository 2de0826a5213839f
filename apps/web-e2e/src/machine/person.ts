import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { ADDRESS, ISSUER } from './environment.ts';
import { LANGUAGE } from './language.ts';

/** A wait ends with what is waited for, and a machine may be busy; Keycloak draws its first pages slowly besides. */
const PATIENCE_MS = process.env['SIGN_IN'] === 'keycloak' ? 120_000 : 60_000;
/** So long a command comes again that is told to; each time after so many seconds where the answer names none. */
const COMES_AGAIN_FOR_MS = 60_000;
const USUAL_REST_SECONDS = 2;
export const PASSWORD = 'querraum';

type Method = 'GET' | 'POST' | 'PUT';

/** Somebody of the demo organisation, signed in through the page of the sign-in. */
export class Person {
  readonly username: string;
  readonly context: BrowserContext;
  /** What went wrong in the pages without anybody having asked for it. */
  readonly faults: string[] = [];
  private authorization = '';

  constructor(username: string, context: BrowserContext) {
    this.username = username;
    this.context = context;
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('request', (request) => {
      const { authorization } = request.headers();
      if (authorization && request.url().startsWith(ADDRESS)) this.authorization = authorization;
    });
    context.on('weberror', (error) => this.faults.push(`${username}: ${error.error().message}`));
    context.on('console', (message) => {
      // A refused request is part of many journeys; a refused style or script is a fault of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.faults.push(`${username}: ${message.text()}`);
    });
  }

  async open(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(ADDRESS + path);
    await this.signIn(page);
    return page;
  }

  /** Waits for the application; where the sign-in asks, it gets name and password. */
  async signIn(page: Page): Promise<void> {
    const name = page.locator('#username');
    const brand = page.getByRole('link', { name: 'Querraum' });
    await name.or(brand).first().waitFor();
    if (await brand.isVisible()) return;
    if (!page.url().startsWith(ISSUER)) throw new Error(`the sign-in page stands at ${page.url()}`);
    await name.fill(this.username);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#password').press('Enter');
    await brand.waitFor();
  }

  /** The API with this person's own token, as a script would use it: to prepare and to check what a page cannot show. */
  async ask<T>(method: Method, path: string, body: unknown = {}, revision?: number): Promise<T> {
    if (secondsLeft(this.authorization) < 30) await this.renewToken();
    return this.askWith<T>(this.authorization, method, path, body, revision);
  }

  /** Asks with the token of this moment, whatever becomes of the sign-in. */
  stolenToken(): <T>(method: Method, path: string) => Promise<T> {
    const { authorization } = this;
    return (method, path) => this.askWith(authorization, method, path, {});
  }

  private async askWith<T>(
    authorization: string,
    method: string,
    path: string,
    body: unknown,
    revision?: number,
  ): Promise<T> {
    const form = body instanceof FormData;
    const headers = {
      authorization,
      'accept-language': LANGUAGE,
      ...(method !== 'GET' && { 'idempotency-key': randomUUID() }),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
      ...(method !== 'GET' && !form && { 'content-type': 'application/json' }),
    };
    // 503 says: come again, with the same key.
    for (const end = Date.now() + COMES_AGAIN_FOR_MS; ;) {
      const response = await fetch(`${ADDRESS}/api/v1${path}`, {
        method,
        headers,
        ...(method !== 'GET' && { body: form ? body : JSON.stringify(body) }),
      });
      if (response.ok) return (await response.json()) as T;
      const said = await response.text();
      if (response.status !== 503 || Date.now() > end)
        throw new Error(`${this.username} ${method} ${path}: ${response.status} ${said}`);
      await sleep(1000 * Number(response.headers.get('retry-after') ?? USUAL_REST_SECONDS));
    }
  }

  private async renewToken(): Promise<void> {
    const page = await this.open('/posteingang');
    await page.close();
  }
}

function secondsLeft(authorization: string): number {
  const [, payload] = authorization.split('.');
  if (payload === undefined) return 0;
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  return exp - Date.now() / 1000;
}
