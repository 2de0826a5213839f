import type { FactValue } from './definition';

/**
 * The words that engine, reference model, API and interface share: names only, no behaviour.
 * Instants are ISO 8601 strings in UTC with milliseconds (`2027-04-05T22:00:00.000Z`), compared as instants.
 */
export type Instant = string;

export const ANSWER_KINDS = ['approve', 'condition', 'reserve', 'refuse', 'nil', 'notResponsible', 'deemed'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const SEAT_STATES = ['waiting', 'open', 'back', 'answered', 'released'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

export const ROUND_OUTCOMES = ['agreed', 'returned', 'rejected', 'cancelled'] as const;
export type RoundOutcome = (typeof ROUND_OUTCOMES)[number];

/** What is to be done at a place of a block, by which the block tells its places apart. */
export const PLACE_ROLES = [
  'note',
  'part',
  'combine',
  'dispatch',
  'resubmission',
  'agenda',
  'minutes',
  'vote',
  'report',
] as const;
export type PlaceRole = (typeof PLACE_ROLES)[number];

/** HEAD signs without suffix, DEPUTY "i. V." (with both names), BY_ORDER "i. A.". */
export const CAPACITIES = ['HEAD', 'DEPUTY', 'BY_ORDER'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Why a command was refused; a refused command changes nothing but the tick that had to come first. */
export const REFUSALS = [
  'runEnded',
  'roundEnded',
  'unknownStep',
  'unknownSeat',
  'notLead',
  'notOpen',
  'noAuthority',
  'alreadyClaimed',
  'notOwner',
  'alreadyAnswered',
  'stale',
  'author',
  'deputyOfLead',
  'wordsRequired',
  'reasonRequired',
  'thirdNotResponsible',
  'notWithdrawable',
  'notAnswerer',
  'noPendingCondition',
  'noNewerVersion',
  'noOpenReservation',
  'noDissent',
  'notParty',
  'noAgreedText',
  'topOfLadder',
  'mandatorySeat',
  'everAnswered',
  'lastSeat',
  'quorumFalls',
  'outsideUnit',
  'notReplaceable',
  'badWave',
  'notLater',
  'lateNotAllowed',
  'versionNotNewer',
  'answeredInRound',
  'notYourTurn',
  'notAcknowledged',
  'missingParticipant',
  'roundAtOnce',
  'suspended',
  'notSuspended',
  'unknownNode',
  'notReturnable',
  'notSkippable',
  'nothingFailed',
  'notReopenable',
  'unknownResult',
  'unknownFact',
  'badFact',
  'factMissing',
  'alreadyAsked',
  'lastPlace',
  'insertedOpen',
  'notInsertable',
  'votesDoNotAddUp',
  'noQuorum',
  'otherwiseDecided',
  'notInModel',
  'endlessModel',
  'errorNotCaught',
  'unknownProcess',
  'unknownEvent',
  'noOutgoingFlow',
  'unknownVariable',
  'expressionError',
  'badTimer',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** The paper's current version: the number counts from 1, the hash is the SHA-256 of the content in hex. */
export interface PaperVersion {
  number: number;
  sha256: string;
}

/** One authority under which a person can act at this instant, read and locked in the transaction of the command. */
export interface Grant {
  unitId: string;
  capacity: Capacity;
  /** The person deputised for; only with DEPUTY. */
  onBehalfOf?: string;
  /** How the person deputised for acts for the unit; only with DEPUTY. Where it is left out, the deputy is not taken for the head. */
  principalCapacity?: 'HEAD' | 'BY_ORDER';
}

/** The person who acts, with every grant that holds now. A command is allowed by the first fitting grant, HEAD before DEPUTY before BY_ORDER. */
export interface Acting {
  personId: string;
  grants: Grant[];
}

/**
 * `owner` in a claim: the present owner with the grants that hold now, read in the same transaction. An owner without
 * authority is none; where it is left out, the owner is taken to have it.
 */
export type RoundCommand =
  | { type: 'claim'; seatId: string; owner?: Acting }
  | { type: 'release'; seatId: string }
  | { type: 'delegate'; seatId: string; to: Acting }
  | {
      type: 'answer';
      seatId: string;
      kind: Exclude<AnswerKind, 'deemed'>;
      words?: string;
      version: number;
      proposedUnitId?: string;
    }
  | { type: 'withdraw'; seatId: string; reason?: string }
  | {
      type: 'addSeat';
      unitId: string;
      wave: number;
      mandatory: boolean;
      seatKind: 'technical' | 'law' | 'money' | 'dataProtection';
      reason: string;
    }
  | { type: 'replaceSeat'; seatId: string; unitId: string; reason: string }
  | { type: 'releaseSeat'; seatId: string; reason: string }
  | { type: 'answerCondition'; seatId: string; accept: boolean; words?: string }
  | { type: 'liftReservation'; seatId: string; words?: string }
  | {
      type: 'replaceText';
      version: PaperVersion;
      authors: string[];
      change: 'editorial' | 'substantive';
      affectedSeatIds: string[];
      reason: string;
    }
  /** (a) Both parties say that a newer version settles it. */
  | { type: 'settleDissent'; seatId: string }
  /** (c) Said by both parties (or by the board level alone): to the decision with dissent shown. */
  | { type: 'showDissent'; seatId: string }
  /** Either party passes it up the ladder. */
  | { type: 'raiseDissent'; seatId: string; reason?: string }
  | { type: 'extend'; seatId: string; dueEnd: Instant; reason: string }
  | { type: 'cancel'; reason: string };

export type FinalSignatureCommand =
  | { type: 'claim'; seatId: string; owner?: Acting }
  | { type: 'release'; seatId: string }
  /** `acknowledged`: seat ids of the open reservations and shown dissents, each named. */
  | { type: 'sign'; seatId: string; version: number; acknowledged: string[] }
  | { type: 'return'; seatId: string; words: string }
  | { type: 'reject'; seatId: string; words: string };

/** `values`: declared facts that are filled in, by key. */
export interface Completion {
  /** One of the results that the place offers; left out where it offers none. */
  result?: string;
  words?: string;
  values?: Record<string, FactValue>;
}

export type TaskCommand = { type: 'claim'; owner?: Acting } | { type: 'release' } | ({ type: 'complete' } & Completion);

/** On a block with places; `addPlace`, `removePlace` and `extend` by the lead. */
export type PlaceCommand =
  | { type: 'claim'; seatId: string; owner?: Acting }
  | { type: 'release'; seatId: string }
  | { type: 'delegate'; seatId: string; to: Acting }
  | ({ type: 'complete'; seatId: string } & Completion)
  | { type: 'extend'; seatId: string; dueEnd: Instant; reason: string }
  | { type: 'addPlace'; unitId: string; reason: string }
  | { type: 'removePlace'; seatId: string; reason: string };
