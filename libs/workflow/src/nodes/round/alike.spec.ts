import { seededRandom } from '../../histories/random';
import type { Random } from '../../histories/random';
import { frozen } from '../../play-frozen';
import { playRound } from '../../play';
import type { RoundState, Seat } from '../../state';
import { areAll, draftSeats, eachStance, howMany, isThere, own } from './alike';
import type { Stance } from './alike';
import { newSeat } from './open';

const STATES = ['waiting', 'open', 'back', 'answered', 'released'] as const;
const DAYS = ['2027-04-05T22:00:00.000Z', '2027-04-06T22:00:00.000Z', null] as const;
const QUESTIONS: ((seat: Stance) => boolean)[] = [
  ({ state }) => state === 'open',
  ({ state, mandatory }) => state === 'answered' && mandatory,
  ({ dueEnd }) => dueEnd === DAYS[0],
  ({ answers }) => answers.some(({ kind, stale }) => kind === 'approve' && !stale),
  ({ dissent }) => dissent !== null && dissent.ended === null,
  ({ reminders }) => reminders.some(({ fired }) => fired),
  () => true,
];

const paper = { number: 1, sha256: 'a' };
const answer = (kind: 'approve' | 'refuse', stale: boolean) => ({
  kind,
  stale,
  words: null,
  by: null,
  at: '2027-04-01T10:00:00.000Z',
  paper,
  late: false,
});

function change(seat: Seat, random: Random): void {
  seat.state = random.pick(STATES);
  seat.dueEnd = random.pick(DAYS);
  seat.mandatory = random.chance(0.5);
  seat.reminders = [{ at: '2027-04-02T22:00:00.000Z', fired: random.chance(0.5) }];
  if (random.chance(0.5)) seat.answers.push(answer(random.pick(['approve', 'refuse']), random.chance(0.5)));
}

function seatOf({ seats }: RoundState, position: number): Seat {
  const seat = seats[position];
  if (seat === undefined) throw new Error(`No seat ${position}.`);
  return seat;
}

/** What a command does: some seats change, now and then one is added. */
function changed(round: RoundState, random: Random): RoundState {
  const draft = { ...round, seats: draftSeats(round.seats) };
  for (let times = random.pick([0, 1, 2, 5]); times > 0; times -= 1) {
    if (random.chance(0.2))
      draft.seats.push(newSeat(draft, { unitId: 'x', mandatory: false, kind: 'technical', wave: 0 }));
    change(own(draft, seatOf(draft, random.below(draft.seats.length))), random);
    expectCounted(draft);
  }
  return draft;
}

function expectCounted(round: RoundState): void {
  for (const test of QUESTIONS) {
    const found = round.seats.filter(test).length;
    expect([howMany(round, test), isThere(round, test), areAll(round, test)]).toEqual([
      found,
      found > 0,
      found === round.seats.length,
    ]);
  }
}

const units = (count: number) => Array.from({ length: count }, (_, index) => `unit-${index}`);

describe('seats that stand alike', () => {
  it('are counted as if each were asked, while commands change them and from whichever state they come', () => {
    const random = seededRandom(7);
    const first = frozen(playRound([{ seats: units(20) }]).round);
    const rounds = [first];
    for (let command = 0; command < 500; command += 1) {
      const next = changed(random.pickOr(rounds.slice(-3), first), random);
      expectCounted(next);
      rounds.push(frozen(next));
    }
    rounds.forEach(expectCounted);
  });

  it('are asked once, however many they are', () => {
    const round = playRound([{ seats: units(100) }]).round;
    const draft = { ...round, seats: draftSeats(round.seats) };
    const sizes: number[] = [];
    own(draft, seatOf(draft, 50)).owner = 'somebody';
    eachStance(draft, (_, size) => sizes.push(size));
    expect(sizes).toEqual([99, 1]);
  });

  it('are the very seats of the given round, but for those that are touched', () => {
    const { round } = playRound([{ seats: units(3) }]);
    const draft = { ...round, seats: draftSeats(round.seats) };
    const touched = own(draft, seatOf(draft, 1));
    expect(own(draft, touched)).toBe(touched);
    expect(draft.seats.map((seat, index) => seat === round.seats[index])).toEqual([true, false, true]);
  });
});
