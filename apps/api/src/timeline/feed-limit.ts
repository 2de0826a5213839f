import { createHash } from 'node:crypto';
import { DomainError } from '@querraum/server';

const WINDOW_MS = 60_000;
/** Programs ask every few minutes; more often than this asks only one that has gone wild. */
const MOST_IN_WINDOW = 20;
const MOST_ADDRESSES = 10_000;

interface Window {
  since: number;
  count: number;
}

/** How often each address was asked for lately, in this process. Of addresses only hashes are remembered. */
export class FeedLimit {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Counts one request; throws when there were too many. */
  count(token: string): void {
    const key = createHash('sha256').update(token).digest('base64');
    const now = this.now();
    const known = this.windows.get(key);
    const window = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    window.count += 1;
    // The one that was asked for longest ago stands first and is forgotten first.
    this.windows.delete(key);
    this.windows.set(key, window);
    const [oldest] = this.windows.keys();
    if (this.windows.size > MOST_ADDRESSES && oldest !== undefined) this.windows.delete(oldest);
    if (window.count > MOST_IN_WINDOW)
      throw new DomainError('feedTooOften', { seconds: Math.ceil((window.since + WINDOW_MS - now) / 1000) });
  }
}
