import { Client, type ClientConfig } from 'pg';

/** Above what the server allows a statement (database.ts); several that travel together, and a commit, may take longer (docs/adr/0088). */
const ANSWER_WITHIN_MS = 6000;
/** Whoever was heard so short a time ago is taken for alive. */
const JUST_NOW_MS = 1000;

/** What every connection that is watched has; the server looks after it too, and lets go of one whose client is gone unheard. */
export const KEPT_ALIVE = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 5000,
  options:
    '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 -c tcp_user_timeout=60000',
};

/**
 * A connection may die at any moment, also between the pool that hands it over and whoever takes it, when nobody listens.
 * Its next query fails and says so; an unheard event would end the process.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * A connection may also die without a word, and none of the server's limits is heard then. Where an answer stays away the
 * connection ends here, and with it those that rest and were not heard just now: they go the same way (docs/adr/0088).
 */
export class WatchedClient extends SteadyClient {
  private static readonly connected = new Set<WatchedClient>();
  private heardAt = 0;
  /** Of an answer that is awaited: when it was asked for, or something was heard last. */
  private silentSince: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(config?: string | ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...asked: unknown[]) => unknown;
    this.query = ((...asked: unknown[]) => {
      this.watch();
      return ask(...asked);
    }) as Client['query'];
    this.connection.on('readyForQuery', () => this.hear());
    this.on('drain', () => this.rest());
    this.once('connect', () => WatchedClient.connected.add(this));
    this.once('end', () => {
      WatchedClient.connected.delete(this);
      this.rest();
    });
  }

  /** Ends it without a word to the other side. */
  cut(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.once('end', resolve));
    this.connection.stream.destroy();
    return ended;
  }

  private watch(): void {
    if (this.silentSince !== undefined || !this.connection.stream.writable) return;
    this.silentSince = performance.now();
    this.timer = setTimeout(() => {
      const since = this.silentSince;
      // A process that stood still itself finds the answer lying there: it is read first.
      setImmediate(() => since !== undefined && since === this.silentSince && void this.giveUp());
    }, ANSWER_WITHIN_MS);
  }

  private hear(): void {
    this.heardAt = performance.now();
    if (this.silentSince === undefined) return;
    this.silentSince = this.heardAt;
    this.timer?.refresh();
  }

  private rest(): void {
    this.silentSince = undefined;
    clearTimeout(this.timer);
  }

  private async giveUp(): Promise<void> {
    const justNow = performance.now() - JUST_NOW_MS;
    const goesTheSameWay = (other: WatchedClient) => other.host === this.host && other.port === this.port;
    const lost = [...WatchedClient.connected].filter(
      (other) => other.silentSince === undefined && other.heardAt < justNow && goesTheSameWay(other),
    );
    // Whoever waits here asks again at once, and is not to be given one of them.
    await Promise.all(lost.map((other) => other.cut()));
    await this.cut();
  }
}
