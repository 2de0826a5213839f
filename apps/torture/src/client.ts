import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ORDER_HEADER, type Order, type Passed, POINTS_HEADER } from './fail-points/passage.ts';
import { type Answer, HeldRequest } from './held-request.ts';
import type { History } from './history.ts';
import type { Issuer } from './machine/issuer.ts';
import type { Person } from './people.ts';

export interface Ask {
  as: Person;
  body?: unknown;
  form?: () => FormData;
  key?: string;
  /** What has been read of the thing that is changed. */
  revision?: number;
  /** The server counts the awaits of this request, and is struck at one of them where that is ordered. */
  failPoint?: Order | 'record';
  /** How long the answer may take; 15 s where nothing is said. */
  withinMs?: number;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const PATIENCE_MS = 60_000;
const ANSWER_MS = 15_000;

/** Speaks to one API process as a browser or script would; every command and its outcome stand in the history. */
export class Client {
  #server: { readonly port: number };
  #issuer: Issuer;
  #history: History;

  constructor(server: { readonly port: number }, issuer: Issuer, history: History) {
    this.#server = server;
    this.#issuer = issuer;
    this.#history = history;
  }

  /** One attempt; throws where no answer came. */
  async ask<T>(
    method: Method,
    path: string,
    { key = randomUUID(), ...ask }: Ask,
  ): Promise<Answer<T> & { passed?: Passed }> {
    const id = method !== 'GET' ? this.#invoke(path, { ...ask, key }) : undefined;
    try {
      const response = await fetch(`http://127.0.0.1:${this.#server.port}/api/v1${path}`, {
        method,
        headers: {
          ...(await this.#headers({ ...ask, key })),
          ...(ask.body !== undefined && { 'content-type': 'application/json' }),
          ...(ask.revision !== undefined && { 'if-match': `"${ask.revision}"` }),
          ...(ask.failPoint !== undefined && { [ORDER_HEADER]: orderText(ask.failPoint) }),
        },
        body: ask.form?.() ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body)),
        signal: AbortSignal.timeout(ask.withinMs ?? ANSWER_MS),
      });
      const text = await response.text();
      if (id !== undefined) this.#history.answered(id, response.status, text);
      const points = response.headers.get(POINTS_HEADER);
      return {
        status: response.status,
        body: (text === '' ? {} : JSON.parse(text)) as T,
        ...(points !== null && { passed: JSON.parse(decodeURIComponent(points)) as Passed }),
      };
    } catch (error) {
      if (id !== undefined) this.#history.unanswered(id);
      throw error;
    }
  }

  /** A command that waits, all but sent, for its release. */
  async hold<T>(path: string, ask: Ask & { key: string }): Promise<HeldRequest<T>> {
    const { port } = this.#server;
    const target = { port, path: `/api/v1${path}`, headers: await this.#headers(ask), body: ask.body };
    return HeldRequest.open<T>(target, {
      sent: () => this.#invoke(path, ask),
      answered: (id, status, text) => this.#history.answered(id, status, text),
      unanswered: (id) => this.#history.unanswered(id),
    });
  }

  /** Until there is an answer other than "busy", always with the same key: what a careful client does. */
  async insist<T>(method: Method, path: string, ask: Ask): Promise<Answer<T>> {
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
  async get<T>(method: Method, path: string, ask: Ask): Promise<T> {
    const { status, body } = await this.insist<T>(method, path, ask);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  #invoke(path: string, { as, key, body }: Ask & { key: string }): number {
    return this.#history.invoke({ who: as.subject, path, key, body });
  }

  async #headers({ as, key }: Ask & { key: string }): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.#issuer.tokenFor(as.subject)}`, 'idempotency-key': key };
  }
}

const orderText = (order: Order | 'record'): string => (order === 'record' ? order : JSON.stringify(order));
