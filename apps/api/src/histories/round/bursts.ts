import {
  authority,
  isStepMove,
  LEAD_UNIT,
  type ModelRun,
  nextMove,
  peopleOf,
  type Random,
  seatName,
  signerName,
  UNITS,
} from '@querraum/workflow/testing';
import { type Ask, type Given, overHttp, rule } from './asks';
import { actingNow, type Moment, type Scene } from './moment';

type Command = Extract<Ask, { what: 'command' }>;

const MOST_TRIES = 20;

/** Asks of two to four clients at the same time, mostly; whoever comes first, the others may come too late. */
export function nextBurst(random: Random, from: Moment, scene: Scene, later: number): Ask[] {
  const size = random.weighted(
    [
      [3, 1],
      [4, 2],
      [2.5, 3],
      [1.5, 4],
    ],
    1,
  );
  const asks: Ask[] = [];
  let after = from;
  for (let left = size; left > 0; left -= 1) {
    const ask = nextAsk(random, from, after, asks);
    asks.push(ask);
    if (ask.what === 'command') after = { ...after, run: rule(after, scene, ask.given).run };
  }
  const [first] = asks;
  if (first?.what === 'command' && size < 4 && random.chance(0.12)) asks.push(first);
  if (random.chance(0.2)) asks.push({ what: 'read', by: anyone(random) });
  if (random.chance(0.1)) asks.push({ what: 'tick' });
  if (random.chance(0.12)) asks.push({ what: 'clock', to: later });
  if (random.chance(0.1)) asks.push(account(random, from));
  return shuffled(random, asks);
}

/** Somebody who has a task, or anyone of a unit that is asked, is disabled; and whoever is comes back. */
function account(random: Random, { run, disabled }: Moment): Ask {
  const [away] = disabled;
  if (away !== undefined && random.chance(0.6)) return { what: 'account', personId: away, isDisabled: false };
  const { seats } = run.round;
  const owners = [...seats, ...run.signers, run.task].flatMap(({ owner }) => owner ?? []);
  const unit = random.pickOr(
    seats.map((seat) => seat.unit),
    LEAD_UNIT,
  );
  const someone = random.pick(peopleOf(unit)).personId;
  return { what: 'account', personId: random.chance(0.6) ? random.pickOr(owners, someone) : someone, isDisabled: true };
}

const anyone = (random: Random): string => random.pick(peopleOf(random.pickOr(UNITS, LEAD_UNIT))).personId;

/** A rival asks for the same; somebody else goes on from what the others will have done; or it is quite another matter. */
function nextAsk(random: Random, from: Moment, after: Moment, asks: readonly Ask[]): Ask {
  const { run, at } = from;
  const known = { seats: run.round.seats.length, signers: run.signers.length };
  const former = random.pickOr(asks, { what: 'tick' });
  if (former.what === 'command' && random.chance(0.3)) return rival(random, run, former, known);
  const orphan = orphanOf(random, from);
  if (orphan && random.chance(0.3)) return orphan;
  const before = asks.length > 0 && random.chance(0.4) ? after.run : run;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const move = nextMove(random, before, at);
    if (!isStepMove(move)) continue;
    const given = overHttp(random.chance(0.06) ? spoilt(random, move) : move, known);
    if (given) return command(random, given);
  }
  return { what: 'tick' };
}

/** Without a reason, without words, or at a place that there is not. */
function spoilt(random: Random, given: Given): Given {
  const { command } = given;
  const wrong: object[] = [
    ...('reason' in command ? [{ reason: ' ' }] : []),
    ...('words' in command ? [{ words: ' ' }] : []),
    ...('seatId' in command ? [{ seatId: 'nowhere' }] : []),
  ];
  return { ...given, command: { ...command, ...random.pickOr(wrong, {}) } } as Given;
}

/** Somebody takes over what an owner has who has no authority any more. */
function orphanOf(random: Random, moment: Moment): Ask | undefined {
  const { round, signers } = moment.run;
  const isOrphan = ({ state, owner, unit }: { state: string; owner: string | null; unit: string }): boolean =>
    state === 'open' && owner !== null && authority(actingNow(owner, moment), unit) === undefined;
  const seat = round.seats.findIndex(isOrphan);
  const signer = signers.findIndex(isOrphan);
  const unit = (round.seats[seat] ?? signers[signer])?.unit;
  if (unit === undefined) return undefined;
  const by = random.pick(peopleOf(unit));
  return command(
    random,
    seat >= 0
      ? { target: 'round', by, command: { type: 'claim', seatId: seatName(seat) } }
      : { target: 'signature', by, command: { type: 'claim', seatId: signerName(signer) } },
  );
}

const command = (random: Random, given: Command['given']): Command => ({
  what: 'command',
  key: String(random.next()),
  given,
});

function rival(random: Random, run: ModelRun, { given }: Command, known: Parameters<typeof overHttp>[1]): Command {
  const seat = 'seatId' in given.command ? Number(/\d+$/.exec(given.command.seatId)?.[0]) : -1;
  const places = given.target === 'signature' ? run.signers : run.round.seats;
  const unit = places[seat]?.unit ?? LEAD_UNIT;
  const whose = random.weighted(
    [
      [6, unit],
      [2, LEAD_UNIT],
      [2, random.pickOr(UNITS, LEAD_UNIT)],
    ],
    unit,
  );
  const by = random.pick(peopleOf(whose));
  return command(random, overHttp({ ...given, by }, known) ?? given);
}

function shuffled<T>(random: Random, given: readonly T[]): T[] {
  const left = [...given];
  return given.flatMap(() => left.splice(random.below(left.length), 1));
}
