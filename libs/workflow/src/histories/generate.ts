import { type Quorum, type RoundSettings, SeatKind } from '../definition';
import { hostileMove } from './hostile';
import { leadingMove, randomUnrest } from './leading-moves';
import { plausibleMove } from './moves';
import { type Random, seededRandom } from './random';
import {
  type Answered,
  commandRun,
  type ModelCommand,
  type ModelRun,
  nextInstant,
  type RunSetup,
  startRun,
  statusOf,
} from './run-model';
import {
  BOARD_UNIT,
  dateOf,
  FIRST_DAY,
  LAST_INSTANT,
  LEAD_UNIT,
  MEMBER_UNIT,
  peopleOf,
  type Periods,
  periodsOf,
  SEAT_UNITS,
  worldOf,
} from './world';

export interface HistorySetup extends RunSetup {
  periods: Periods;
  startAt: number;
}

export interface HistoryStep {
  at: number;
  /** Closed days of the calendar as it is now, beside Saturdays and Sundays. */
  closed: string[];
  command: ModelCommand;
  /** Who leads the project by then. */
  lead: string;
}

export interface History {
  seed: number;
  setup: HistorySetup;
  steps: HistoryStep[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const days = (random: Random, most: number) => ({
  length: random.between(1, most),
  unit: random.pick(['calendarDay', 'workingDay'] as const),
  roll: false,
  ...(random.chance(0.15) ? { latestTime: random.pick(['12:00', '00:00', '23:59', '16:30']) } : {}),
});

function randomSettings(random: Random, quorum: Quorum): RoundSettings {
  return {
    quorum,
    waitAll: random.chance(0.5),
    onRefusal: random.pick(['dissent', 'dissent', 'return', 'reject']),
    refusalOf: random.pick(['any', 'mandatory']),
    onSilence: random.pick(['escalate', 'deemed', 'nil', 'refuse', 'remindOnly']),
    onTextChange: random.pick(['affected', 'all', 'none']),
    lateAnswers: random.chance(0.75),
    fourEyes: random.chance(0.75),
    resignPeriod: days(random, 2),
    escalationPeriod: days(random, 3),
    dissentPeriod: days(random, 3),
    maxEscalations: random.between(0, 2),
    onNotReached: random.pick(['return', 'reject']),
    deemedMandatory: random.chance(0.3),
    signerMayAnswer: random.chance(0.3),
  };
}

/** A quorum that the linter of definitions would let pass. */
function randomQuorum(random: Random, optional: number, mandatory: number): Quorum {
  const kind = random.pick(['all', 'all', 'count', 'percent']);
  if (kind === 'count' && optional > 0)
    return { kind, n: random.between(mandatory > 0 && random.chance(0.1) ? 0 : 1, optional) };
  if (kind === 'percent') return { kind, p: random.pick([1, 25, 34, 50, 51, 66, 67, 75, 100]) };
  return { kind: 'all' };
}

export function randomSetup(random: Random): HistorySetup {
  const waves = Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => ({
    mode: random.pick(['parallel', 'parallel', 'serial']),
    seats: [],
  })) as RunSetup['waves'];
  // Early ends with somebody still to be asked: only there seats become dispensable and come back.
  const hurried = random.chance(0.3);
  const someMandatory = hurried ? 0.1 : random.next();
  for (let seat = Math.max(waves.length, random.between(1, 6)), place = 0; place < seat; place += 1)
    waves[place % waves.length]?.seats.push({
      unit: random.pick(SEAT_UNITS),
      mandatory: random.chance(someMandatory),
      kind: random.chance(0.75) ? 'technical' : random.pick(SeatKind.options as ['law', 'money', 'dataProtection']),
    });
  if (hurried)
    for (const seat of waves
      .slice(-1)
      .flatMap((wave) => wave.seats)
      .slice(-1))
      seat.mandatory = true;
  const seats = waves.flatMap((wave) => wave.seats);
  const mandatory = seats.filter((seat) => seat.mandatory).length;
  const optional = hurried ? Math.min(2, seats.length - mandatory) : seats.length - mandatory;
  const quorum = randomQuorum(random, optional, mandatory);
  const settings = { ...randomSettings(random, quorum), ...(hurried ? { waitAll: false } : {}) };
  const author = random.weighted(
    [
      [7, peopleOf(LEAD_UNIT)[0]],
      [2, peopleOf(seats[0]?.unit ?? LEAD_UNIT)[1]],
      [2, peopleOf(MEMBER_UNIT)[0]],
    ],
    peopleOf(LEAD_UNIT)[0],
  );
  return {
    lead: LEAD_UNIT,
    quorum,
    settings,
    waves,
    signers: random.chance(0.2) ? [MEMBER_UNIT] : [MEMBER_UNIT, BOARD_UNIT],
    authors: [author.personId],
    periods: periodsOf(settings, {
      seat: days(random, 4),
      reminder: random.chance(0.5) ? days(random, 2) : null,
      signature: days(random, 3),
    }),
    startAt: FIRST_DAY + random.between(0, 72 * 60) * 60_000,
  };
}

/** On at once, after a while, or around the next instant at which something is due; `Infinity` for none. */
export function timeToGoOn(random: Random, due: number, now: number): number {
  const reachable = Number.isFinite(due) && due >= now;
  return random.weighted(
    [
      [3, now],
      [5, now + random.between(1, 5 * 60) * 60_000],
      [1, now + random.between(1, 36) * HOUR],
      [0.15, now + random.between(36, 200) * HOUR],
      [reachable ? 1.2 : 0, due],
      [reachable ? 0.4 : 0, Math.max(now, due - 1)],
      [reachable ? 0.4 : 0, due + random.between(1, 30) * HOUR],
    ],
    now,
  );
}

export const nextTime = (random: Random, run: ModelRun, now: number): number =>
  timeToGoOn(random, nextInstant(run), now);

export const hasEnded = (run: ModelRun): boolean => statusOf(run) !== 'running';

/** Signing is short, so more is tried there; after the end nothing is plausible. */
const plausibility = (run: ModelRun): number => (hasEnded(run) ? 0 : run.signers.length > 0 ? 0.6 : 0.85);

export const nextMove = (random: Random, run: ModelRun, at: number): ModelCommand =>
  random.chance(plausibility(run)) ? plausibleMove(random, run, at) : hostileMove(random, run, at);

/** Now and then a day of the next week is closed or opens again; soon after that everything is counted anew. */
export class ChangingCalendar {
  closed: string[] = [];
  private changed: string[] = [];

  constructor(private readonly random: Random) {}

  /** A count anew, if it is time for one. */
  nextMove(now: number): Extract<ModelCommand, { target: 'recount' }> | undefined {
    const { random } = this;
    if (random.chance(0.1)) {
      const date = random.chance(0.5)
        ? random.pickOr(this.closed, dateOf(now))
        : dateOf(now + random.between(0, 7) * DAY);
      this.closed = this.closed.includes(date)
        ? this.closed.filter((other) => other !== date)
        : [...this.closed, date].sort();
      this.changed = [...this.changed, date];
    }
    if (this.changed.length === 0 || random.chance(0.3)) return undefined;
    const changed = random.chance(0.9) ? this.changed : [];
    this.changed = random.chance(0.8) ? [] : this.changed;
    return { target: 'recount', changed };
  }
}

export interface Recorded extends HistoryStep {
  before: ModelRun;
  answered: Answered;
}

/** Plays one random history on the model; `see` is shown every step as it happens. */
export function playHistory(
  seed: number,
  see: (step: Recorded, setup: HistorySetup) => void = () => undefined,
): History {
  const random = seededRandom(seed);
  const setup: HistorySetup = {
    ...randomSetup(random),
    signerFollowsLead: random.chance(0.5),
    course: random.chance(0.7) ? 'fork' : 'block',
  };
  const unrest = randomUnrest(random);
  let run = startRun(setup, worldOf(setup.periods), setup.startAt);
  const calendar = new ChangingCalendar(random);
  let now = setup.startAt;
  const steps: HistoryStep[] = [];
  const length = random.between(6, 50);
  for (let left = length, ended = 3; left > 0 && ended > 0 && now < LAST_INSTANT; left -= 1) {
    now = nextTime(random, run, now);
    const command = calendar.nextMove(now) ?? leadingMove(random, run, unrest) ?? nextMove(random, run, now);
    const closed = [...calendar.closed];
    const answered = commandRun(run, setup, worldOf(setup.periods, closed), now, command);
    const step = { at: now, closed, command, lead: answered.run.lead };
    steps.push(step);
    see({ ...step, before: run, answered }, setup);
    run = answered.run;
    ended = hasEnded(run) ? ended - 1 : Math.max(ended, 2);
  }
  return { seed, setup, steps };
}
