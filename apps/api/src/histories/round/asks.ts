import type { ProblemCode } from '@querraum/contracts';
import type { Acting } from '@querraum/workflow';
import {
  authority,
  commandRun,
  dateOf,
  LEAD_UNIT,
  MEMBER_UNIT,
  type ModelRun,
  person,
  RESPONSIBILITY_UNIT,
  seatName,
  signerName,
  statusOf,
  type StepMove,
} from '@querraum/workflow/testing';
import { NOBODY } from './house';
import { actingNow, type Moment, type Scene, shutOut } from './moment';

export type Given = StepMove;

/** What somebody does to the run at the same time as others: clients, the worker, the administration, and time. */
export type Ask =
  /** `key`: two with the same one are one request that was sent twice. */
  | { what: 'command'; key: string; given: Given }
  | { what: 'read'; by: string }
  | { what: 'tick' }
  | { what: 'clock'; to: number }
  /** The administration disables somebody, or lets them in again. */
  | { what: 'account'; personId: string; isDisabled: boolean };

/** Local midnight after the day; histories stay between two changes of the clock. */
const endOf = (date: string): string => new Date(Date.parse(date) + 23 * 3_600_000).toISOString();

/** Over HTTP people have the authority that the house says, whatever the model would try. */
function signedIn({ personId }: Acting): Acting {
  const known = person(personId.replace(RESPONSIBILITY_UNIT, MEMBER_UNIT));
  return known.grants.length > 0 ? known : NOBODY;
}

/**
 * The command as it can be said over HTTP: authority and authors are the server's business, a period ends with a day, the
 * version is the next one. `undefined` where a client cannot say it at all.
 */
export function overHttp(given: Given, places: { seats: number; signers: number }): Given | undefined {
  const by = signedIn(given.by);
  if (given.target === 'task') return { ...given, by, command: withoutOwner(given.command) };
  const { command } = given;
  if ('version' in command && typeof command.version === 'number' && command.version < 1) return undefined;
  if (given.target === 'signature')
    return isPlace(given.command.seatId, places.signers)
      ? { ...given, by, command: withoutOwner(given.command) }
      : undefined;
  const said = withoutOwner(given.command);
  switch (said.type) {
    case 'claim':
    case 'release':
    case 'answer':
      return isPlace(said.seatId, places.seats) ? { ...given, by, command: said } : undefined;
    case 'delegate':
      return { ...given, by, command: { ...said, to: signedIn(said.to) } };
    case 'addSeat':
      return said.wave < 0 ? undefined : { ...given, by, command: said };
    case 'extend':
      return { ...given, by, command: { ...said, dueEnd: endOf(dateOf(Date.parse(said.dueEnd))) } };
    case 'replaceText':
      return { ...given, by, command: { ...said, authors: [by.personId] } };
    default:
      return { ...given, by, command: said };
  }
}

const isPlace = (name: string, places: number): boolean => Number(/\d+$/.exec(name)?.[0] ?? Infinity) < places;

const withoutOwner = <C extends { type: string }>(command: C): C => {
  if (!('owner' in command)) return command;
  const { owner: _owner, ...rest } = command;
  return rest as unknown as C;
};

export interface Ruled {
  run: ModelRun;
  /** All reasons against it; carried out when empty. */
  refused: readonly ProblemCode[];
}

/** Authority is what the house says at this moment, of the present owner and of a delegate too. */
function byTheHouse(given: Given, moment: Moment): Given {
  const by = actingNow(given.by.personId, moment);
  const { command } = given;
  if (command.type === 'delegate')
    return { target: 'round', by, command: { ...command, to: actingNow(command.to.personId, moment) } };
  if (command.type !== 'claim') return { ...given, by };
  const owner = placeOf(moment.run, given)?.owner;
  return { ...given, by, command: { ...command, ...(owner && { owner: actingNow(owner, moment) }) } } as Given;
}

/** Where in the run the command is to happen, if it names such a place. */
export function placeOf({ round, signers, task }: ModelRun, { target, command }: Given) {
  if (target === 'task') return task;
  if (!('seatId' in command)) return undefined;
  return target === 'round'
    ? round.seats.find((_, place) => seatName(place) === command.seatId)
    : signers.find((_, place) => signerName(place) === command.seatId);
}

/**
 * What the server must make of the command: the model's word, and what stands before it at the door. A refusal at the door
 * leaves nothing: not even what was due has happened.
 */
export function rule(moment: Moment, { setup, world }: Scene, said: Given): Ruled {
  const { run, at } = moment;
  const shut = shutOut(said.by.personId, moment);
  if (shut) return { run, refused: [shut] };
  const given = byTheHouse(said, moment);
  if (given.target !== 'round' || given.command.type !== 'replaceText') return commandRun(run, setup, world, at, given);
  if (authority(given.by, LEAD_UNIT) === undefined) return { run, refused: ['notLead'] };
  // A document gets its version whether a procedure runs on it or not.
  if (statusOf(run) !== 'running') return { run, refused: [] };
  const version = { number: run.round.version + 1, sha256: 'c'.repeat(64) };
  const answered = commandRun(run, setup, world, at, { ...given, command: { ...given.command, version } });
  return answered.refused.length === 0 ? answered : { ...answered, run };
}
