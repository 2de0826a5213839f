import type { Logger } from 'pino';
import { Listener, workItems, type ClaimedItem, type Transactions } from '@querraum/server';
import { BellWatch, judge } from './bell-watch';
import { TOGETHER } from './jobs';
import { KINDS_OF, LANES, type Lane } from './jobs/lanes';
import { inlineTransport } from './transport/inline.transport';
import { PLACES, type Execute, type Ring, type Transport } from './transport';

const POLL_MS = 500;
/** What comes within this time after the first hint is taken together with it. */
const GATHER_MS = 50;
/** Rung this often without effect (and without a counted failure): the bell is dead for this item. */
const SILENT_RINGS = 2;
/** Items of a kind that are executed together: larger would hold the locks of their projects longer, and gains little. */
const TOGETHER_AT_MOST = 25;
/** Items that are claimed at once. */
const CLAIM: Readonly<Record<Lane, number>> = { prompt: 200, mails: 8, slow: 8 };
/** With so many rings waiting nothing more is claimed: a bell that loses its memory loses little. */
const mostWaiting = (lane: Lane): number => 2 * PLACES[lane];

/** Items that were handed on, for metrics. */
export interface DispatchCounts {
  dispatched(items: number): void;
  direct(lane: Lane, items: number): void;
}

const NOT_COUNTED: DispatchCounts = { dispatched: () => undefined, direct: () => undefined };

/**
 * Takes due work items and rings the bell for them. NOTIFY is a hint, the poll is the truth. Where the bell fails or
 * rings in vain, the dispatcher executes by itself ("direct mode"): a dead queue costs seconds, never a Frist.
 */
export class Dispatcher {
  private running = false;
  /** Of lanes that pause: begins their next look after so many milliseconds. */
  private readonly wake = new Map<Lane, (afterMs: number) => void>();
  private readonly moreDue = new Set<Lane>();
  private loops: Promise<void>[] = [];
  /** Without it only the hint is missing; the poll goes on. */
  private readonly listener: Listener;
  private readonly itself = inlineTransport();
  private readonly watches: Readonly<Record<Lane, BellWatch>>;
  directItems = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly transport: Transport,
    private readonly execute: Execute,
    databaseUrl: string,
    private readonly log: Logger,
    private readonly counts: DispatchCounts = NOT_COUNTED,
  ) {
    const watchOf = (lane: Lane) => new BellWatch(() => transport.backlog(lane));
    this.watches = { prompt: watchOf('prompt'), mails: watchOf('mails'), slow: watchOf('slow') };
    const ring = () => this.wakeAll(GATHER_MS);
    this.listener = new Listener(databaseUrl, 'work', ring, (error) =>
      log.warn({ err: error }, 'not listening, polling only'),
    );
  }

  /** Whether the bell has answered when it was last looked at. */
  get bellAnswers(): boolean {
    return LANES.every((lane) => this.watches[lane].answers);
  }

  async start(): Promise<void> {
    await this.transport.start((ring) => this.watches[ring.lane].heard(this.executed(ring)));
    await this.itself.start((ring) => this.executed(ring));
    this.running = true;
    await this.listener.start();
    this.loops = LANES.map((lane) => this.run(lane));
  }

  async stop(): Promise<void> {
    this.running = false;
    this.wakeAll(0);
    await Promise.all(this.loops);
    await Promise.all([this.transport.stop(), this.itself.stop()]);
    this.listener.stop();
  }

  /** A place has become free: who had no room for more looks again, the other lanes need not. */
  private async executed(ring: Parameters<Execute>[0]): Promise<void> {
    try {
      await this.execute(ring);
    } finally {
      if (this.moreDue.has(ring.lane)) this.wake.get(ring.lane)?.(0);
    }
  }

  private async run(lane: Lane): Promise<void> {
    while (this.running) {
      const left = await this.takeDue(lane);
      if (left === 'nothing') this.moreDue.delete(lane);
      else this.moreDue.add(lane);
      if (left !== 'more') await this.pause(lane);
    }
  }

  /** Claims what there is room for; `full`: there may be more, but no room for it yet. */
  private async takeDue(lane: Lane): Promise<'nothing' | 'more' | 'full'> {
    const sight = await this.watches[lane].look();
    const { isDirect, graceSeconds } = judge(sight);
    const backlog = isDirect || !sight.backlog ? await this.itself.backlog(lane) : sight.backlog;
    if (backlog.waiting >= mostWaiting(lane)) return 'full';
    try {
      const claim = { kinds: KINDS_OF[lane], graceSeconds };
      const claimed = await this.transactions.run((tx) => workItems.claimDue(tx, CLAIM[lane], claim));
      await this.hand(lane, claimed, isDirect);
      return claimed.length === CLAIM[lane] ? 'more' : 'nothing';
    } catch (error) {
      this.log.error({ err: error }, 'dispatch failed');
      return 'nothing';
    }
  }

  private async hand(lane: Lane, claimed: ClaimedItem[], isDirect: boolean): Promise<void> {
    const isSilent = (item: ClaimedItem) => isDirect || item.dispatchNo - item.attempts > SILENT_RINGS;
    const { direct = [], ringing = [] } = Object.groupBy(claimed, (item) => (isSilent(item) ? 'direct' : 'ringing'));
    if (ringing.length > 0)
      try {
        await this.transport.dispatch(ringsOf(lane, ringing));
        this.counts.dispatched(ringing.length);
      } catch (error) {
        this.log.warn({ err: error, items: ringing.length }, 'queue unreachable, executing directly');
        direct.push(...ringing);
      }
    if (direct.length === 0) return;
    this.directItems += direct.length;
    this.counts.direct(lane, direct.length);
    await this.itself.dispatch(ringsOf(lane, direct));
  }

  private pause(lane: Lane): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      let isWoken = false;
      this.wake.set(lane, (afterMs) => {
        if (isWoken && afterMs > 0) return;
        isWoken = true;
        clearTimeout(timer);
        setTimeout(resolve, this.running ? afterMs : 0);
      });
    });
  }

  private wakeAll(afterMs: number): void {
    for (const wake of this.wake.values()) wake(afterMs);
  }
}

/** One ring for several of a kind that are executed together, one for each of the others. */
export function ringsOf(lane: Lane, items: readonly ClaimedItem[]): Ring[] {
  return [...Map.groupBy(items, ({ kind }) => kind)].flatMap(([kind, ofKind]) => {
    const size = kind in TOGETHER ? TOGETHER_AT_MOST : 1;
    return Array.from({ length: Math.ceil(ofKind.length / size) }, (_, index) => {
      const together = ofKind.slice(index * size, (index + 1) * size);
      return {
        lane,
        ids: together.map(({ id }) => id),
        dispatchNo: Math.max(...together.map((one) => one.dispatchNo)),
      };
    });
  });
}
