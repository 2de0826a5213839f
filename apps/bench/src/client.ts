import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Issuer } from './issuer.ts';

/** What came back, and how long it took from the first byte sent to the last one read. */
export interface Timed<T> {
  body: T;
  ms: number;
}

/** The API closes a connection that was idle for five seconds; whoever writes at that moment has lost it. We close first. */
const IDLE_MS = 3000;

/** `503`: come again, with the same key. */
class Busy extends Error {}
const COME_AGAIN_MS = 2000;

/**
 * Speaks to the API as a script would, over connections that stay open; anything but a success ends the run. A patient one
 * comes again when it is asked to: where nobody measures how long something takes.
 */
export class Client {
  #port: number;
  #issuer: Issuer;
  #isPatient: boolean;
  /** How often it was asked to come again. */
  comingsAgain = 0;
  #agent = new Agent({ keepAlive: true, timeout: IDLE_MS });

  constructor(port: number, issuer: Issuer, { isPatient = false } = {}) {
    this.#port = port;
    this.#issuer = issuer;
    this.#isPatient = isPatient;
  }

  /** Over the same connections, so that they are as warm for what is measured then. */
  patient(): Client {
    const patient = new Client(this.#port, this.#issuer, { isPatient: true });
    patient.#agent = this.#agent;
    return patient;
  }

  get<T>(path: string, subject: string): Promise<Timed<T>> {
    return this.#ask<T>('GET', path, subject, undefined);
  }

  post<T>(path: string, subject: string, body: object = {}): Promise<Timed<T>> {
    return this.#ask<T>('POST', path, subject, {
      data: Buffer.from(JSON.stringify(body)),
      type: 'application/json',
    });
  }

  async postForm<T>(path: string, subject: string, form: FormData): Promise<Timed<T>> {
    const request = new Request('http://form', { method: 'POST', body: form });
    const data = Buffer.from(await request.arrayBuffer());
    const type = request.headers.get('content-type') ?? '';
    return this.#ask<T>('POST', path, subject, { data, type });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #ask<T>(
    method: string,
    path: string,
    subject: string,
    content: { data: Buffer; type: string } | undefined,
  ): Promise<Timed<T>> {
    const headers = {
      authorization: `Bearer ${await this.#issuer.tokenFor(subject)}`,
      ...(content && {
        'content-type': content.type,
        'content-length': content.data.length,
        'idempotency-key': randomUUID(),
      }),
    };
    for (;;)
      try {
        return await this.#send<T>(method, path, headers, content?.data);
      } catch (error) {
        if (!this.#isPatient || !(error instanceof Busy)) throw error;
        this.comingsAgain += 1;
        await sleep(COME_AGAIN_MS);
      }
  }

  #send<T>(
    method: string,
    path: string,
    headers: Record<string, string | number>,
    data: Buffer | undefined,
  ): Promise<Timed<T>> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const request = send(
        { agent: this.#agent, host: '127.0.0.1', port: this.#port, method, path: `/api/v1${path}`, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const ms = performance.now() - began;
            const text = Buffer.concat(chunks).toString();
            if ((response.statusCode ?? 0) < 300) resolve({ body: JSON.parse(text) as T, ms });
            else {
              const Failure = response.statusCode === 503 ? Busy : Error;
              reject(new Failure(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`));
            }
          });
        },
      );
      request.on('error', reject);
      request.end(data);
    });
  }
}
