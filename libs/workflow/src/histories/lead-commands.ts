import type { PaperVersion } from '../vocabulary';
import {
  countingAnswer,
  decides,
  everAnswered,
  isUnanswered,
  type ModelSeat,
  need,
  openSeat,
  refuse,
  supersede,
  verdict,
  type World,
} from './round-model';
import { authority, empty, type Given, isLead, type Rules } from './ruling';

const within = (unit: string | null, whole: string, world: World): boolean =>
  unit !== null && (unit === whole || within(world.superiors[unit] ?? null, whole, world));

/** What the lead does, with words or a reason. */
export const leadCommands: Rules<
  'addSeat' | 'replaceSeat' | 'releaseSeat' | 'answerCondition' | 'replaceText' | 'extend' | 'cancel'
> = {
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
        seat.counted = null;
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
    counted: null,
    stoodStill: false,
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
    openedAt: 0,
    reminded: false,
  };
}
