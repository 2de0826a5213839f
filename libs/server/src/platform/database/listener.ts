import { KEPT_ALIVE, WatchedClient } from './watched-client';

/** Nothing may be called out for hours, and a connection that says nothing looks like one that is dead. */
const LOOK_MS = 10_000;
const AGAIN_MS = 1000;

/** Hears what the database calls out on a channel, again and again; what is called out while it is not there it never hears. */
export class Listener {
  private client: WatchedClient | undefined;
  private isEnded = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly hear: (payload: string) => void,
    private readonly tellOfAbsence: (error: unknown) => void,
  ) {}

  /** Waits for the first attempt, whether it hears anything then or not. */
  async start(): Promise<void> {
    if (this.isEnded) return;
    const client = new WatchedClient({ connectionString: this.url, ...KEPT_ALIVE });
    this.client = client;
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      const looking = setInterval(() => void client.query('select 1').catch(() => undefined), LOOK_MS);
      client.once('end', () => {
        clearInterval(looking);
        this.startLater();
      });
    } catch (error) {
      if (!this.isEnded) this.tellOfAbsence(error);
      void client.cut();
      this.startLater();
    }
  }

  /** Without a word: nobody waits for an answer that may not come. */
  stop(): void {
    this.isEnded = true;
    void this.client?.cut();
  }

  private startLater(): void {
    if (!this.isEnded) setTimeout(() => void this.start(), AGAIN_MS).unref();
  }
}
