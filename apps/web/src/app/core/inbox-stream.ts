import { DestroyRef, Injectable, inject } from '@angular/core';
import type { InboxEvent } from '@querraum/contracts';
import { Subject, debounceTime } from 'rxjs';
import { API_ROOT } from './api';
import { EventStreamReader } from './event-stream';
import { Session } from './session';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const POLL_MS = 60_000;

/**
 * News of the inbox. EventSource cannot carry a bearer token, so the stream is read with fetch. An event holds ids
 * only; whoever listens asks again with their own rights. A slow poll covers the time without a connection.
 */
@Injectable({ providedIn: 'root' })
export class InboxStream {
  private readonly session = inject(Session);
  private readonly news = new Subject<InboxEvent | null>();
  private readonly stop = new AbortController();
  private lastNews = Date.now();
  readonly changes = this.news.pipe(debounceTime(400));

  constructor() {
    const poll = setInterval(() => {
      if (Date.now() - this.lastNews >= POLL_MS && !document.hidden) this.tell(null);
    }, POLL_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(poll);
      this.stop.abort();
    });
    void this.listen();
  }

  private async listen(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!this.stop.signal.aborted) {
      try {
        await this.readOnce(() => (wait = FIRST_WAIT_MS));
      } catch {
        // A broken connection is expected; the wait below is the answer to it.
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      if (this.session.ended()) wait = LONGEST_WAIT_MS;
    }
  }

  private async readOnce(connected: () => void): Promise<void> {
    const response = await fetch(`${API_ROOT}/tasks/stream`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${await this.session.token()}` },
      signal: this.stop.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`stream: ${response.status}`);
    connected();
    const reader = new EventStreamReader();
    const decoder = new TextDecoder();
    for await (const chunk of chunksOf(response.body)) {
      for (const event of reader.push(decoder.decode(chunk, { stream: true }))) {
        if (event.event === 'inbox') this.tell(JSON.parse(event.data) as InboxEvent);
      }
    }
    // Whatever happened between two connections is not told again.
    this.tell(null);
  }

  private tell(event: InboxEvent | null): void {
    this.lastNews = Date.now();
    this.news.next(event);
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}
