import { clonePlain } from '../../plain';
import { positionOf } from '../../parts';
import type { RoundState, Seat } from '../../state';

/** What a round asks of all its seats; seats that are equal in it stand alike. */
export type Stance = Pick<
  Seat,
  | 'wave'
  | 'mandatory'
  | 'state'
  | 'silent'
  | 'condition'
  | 'answers'
  | 'dissent'
  | 'everRefused'
  | 'dispensable'
  | 'dueEnd'
  | 'firedDueEnd'
  | 'reminders'
>;

/** One of those who stand alike, and how many they are. */
interface Group {
  one: Stance;
  size: number;
}

type Groups = Group[];

const equal = <One>(a: readonly One[], b: readonly One[], are: (a: One, b: One) => boolean): boolean =>
  a.length === b.length && a.every((one, index) => are(one, b[index] as One));

function sameDispute(a: Stance['dissent'], b: Stance['dissent']): boolean {
  if (a === null || b === null) return a === b;
  return a.ended === b.ended && a.fired === b.fired && a.dueEnd === b.dueEnd;
}

/** The cheapest and the most telling questions first. */
const standAlike = (a: Stance, b: Stance): boolean =>
  a.state === b.state &&
  a.wave === b.wave &&
  a.mandatory === b.mandatory &&
  a.silent === b.silent &&
  a.condition === b.condition &&
  a.everRefused === b.everRefused &&
  a.dispensable === b.dispensable &&
  a.dueEnd === b.dueEnd &&
  a.firedDueEnd === b.firedDueEnd &&
  equal(a.answers, b.answers, (one, other) => one.kind === other.kind && one.stale === other.stale) &&
  equal(a.reminders, b.reminders, (one, other) => one.at === other.at && one.fired === other.fired) &&
  sameDispute(a.dissent, b.dissent);

function add(groups: Groups, seat: Stance, size: 1 | -1): void {
  const place = groups.findIndex(({ one }) => standAlike(one, seat));
  const now = (groups[place]?.size ?? 0) + size;
  if (place < 0) groups.push({ one: seat, size: now });
  else if (now === 0) groups.splice(place, 1);
  else groups[place] = { one: seat, size: now };
}

/** The seats of a round while a command changes them. */
interface Draft {
  from: readonly Seat[];
  /** Where a copy stands instead of the seat. */
  copied: Set<number>;
  /** All the others, but for new ones behind them. */
  others: Groups;
}

/** Memory of this process, not of the run: without it everything is counted anew and comes out the same (ADR 0056). */
const drafts = new WeakMap<readonly Seat[], Draft>();
const grouped = new WeakMap<readonly Seat[], Groups>();

function eachChanged(seats: readonly Seat[], { from, copied }: Draft, see: (seat: Seat, size: 1) => void): void {
  const seeAt = (position: number): void => {
    const seat = seats[position];
    if (seat !== undefined) see(seat, 1);
  };
  copied.forEach(seeAt);
  for (let position = from.length; position < seats.length; position += 1) seeAt(position);
}

/** Of seats that nothing changes any more. They are all asked once; after a command only those that it has changed. */
function groupsOf(seats: readonly Seat[]): Groups {
  const known = grouped.get(seats);
  if (known !== undefined) return known;
  const draft = drafts.get(seats);
  const groups = draft?.others ?? [];
  if (draft === undefined) for (const seat of seats) add(groups, seat, 1);
  else eachChanged(seats, draft, (seat) => add(groups, seat, 1));
  // The run goes on from here.
  if (draft !== undefined) grouped.delete(draft.from);
  drafts.delete(seats);
  grouped.set(seats, groups);
  return groups;
}

/** The same seats, to be changed by way of `own`. */
export function draftSeats(from: readonly Seat[]): Seat[] {
  const seats = [...from];
  drafts.set(seats, { from, copied: new Set(), others: [...groupsOf(from)] });
  return seats;
}

/** A seat is copied before it is changed; what nobody touches stays the caller's. */
export function own({ seats }: RoundState, seat: Seat): Seat {
  const draft = drafts.get(seats);
  const position = positionOf(seats, seat.id);
  if (draft === undefined || position >= draft.from.length || draft.copied.has(position)) return seat;
  const copy = clonePlain(seat);
  seats[position] = copy;
  draft.copied.add(position);
  add(draft.others, seat, -1);
  return copy;
}

/** Shows each stance once, with how many seats stand so: few, however many seats there are. */
export function eachStance({ seats }: RoundState, see: (seat: Stance, size: number) => void): void {
  const draft = drafts.get(seats);
  const groups = draft?.others ?? grouped.get(seats);
  if (groups === undefined) for (const seat of seats) see(seat, 1);
  else for (const { one, size } of groups) see(one, size);
  if (draft !== undefined) eachChanged(seats, draft, see);
}

type Test = (seat: Stance) => boolean;

export function howMany(round: RoundState, test: Test): number {
  let found = 0;
  eachStance(round, (seat, size) => {
    if (test(seat)) found += size;
  });
  return found;
}

export const isThere = (round: RoundState, test: Test): boolean => howMany(round, test) > 0;
export const areAll = (round: RoundState, test: Test): boolean => !isThere(round, (seat) => !test(seat));
