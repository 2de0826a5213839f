import { Agent, request as open, type ClientRequest, type IncomingMessage } from 'node:http';

export interface Answer<T> {
  status: number;
  body: T;
}
export interface Target {
  port: number;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

/** Who writes down what was sent and what came of it. */
export interface Clerk {
  sent(): number;
  answered(id: number, status: number, text: string): void;
  unanswered(id: number): void;
}

const TIMEOUT_MS = 15_000;
/** The API closes a connection that was idle for five seconds; whoever writes at that moment has lost it. We close first. */
const IDLE_MS = 3000;
const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });

/**
 * A request of which all but the last byte is with the server: several of them, let go together, begin at the same
 * instant, whatever it took to write them.
 */
export class HeldRequest<T> {
  #request: ClientRequest;
  #lastByte: Buffer;
  #answer: Promise<Answer<T>>;
  #clerk: Clerk;
  /** Of the entry with the clerk, once everything is sent. */
  #id: number | undefined;

  private constructor(request: ClientRequest, lastByte: Buffer, clerk: Clerk) {
    this.#request = request;
    this.#lastByte = lastByte;
    this.#clerk = clerk;
    this.#answer = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
      request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error('no answer in time')));
    }).then((response) => this.#read(response));
    // Who cuts the connection does not wait for the answer.
    this.#answer.catch(() => this.#id !== undefined && clerk.unanswered(this.#id));
  }

  static async open<T>({ port, path, headers, body }: Target, clerk: Clerk): Promise<HeldRequest<T>> {
    const payload = Buffer.from(JSON.stringify(body));
    const request = open({
      agent,
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': payload.length },
    });
    const held = new HeldRequest<T>(request, payload.subarray(-1), clerk);
    await new Promise<void>((resolve, reject) => {
      request.once('error', reject);
      request.write(payload.subarray(0, -1), (error) => (error ? reject(error) : resolve()));
    });
    return held;
  }

  release(): Promise<Answer<T>> {
    this.#id = this.#clerk.sent();
    this.#request.end(this.#lastByte);
    return this.#answer;
  }

  /** Everything is sent, and the connection is gone before the answer: the client does not know what has happened. */
  async releaseAndCut(afterMs: number): Promise<void> {
    if (this.#request.destroyed) return;
    this.#id = this.#clerk.sent();
    await new Promise<void>((resolve) => {
      this.#request.once('close', resolve);
      this.#request.end(this.#lastByte, () => setTimeout(() => this.#request.destroy(), afterMs));
    });
  }

  async #read(response: IncomingMessage): Promise<Answer<T>> {
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const status = response.statusCode ?? 0;
    if (this.#id !== undefined) this.#clerk.answered(this.#id, status, text);
    return { status, body: (text === '' ? {} : JSON.parse(text)) as T };
  }
}
