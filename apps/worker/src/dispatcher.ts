import { Client } from 'pg';
import type { Logger } from 'pino';
import { workItems, type ClaimedItem, type Transactions } from '@querraum/server';
import type { Transport } from './transport';

const POLL_MS = 500;
/** What comes within this time after the first hint is taken together with it. */
const GATHER_MS = 50;
const BATCH = 300;
/** Rung this often without effect (and without a counted failure): the bell is dead for this item. */
const SILENT_RINGS = 2;

/**
 * Takes due work items and rings the bell for them. NOTIFY is a hint, the poll is the truth. Where the bell fails or
 * rings in vain, the dispatcher executes by itself ("direct mode"): a dead queue costs seconds, never a Frist.
 */
export class Dispatcher {
  private running = false;
  private wake: (() => void) | undefined;
  private loop: Promise<void> = Promise.resolve();
  private listener: Client | undefined;
  directItems = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly transport: Transport,
    private readonly execute: (id: string) => Promise<unknown>,
    private readonly databaseUrl: string,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.transport.start(this.execute);
    this.running = true;
    await this.listen();
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.wake?.();
    await this.loop;
    await this.transport.stop();
    await this.listener?.end();
  }

  private async run(): Promise<void> {
    while (this.running) {
      try {
        const claimed = await this.transactions.run((tx) => workItems.claimDue(tx, BATCH));
        await this.hand(claimed);
        if (claimed.length === BATCH) continue;
      } catch (error) {
        this.log.error({ err: error }, 'dispatch failed');
      }
      await this.pause();
    }
  }

  private async hand(claimed: ClaimedItem[]): Promise<void> {
    const isSilent = (item: ClaimedItem) => item.dispatchNo - item.attempts > SILENT_RINGS;
    const direct = claimed.filter(isSilent);
    const ringing = claimed.filter((item) => !isSilent(item));
    if (ringing.length > 0) {
      try {
        await this.transport.dispatch(ringing);
      } catch (error) {
        this.log.warn({ err: error, items: ringing.length }, 'queue unreachable, executing directly');
        direct.push(...ringing);
      }
    }
    for (const { id } of direct) {
      this.directItems += 1;
      try {
        await this.execute(id);
      } catch (error) {
        this.log.error({ err: error, workItem: id }, 'work item failed');
      }
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      let isWoken = false;
      this.wake = () => {
        if (isWoken) return;
        isWoken = true;
        clearTimeout(timer);
        setTimeout(resolve, this.running ? GATHER_MS : 0);
      };
    });
  }

  /** Without the listener only the hint is missing; the poll goes on, and the next failure is tried again. */
  private async listen(): Promise<void> {
    if (!this.running) return;
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true });
    client.on('error', () => {
      if (this.listener !== client) return;
      this.listener = undefined;
      setTimeout(() => void this.listen(), POLL_MS).unref();
    });
    client.on('notification', () => this.wake?.());
    try {
      await client.connect();
      await client.query('listen work');
      this.listener = client;
    } catch (error) {
      this.log.warn({ err: error }, 'not listening, polling only');
      setTimeout(() => void this.listen(), POLL_MS).unref();
    }
  }
}
