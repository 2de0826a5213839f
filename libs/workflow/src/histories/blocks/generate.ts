import { ChangingCalendar, timeToGoOn } from '../generate';
import { seededRandom } from '../random';
import { FIRST_DAY, LAST_INSTANT, LEAD_UNIT } from '../world';
import {
  type Answered,
  type BlocksMove,
  type BlocksRun,
  type BlocksSetup,
  moveBlocks,
  nextInstant,
  startBlocks,
} from './blocks-run';
import { nextMove, randomUnrest } from './moves';
import { CourseMaker } from './random-course';

export interface BlocksStep {
  at: number;
  /** Closed days of the calendar as it is now, beside Saturdays and Sundays. */
  closed: string[];
  move: BlocksMove;
  /** Who leads the project by then. */
  lead: string;
}

export interface BlocksHistory {
  seed: number;
  setup: BlocksSetup;
  steps: BlocksStep[];
}

export interface Recorded extends BlocksStep {
  before: BlocksRun;
  answered: Answered;
}

/** Plays one random history of blocks on the model; `see` is shown every step as it happens. */
export function playBlocks(
  seed: number,
  see: (step: Recorded, setup: BlocksSetup) => void = () => undefined,
): BlocksHistory {
  const random = seededRandom(seed);
  const startAt = FIRST_DAY + random.between(0, 72 * 60) * 60_000;
  const maker = new CourseMaker(random, startAt);
  const course = maker.course(random.pick([1, 2, 2, 3]));
  const setup = { lead: LEAD_UNIT, course, declared: maker.declared, facts: maker.facts, startAt };
  const unrest = randomUnrest(random);
  const calendar = new ChangingCalendar(random);
  let run = startBlocks(setup);
  let now = startAt;
  const steps: BlocksStep[] = [];
  for (let left = random.between(6, 40), ended = 3; left > 0 && ended > 0 && now < LAST_INSTANT; left -= 1) {
    now = timeToGoOn(random, nextInstant(run), now);
    const move = calendar.nextMove(now) ?? nextMove(random, run, unrest, now);
    const closed = [...calendar.closed];
    const answered = moveBlocks(run, setup, now, closed, move);
    const step = { at: now, closed, move, lead: answered.run.lead };
    steps.push(step);
    see({ ...step, before: run, answered }, setup);
    run = answered.run;
    if (run.status !== 'running') ended -= 1;
  }
  return { seed, setup, steps };
}
