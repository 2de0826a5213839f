import { SIDES } from './asked.ts';
import type { Order } from './passage.ts';
import type { Strike } from './strike-command.ts';

/** Of a kind in which everything is wrong, so many faults are told; they are alike. */
const FAULTS_OF_A_KIND = 2;
const FEW = 0.1;

/** What was struck, what was missed and what was wrong. */
export class Tally {
  /** Of what could not be struck at all. */
  readonly faults: string[] = [];
  readonly byKind: string[] = [];
  readonly missed: string[] = [];
  readonly #struck = { throw: 0, kill: 0, done: 0 };
  readonly #kinds = { command: 0, job: 0 };
  readonly #faultsOf = new Map<string, string[]>();
  #points = 0;
  #givenUp = 0;

  kind(what: 'command' | 'job', name: string, awaits: number): void {
    this.#kinds[what] += 1;
    this.#points += SIDES.length * awaits;
    this.byKind.push(`${what} ${name}: ${awaits} awaits`);
  }

  add(name: string, how: Order['how'], strike: Strike): void {
    if (!strike) return;
    this.#struck[how] += 1;
    if (strike.isDone) this.#struck.done += 1;
    this.#faultsOf.set(name, [...(this.#faultsOf.get(name) ?? []), ...strike.faults]);
  }

  giveUp(name: string, strike: Strike): void {
    if (!strike) return;
    this.#givenUp += 1;
    this.#faultsOf.set(name, [...(this.#faultsOf.get(name) ?? []), ...strike.faults]);
  }

  /** A point that this time did not come. */
  miss(name: string, awaits: string[], { how, side, at }: Order): void {
    this.missed.push(`not reached: ${name}, ${how} ${side} ${awaits[at] ?? ''} (${at + 1} of ${awaits.length})`);
  }

  get areFewMissed(): boolean {
    return this.missed.length <= FEW * (this.#struck.throw + this.#struck.kill);
  }

  /** All that is wrong, in few lines. */
  get broken(): string[] {
    return [
      ...this.faults,
      ...[...this.#faultsOf].flatMap(([name, faults]) => {
        const more = faults.length - FAULTS_OF_A_KIND;
        return [...faults.slice(0, FAULTS_OF_A_KIND), ...(more > 0 ? [`${name}: ${more} more`] : [])];
      }),
    ];
  }

  get figures(): string {
    const { throw: thrown, kill, done } = this.#struck;
    const kinds = `${this.#kinds.command} kinds of commands and ${this.#kinds.job} of jobs`;
    const struck = `struck ${thrown} × by an exception and ${kill} × by SIGKILL (${done} after the commit)`;
    return `${this.#points} points in ${kinds}, ${struck}, ${this.missed.length} not reached, ${this.#givenUp} jobs given up`;
  }
}
