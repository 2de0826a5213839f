import {
  countingAnswer,
  isOpenReservation,
  type ModelSeat,
  openSeat,
  refuse,
  remindLead,
  supersede,
} from './round-model';
import type { Acting } from '../vocabulary';
import { authority, empty, isBarred, isLead, isTaken, openDissent, type Rules } from './ruling';

const owns = (seat: ModelSeat, by: Acting): boolean =>
  seat.owner === by.personId && authority(by, seat.unit) !== undefined;

/** What the unit of a seat does. */
export const seatCommands: Rules<'claim' | 'release' | 'delegate' | 'answer' | 'withdraw' | 'liftReservation'> = {
  claim: ({ round, seat, by, command }) => ({
    against: [
      seat.state !== 'open' && 'notOpen',
      !authority(by, seat.unit) && 'noAuthority',
      isBarred(round, by.personId) && 'author',
      seat.state === 'open' && isTaken(seat, by, command.owner) && 'alreadyClaimed',
    ],
    act: () => (seat.owner = by.personId),
  }),
  release: ({ seat, by }) => ({
    against: [seat.state !== 'open' && 'notOpen', !owns(seat, by) && 'notOwner'],
    act: () => (seat.owner = null),
  }),
  delegate: ({ round, seat, by, command }) => ({
    against: [
      seat.state !== 'open' && 'notOpen',
      !owns(seat, by) && 'notOwner',
      !authority(command.to, seat.unit) && 'noAuthority',
      isBarred(round, command.to.personId) && 'author',
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
        isBarred(round, by.personId) && 'author',
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
          onBehalfOf: grant?.onBehalfOf ?? null,
          at,
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
  liftReservation: ({ seat, by }) => ({
    against: [!isOpenReservation(seat) && 'noOpenReservation', !authority(by, seat.unit) && 'noAuthority'],
    act: () => (seat.reservation = false),
  }),
};
