import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, HeldRequest } from './held-request.ts';
import type { Issuer } from './machine/issuer.ts';
import type { Server } from './machine/server.ts';
import type { Person } from './people.ts';

export interface Ask {
  as: Person;
  body?: unknown;
  form?: () => FormData;
  key?: string;
}

const PATIENCE_MS = 60_000;

/** Speaks to one API process as a browser or script would. */
export class Client {
  #server: Server;
  #issuer: Issuer;

  constructor(server: Server, issuer: Issuer) {
    this.#server = server;
    this.#issuer = issuer;
  }

  /** One attempt; throws where no answer came. */
  async ask<T>(method: 'GET' | 'POST', path: string, ask: Ask): Promise<Answer<T>> {
    const response = await fetch(`http://127.0.0.1:${this.#server.port}/api/v1${path}`, {
      method,
      headers: {
        ...(await this.#headers(ask)),
        ...(ask.body !== undefined && { 'content-type': 'application/json' }),
      },
      body: ask.form?.() ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body)),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T };
  }

  /** A command that waits, all but sent, for its release. */
  async hold<T>(path: string, ask: Ask): Promise<HeldRequest<T>> {
    const { port } = this.#server;
    return HeldRequest.open<T>({ port, path: `/api/v1${path}`, headers: await this.#headers(ask), body: ask.body });
  }

  /** Until there is an answer other than "busy", always with the same key: what a careful client does. */
  async insist<T>(method: 'GET' | 'POST', path: string, ask: Ask): Promise<Answer<T>> {
    const key = ask.key ?? randomUUID();
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(150)) {
      try {
        const answer = await this.ask<T>(method, path, { ...ask, key });
        if (answer.status !== 503 || Date.now() > end) return answer;
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** The body of an answer that must be a success. */
  async get<T>(method: 'GET' | 'POST', path: string, ask: Ask): Promise<T> {
    const { status, body } = await this.insist<T>(method, path, ask);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async #headers({ as, key = randomUUID() }: Ask): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.#issuer.tokenFor(as.subject)}`, 'idempotency-key': key };
  }
}
