import type { Backlog } from './transport';
import { within } from './within';

/** A bell that has not answered by then is passed over this once. */
export const ANSWER_WITHIN_MS = 300;
/** So long a bell may be mute, or its rings lie untouched, before what it was given is taken back. */
const PATIENCE_MS = 2000;
/** What was rung for and has shown no effect is rung for again after this, where nothing speaks against the bell … */
const GRACE_SECONDS = 5;
/** … and after this where it is known that the bell holds it no more, or that nobody hears it. */
const SHORT_GRACE_SECONDS = 1;

/** What is seen of a bell at one moment, in milliseconds. */
export interface Sight {
  /** `undefined`: it does not answer. */
  backlog: Backlog | undefined;
  unansweredFor: number;
  /** How long rings have been waiting while this process had nothing in hand and was given nothing. */
  unheardFor: number;
}

export interface Judgement {
  /** The dispatcher executes by itself. */
  isDirect: boolean;
  graceSeconds: number;
}

/**
 * What to make of a bell (docs/adr/0059). Mute: go on without it. Full while we stand idle: our own way to it is dead. Empty: what
 * it was given and is not done was lost, and may be rung for again.
 */
export function judge({ backlog, unansweredFor, unheardFor }: Sight): Judgement {
  if (!backlog)
    return { isDirect: true, graceSeconds: unansweredFor > PATIENCE_MS ? SHORT_GRACE_SECONDS : GRACE_SECONDS };
  if (unheardFor > PATIENCE_MS) return { isDirect: true, graceSeconds: SHORT_GRACE_SECONDS };
  const isEmpty = backlog.waiting + backlog.active === 0;
  return { isDirect: false, graceSeconds: isEmpty ? SHORT_GRACE_SECONDS : GRACE_SECONDS };
}

/** Keeps an eye on one lane of a bell. */
export class BellWatch {
  private inHand = 0;
  private answeredAt = performance.now();
  /** Since when rings wait while nothing is in hand. */
  private waitingSince: number | undefined;
  private asking: Promise<Backlog | undefined> | undefined;
  answers = true;

  constructor(private readonly ask: () => Promise<Backlog>) {}

  async look(): Promise<Sight> {
    this.asking ??= this.ask()
      .catch(() => undefined)
      .finally(() => {
        this.asking = undefined;
      });
    const backlog = await within(ANSWER_WITHIN_MS, this.asking).catch(() => undefined);
    const now = performance.now();
    this.answers = backlog !== undefined;
    if (backlog) this.answeredAt = now;
    if (!backlog?.waiting || this.inHand > 0) this.waitingSince = undefined;
    else this.waitingSince ??= now;
    return { backlog, unansweredFor: now - this.answeredAt, unheardFor: now - (this.waitingSince ?? now) };
  }

  /** Whatever comes over the bell passes through here. */
  async heard<T>(work: Promise<T>): Promise<T> {
    this.inHand += 1;
    this.waitingSince = undefined;
    try {
      return await work;
    } finally {
      this.inHand -= 1;
    }
  }
}
