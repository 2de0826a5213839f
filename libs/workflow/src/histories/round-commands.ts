/**
 * "Commands" and "Changed text" of docs/round.md for the reference model. Open points, continued:
 *  7. A claim of the present owner is refused like any other second claim.
 *  8. Only the owner with authority acts on a seat; who has authority may answer late, whoever held the seat when it was silent.
 *  9. `withdraw` takes back an answer given by a person, not a "nicht zuständig" and no silence; "condition answered" is its own.
 * 10. After the second "nicht zuständig" the unit that decides on responsibility replaces the seat, not the lead.
 * 11. A party speaks through whoever has authority for the unit, but not i. V. through one who acts for the lead; who has it for both
 *     units says one thing at a time, first for the lead.
 */
import type { Acting, Capacity, Grant, PaperVersion, RefusalCode, RoundCommand } from '../vocabulary';
import {
  BOARD,
  countingAnswer,
  decides,
  everAnswered,
  isOpenReservation,
  type ModelDissent,
  type ModelRound,
  type ModelSeat,
  need,
  openSeat,
  raiseLevel,
  refuse,
  remindLead,
  supersede,
  verdict,
  type World,
} from './round-model';

/** The command with the seat's place instead of its id; -1 where there is no such seat. */
interface Given<C> {
  round: ModelRound;
  world: World;
  at: number;
  by: Acting;
  command: C;
  seat: ModelSeat;
  seatAt: (id: string) => ModelSeat | undefined;
}

/** What stands against the command (all reasons), and what it does when nothing does. */
interface Ruling {
  against: (RefusalCode | false)[];
  act: () => void;
}

const order: Record<Capacity, number> = { HEAD: 0, DEPUTY: 1, BY_ORDER: 2 };

export const authority = (by: Acting, unit: string): Grant | undefined =>
  by.grants.filter((grant) => grant.unitId === unit).sort((a, b) => order[a.capacity] - order[b.capacity])[0];

/** "An owner without authority is none"; where nothing is known of the owner, the authority is taken to hold. */
export const isTaken = ({ owner, unit }: { owner: string | null; unit: string }, known: Acting | undefined): boolean =>
  owner !== null && (known?.personId !== owner || authority(known, unit) !== undefined);

export const empty = (words: string | undefined): boolean => (words ?? '').trim() === '';

const within = (unit: string | null, whole: string, world: World): boolean =>
  unit !== null && (unit === whole || within(world.superiors[unit] ?? null, whole, world));

const isLead = ({ round, by }: Given<unknown>): boolean => authority(by, round.lead) !== undefined;
const isUnanswered = (seat: ModelSeat): boolean => ['waiting', 'open', 'back'].includes(seat.state);
const openDissent = (seat: ModelSeat): ModelDissent | null => (verdict(seat) === 'dissent' ? seat.dissent : null);

const owns = (seat: ModelSeat, by: Acting): boolean =>
  seat.owner === by.personId && authority(by, seat.unit) !== undefined;

type Side = 'lead' | 'seat';

function sides(given: Given<unknown>): Side[] {
  const grant = authority(given.by, given.seat.unit);
  const lead = isLead(given);
  const forSeat = grant !== undefined && !(lead && grant.capacity === 'DEPUTY');
  return [...(lead ? ['lead' as const] : []), ...(forSeat ? ['seat' as const] : [])];
}

/** The party says it, and whether both have now said it. */
function bothSay(given: Given<unknown>, said: Record<Side, boolean>): boolean {
  const side = sides(given).find((party) => !said[party]);
  if (side !== undefined) said[side] = true;
  return said.lead && said.seat;
}

const isBoard = ({ by, world }: Given<unknown>): boolean =>
  by.grants.some((grant) => (world.superiors[grant.unitId] ?? null) === null);

function endDissentByText(given: Given<unknown>): void {
  supersede(given.seat);
  openSeat(given.seat, given.world, given.at);
}

type Rules = { [T in RoundCommand['type']]: (given: Given<Extract<RoundCommand, { type: T }>>) => Ruling };

const rules: Rules = {
  claim: ({ seat, by, command }) => ({
    against: [
      seat.state !== 'open' && 'notOpen',
      !authority(by, seat.unit) && 'noAuthority',
      seat.state === 'open' && isTaken(seat, command.owner) && 'alreadyClaimed',
    ],
    act: () => (seat.owner = by.personId),
  }),
  release: ({ seat, by }) => ({
    against: [seat.state !== 'open' && 'notOpen', !owns(seat, by) && 'notOwner'],
    act: () => (seat.owner = null),
  }),
  delegate: ({ seat, by, command }) => ({
    against: [
      seat.state !== 'open' && 'notOpen',
      !owns(seat, by) && 'notOwner',
      !authority(command.to, seat.unit) && 'noAuthority',
    ],
    act: () => (seat.owner = command.to.personId),
  }),
  answer: (given) => {
    const { round, seat, by, command, world, at } = given;
    const grant = authority(by, seat.unit);
    const late = seat.state === 'answered' && (seat.silent !== null || countingAnswer(seat)?.kind === 'deemed');
    const needsWords = ['condition', 'reserve', 'refuse'].includes(command.kind);
    return {
      against: [
        seat.state === 'answered' && !late && 'alreadyAnswered',
        !['open', 'answered'].includes(seat.state) && 'notOpen',
        late && !round.settings.lateAnswers && 'lateNotAllowed',
        !grant && 'noAuthority',
        seat.state === 'open' && !owns(seat, by) && 'notOwner',
        command.version !== round.version && 'stale',
        round.settings.fourEyes && round.authors.includes(by.personId) && 'author',
        grant?.capacity === 'DEPUTY' && isLead(given) && 'deputyOfLead',
        needsWords && empty(command.words) && 'wordsRequired',
        command.kind === 'notResponsible' && seat.notResponsible >= 2 && 'thirdNotResponsible',
      ],
      act: () => {
        const { kind } = command;
        supersede(seat);
        seat.answers.push({
          kind,
          personId: by.personId,
          capacity: grant?.capacity ?? null,
          version: round.version,
          words: empty(command.words) ? null : (command.words ?? null),
          late: late || seat.fired,
          stale: false,
        });
        seat.owner = by.personId;
        if (kind === 'notResponsible') {
          seat.state = 'back';
          seat.notResponsible += 1;
          remindLead(seat, world, at);
          return;
        }
        seat.state = 'answered';
        if (kind === 'condition') {
          seat.condition = 'pending';
          remindLead(seat, world, at);
        }
        seat.reservation = kind === 'reserve';
        if (kind === 'refuse') refuse(round, seat, world, at);
      },
    };
  },
  withdraw: ({ round, seat, by, world, at }) => {
    const mates = round.seats.slice(round.seats.indexOf(seat) + 1).filter((mate) => mate.wave === seat.wave);
    const built =
      round.wave > seat.wave ||
      (round.modes[seat.wave] === 'serial' && mates.some((mate) => mate.everOpened)) ||
      seat.condition === 'accepted' ||
      seat.condition === 'declined';
    const answered = seat.state === 'answered';
    return {
      against: [
        (!answered || (built && !openDissent(seat))) && 'notWithdrawable',
        (!answered || seat.silent !== null) && 'notWithdrawable',
        (!answered || countingAnswer(seat)?.personId !== by.personId) && 'notAnswerer',
        !authority(by, seat.unit) && 'noAuthority',
      ],
      act: () => {
        supersede(seat);
        openSeat(seat, world, at);
      },
    };
  },
  addSeat: (given) => {
    const { round, command, world, at } = given;
    return {
      against: [
        !isLead(given) && 'notLead',
        empty(command.reason) && 'reasonRequired',
        (command.wave < round.wave || command.wave >= round.modes.length) && 'badWave',
      ],
      act: () => {
        const { unitId: unit, mandatory, seatKind: kind, wave } = command;
        const seat = newSeat({ unit, mandatory, kind, wave });
        round.seats.push(seat);
        if (wave === round.wave && round.modes[wave] === 'parallel') openSeat(seat, world, at);
      },
    };
  },
  replaceSeat: (given) => {
    const { round, seat, by, command, world, at } = given;
    const decidesResponsibility = seat.state === 'back' && seat.notResponsible === 2;
    const allowed = decidesResponsibility ? authority(by, world.responsibilityUnit) : authority(by, round.lead);
    return {
      against: [
        !allowed && 'notLead',
        empty(command.reason) && 'reasonRequired',
        !isUnanswered(seat) && 'notReplaceable',
        everAnswered(seat) && !within(command.unitId, seat.unit, world) && 'outsideUnit',
      ],
      act: () => {
        seat.unit = command.unitId;
        seat.owner = null;
        if (seat.state !== 'waiting') openSeat(seat, world, at);
      },
    };
  },
  releaseSeat: (given) => {
    const { round, seat, command } = given;
    const others = round.seats.filter((other) => other !== seat && other.state !== 'released');
    return {
      against: [
        !isLead(given) && 'notLead',
        empty(command.reason) && 'reasonRequired',
        seat.mandatory && 'mandatorySeat',
        everAnswered(seat) && 'everAnswered',
        !isUnanswered(seat) && 'notOpen',
        others.length === 0 && 'lastSeat',
        round.quorum.kind !== 'all' && need(round, seat) < need(round) && 'quorumFalls',
      ],
      act: () => {
        seat.state = 'released';
        seat.nudges = [];
      },
    };
  },
  answerCondition: (given) => {
    const { round, seat, command, world, at } = given;
    const pending = verdict(seat) === 'pending';
    const newer = round.version > (countingAnswer(seat)?.version ?? 0);
    return {
      against: [
        !isLead(given) && 'notLead',
        !pending && 'noPendingCondition',
        pending && command.accept && !newer && 'noNewerVersion',
        !command.accept && empty(command.words) && 'reasonRequired',
      ],
      act: () => {
        seat.condition = command.accept ? 'accepted' : 'declined';
        seat.acceptedOn = command.accept ? round.version : null;
        seat.nudges = [];
        if (!command.accept) refuse(round, seat, world, at);
      },
    };
  },
  liftReservation: ({ seat, by }) => ({
    against: [!isOpenReservation(seat) && 'noOpenReservation', !authority(by, seat.unit) && 'noAuthority'],
    act: () => (seat.reservation = false),
  }),
  replaceText: (given) => {
    const { round, command } = given;
    return {
      against: [
        !isLead(given) && 'notLead',
        empty(command.reason) && 'reasonRequired',
        command.version.number <= round.version && 'versionNotNewer',
        command.affectedSeatIds.some((id) => given.seatAt(id) === undefined) && 'unknownSeat',
      ],
      act: () => changeText(given, command.version, command.authors, command.change, command.affectedSeatIds),
    };
  },
  settleDissent: (given) => {
    const { round, seat } = given;
    const dissent = openDissent(seat);
    return {
      against: [
        !dissent && 'noDissent',
        sides(given).length === 0 && 'notParty',
        dissent !== null && dissent.version >= round.version && 'noAgreedText',
      ],
      act: () => {
        if (dissent && bothSay(given, dissent.settledSaid)) endDissentByText(given);
      },
    };
  },
  showDissent: (given) => {
    const dissent = openDissent(given.seat);
    const board = dissent?.level === BOARD && isBoard(given);
    return {
      against: [!dissent && 'noDissent', sides(given).length === 0 && !board && 'notParty'],
      act: () => {
        if (dissent) dissent.shown = board || bothSay(given, dissent.shownSaid);
      },
    };
  },
  raiseDissent: (given) => {
    const { seat, world, at } = given;
    const dissent = openDissent(seat);
    return {
      against: [
        !dissent && 'noDissent',
        sides(given).length === 0 && 'notParty',
        dissent?.level === BOARD && 'topOfLadder',
      ],
      act: () => {
        if (dissent) raiseLevel(seat, dissent, world, at);
      },
    };
  },
  extend: (given) => {
    const { seat, command, at } = given;
    const due = Date.parse(command.dueEnd);
    return {
      against: [
        !isLead(given) && 'notLead',
        empty(command.reason) && 'reasonRequired',
        seat.state !== 'open' && 'notOpen',
        (due <= at || due <= seat.due) && 'notLater',
      ],
      act: () => {
        seat.due = due;
        seat.fired = false;
      },
    };
  },
  cancel: (given) => ({
    against: [!isLead(given) && 'notLead', empty(given.command.reason) && 'reasonRequired'],
    act: () => (given.round.outcome = 'cancelled'),
  }),
};

/** "Changed text". */
function changeText(
  { round, world, at, seatAt }: Given<unknown>,
  version: PaperVersion,
  authors: string[],
  change: 'editorial' | 'substantive',
  affectedIds: string[],
): void {
  const { onTextChange, fourEyes } = round.settings;
  round.version = version.number;
  round.authors = [...new Set([...round.authors, ...authors])];
  const affected = affectedIds.map(seatAt);
  for (const seat of round.seats) {
    const said = verdict(seat);
    if (seat.dissent) seat.dissent.settledSaid = { seat: false, lead: false };
    if (said === 'none') continue;
    const person = countingAnswer(seat)?.personId ?? null;
    const ofAuthor = fourEyes && person !== null && round.authors.includes(person);
    const touched =
      onTextChange === 'all' || (affected.includes(seat) && (onTextChange === 'affected' || change === 'substantive'));
    const never = said === 'pending' || said === 'dissent' || decides(round, seat);
    const always = ofAuthor && (said === 'consent' || said === 'pending');
    if (!always && (never || !touched)) continue;
    supersede(seat);
    openSeat(seat, world, at);
  }
}

export function newSeat(place: Pick<ModelSeat, 'unit' | 'mandatory' | 'kind' | 'wave'>): ModelSeat {
  return {
    ...place,
    state: 'waiting',
    owner: null,
    everOpened: false,
    due: 0,
    fired: false,
    escalations: 0,
    answers: [],
    silent: null,
    condition: null,
    acceptedOn: null,
    reservation: false,
    dissent: null,
    levelReached: 0,
    everRefused: false,
    notResponsible: 0,
    dispensableFrom: null,
    nudges: [],
  };
}

/** Every reason against the command; without one it is carried out. Settling is the caller's. */
export function rule(given: Omit<Given<RoundCommand>, 'seat'> & { seat: ModelSeat | undefined }): RefusalCode[] {
  const { command, seat } = given;
  if ('seatId' in command && seat === undefined) return ['unknownSeat'];
  const applies = rules[command.type] as (given: unknown) => Ruling;
  const { against, act } = applies(given);
  const reasons = against.filter((reason) => reason !== false);
  if (reasons.length === 0) act();
  return reasons;
}
