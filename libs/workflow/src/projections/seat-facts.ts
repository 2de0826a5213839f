import type { ActedBy } from '../effects';
import { countingAnswer, inDissent, isShown } from '../nodes/round/need';
import type { RoundStep, Seat } from '../state';
import type { AnswerKind, Instant, PaperVersion, SeatState } from '../vocabulary';

/** "Keine Antwort" is never shown as an answer: `none` while it is awaited, the others when silence has counted. */
export type SeatAnswerShown = AnswerKind | 'none' | 'silentNil' | 'silentRefuse';

/** The seven facts of a seat, and how it stands. */
export interface SeatFacts {
  seatId: string;
  unitId: string;
  answer: SeatAnswerShown;
  words: string | null;
  /** Person, capacity and, i. V., the person deputised for; `null` for silence and "gilt als erteilt". */
  by: ActedBy | null;
  at: Instant | null;
  paper: PaperVersion | null;
  dueEnd: Instant | null;
  late: boolean;
  state: SeatState;
  wave: number;
  mandatory: boolean;
  ownerId: string | null;
  condition: Seat['condition'];
  /** The version that fulfils the Maßgabe. */
  acceptedOn: PaperVersion | null;
  reservation: Seat['reservation'];
  dissent: 'open' | 'shown' | null;
  dispensable: boolean;
}

const SILENT = { nil: 'silentNil', refuse: 'silentRefuse' } as const;

function factsOf(seat: Seat): SeatFacts {
  const denied = seat.state === 'back' ? seat.answers.findLast((answer) => !answer.stale) : undefined;
  const given = seat.silent === null ? (denied ?? countingAnswer(seat)) : null;
  return {
    seatId: seat.id,
    unitId: seat.unitId,
    answer: seat.silent === null ? (given?.kind ?? 'none') : SILENT[seat.silent],
    words: given?.words ?? null,
    by: given?.by ?? null,
    at: given?.at ?? null,
    paper: given?.paper ?? null,
    dueEnd: seat.dueEnd,
    late: given?.late ?? false,
    state: seat.state,
    wave: seat.wave,
    mandatory: seat.mandatory,
    ownerId: seat.owner,
    condition: seat.condition,
    acceptedOn: seat.acceptedOn,
    reservation: seat.reservation,
    dissent: inDissent(seat) ? 'open' : isShown(seat) ? 'shown' : null,
    dispensable: seat.dispensable,
  };
}

export const seatFacts = (step: RoundStep): SeatFacts[] => step.round.seats.map(factsOf);
