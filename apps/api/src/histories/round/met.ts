import { EXPECTED_PAIRS } from '@querraum/workflow/testing';
import { codeOf, type Heard } from './explain';

/**
 * Answers that a client cannot bring about: the server numbers the versions, a task has its place. What ends a round without
 * agreement ends the run, and after an agreement reservations may be lifted: only behind a return to the draft, which is the
 * lead's, would somebody hear that it is too late for that alone.
 */
const UNHEARD: readonly string[] = [
  'round.liftReservation roundEnded',
  'tick accepted',
  'recount.idle accepted',
  'recount.idle runEnded',
  'recount.moving accepted',
  'round.replaceText versionNotNewer',
  ...['claim', 'release', 'answer'].map((type) => `round.${type} unknownSeat`),
  ...['claim', 'release', 'sign', 'return', 'reject'].map((type) => `signature.${type} unknownSeat`),
];

/** Heard now and then, a few times in two thousand histories: too seldom to ask for them in each run. */
const SELDOM: readonly string[] = [
  'round.answer thirdNotResponsible',
  'round.answerCondition noNewerVersion',
  'round.cancel notLead',
  'round.cancel reasonRequired',
  'round.releaseSeat mandatorySeat',
  'round.showDissent noAuthority',
  'round.withdraw noAuthority',
  'signature.reject answeredInRound',
  'signature.reject wordsRequired',
  'signature.release noAuthority',
  'signature.return answeredInRound',
  'signature.return wordsRequired',
  'signature.sign stale',
];

/** Of what clients do at the same time; the lead's commands on the run as a whole have their own tests. */
const isOfStep = (pair: string): boolean =>
  /^(round|signature|task)\./.test(pair) && !/ (suspended|insertedOpen)$/.test(pair);

const HEARD = EXPECTED_PAIRS.filter((pair) => isOfStep(pair) && !UNHEARD.includes(pair) && !SELDOM.includes(pair));

/** What the histories have met: commands with their answers, and bursts whose order was not that in which they were sent. */
export class Met {
  readonly pairs = new Map<string, number>();
  bursts = 0;
  reordered = 0;

  count(heard: readonly Heard[], order: readonly number[]): void {
    this.bursts += 1;
    this.reordered += order.some((place, index) => place !== index) ? 1 : 0;
    for (const { ask, answer } of heard) {
      if (ask.what !== 'command' || answer === undefined) continue;
      const { target, command } = ask.given;
      const pair = `${target}.${command.type} ${codeOf(answer) ?? 'accepted'}`;
      this.pairs.set(pair, (this.pairs.get(pair) ?? 0) + 1);
    }
  }

  get commands(): number {
    return [...this.pairs.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Answers that nobody has heard. */
  get missing(): string[] {
    return HEARD.filter((pair) => !this.pairs.has(pair));
  }
}
