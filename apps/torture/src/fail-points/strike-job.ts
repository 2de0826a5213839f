import { type JobKind, TOLD_TO_THE_LEAD, type Workshop } from './job-kind.ts';
import type { Order } from './passage.ts';
import type { Strike } from './strike-command.ts';
import { areAlike, inWords, type Touched } from './touched.ts';
import type { Traces } from './traces.ts';

/** What a job of this kind does when nothing happens to it, and what there is at each of its commits and after its first piece. */
export interface WholeJob {
  awaits: string[];
  touched: Touched;
  stages: Touched[];
}

const MOST_STAGES = 2;
/** So often a job is tried before people are asked (`MAX_ATTEMPTS` of the product). */
const ATTEMPTS = 8;

/** Taking it up and counting a failed attempt is written on the work item itself, and no effect. */
const NOTHING: Touched = new Map([['work_item', { more: 0, written: 1 }]]);

/** Plays one kind of job again and again, each time on a work item of its own, and strikes it. */
export class JobStrikes {
  readonly #kind: JobKind;
  readonly #workshop: Workshop;
  readonly #traces: Traces;
  #items: string[] = [];

  constructor(kind: JobKind, workshop: Workshop, traces: Traces) {
    this.#kind = kind;
    this.#workshop = workshop;
    this.#traces = traces;
  }

  get kind(): string {
    return this.#kind.kind;
  }

  async prepare(count: number): Promise<void> {
    this.#items = await this.#kind.owe(this.#workshop, count + 1);
    // The first one fills what the process keeps in mind, and writes what all that follow share.
    await this.#workshop.workers.finish(this.#next());
  }

  async whole(): Promise<WholeJob> {
    const { workers } = this.#workshop;
    await this.prepare(1 + MOST_STAGES);
    const item = this.#next();
    await this.#lookFromHere();
    const awaits = await workers.record(item);
    const stages = [await this.#traces.since()];
    await workers.finish(item);
    const touched = await this.#traces.since();
    if (touched.size === 0) throw new Error(`${this.#kind.kind}: nothing was written`);
    for (const [at, what] of awaits.entries()) {
      if (!what.endsWith('commit') || at === awaits.length - 1) continue;
      const begun = this.#next();
      await this.#lookFromHere();
      await workers.strike(begun, { at, side: 'after', how: 'throw' });
      stages.push(await this.#traces.since());
      await workers.finish(begun);
    }
    return { awaits, touched, stages };
  }

  /** Struck, there must be nothing, all or what one of its commits left; taken up again, all of it once. */
  async strike(whole: WholeJob, order: Order): Promise<Strike> {
    const item = this.#next();
    await this.#lookFromHere();
    const isStruck = await this.#workshop.workers.strike(item, order);
    const left = await this.#traces.since();
    await this.#workshop.workers.finish(item);
    const end = await this.#traces.since();
    if (!isStruck) return undefined;

    const faults: string[] = [];
    if (![NOTHING, new Map(), whole.touched, ...whole.stages].some((known) => areAlike(left, known)))
      faults.push(`left ${inWords(left)} of ${inWords(whole.touched)}`);
    if (!areAlike(end, whole.touched)) faults.push(`did ${inWords(end)} instead of ${inWords(whole.touched)}`);
    const where = `${this.#kind.kind}: ${order.how} ${order.side} ${whole.awaits[order.at] ?? `await ${order.at}`}`;
    return { faults: faults.map((fault) => `${where}: ${fault}`), isDone: areAlike(left, whole.touched) };
  }

  /**
   * Struck there each time, it is given up after its last attempt: there is nothing or what one of its commits left, and its lead
   * is told where it is theirs. Tried again, all of it once. `undefined` where it is not asked each time and so comes through.
   */
  async giveUp({ touched, stages }: WholeJob, each: string): Promise<Strike> {
    const item = this.#next();
    await this.#lookFromHere();
    const struck = await this.#workshop.workers.strikeEachTime(item, each, this.#kind.hasOwnEnd);
    const isGivenUp = await this.#workshop.work.isGivenUp(item);
    const left = await this.#traces.since();
    await this.#workshop.work.tryAgain(item);
    await this.#workshop.workers.finish(item);
    const end = await this.#traces.since();

    const news = isGivenUp && TOLD_TO_THE_LEAD.has(this.kind) ? 1 : 0;
    const withNews = (known: Touched): Touched => {
      const { more, written } = known.get('work_item') ?? { more: 0, written: 0 };
      return new Map([...known, ['work_item', { more: more + news, written: written + news }]]);
    };
    const faults: string[] = [];
    const isEndedByItself = this.#kind.hasOwnEnd && struck > 1;
    if (isGivenUp && !isEndedByItself && struck !== ATTEMPTS) faults.push(`given up after ${struck} attempts`);
    if (isGivenUp && ![NOTHING, ...stages].some((known) => areAlike(left, withNews(known))))
      faults.push(`given up, it left ${inWords(left)} of ${inWords(touched)}`);
    if (!isEndedByItself && !areAlike(end, withNews(touched)))
      faults.push(`tried again, it did ${inWords(end)} instead of ${inWords(touched)}`);
    if (!isGivenUp && faults.length === 0) return undefined;
    return { faults: faults.map((fault) => `${this.kind}, at each ${each}: ${fault}`), isDone: false };
  }

  /** Leases of strikes before end now: ended later, they would count as written by this one. */
  async #lookFromHere(): Promise<void> {
    await this.#workshop.work.endLeases();
    await this.#traces.begin();
  }

  #next(): string {
    const item = this.#items.pop();
    if (item === undefined) throw new Error(`no ${this.#kind.kind} is left`);
    return item;
  }
}
