import type { ChangedDay } from './calendar';
import type { AnswerKind, Capacity, Instant, PaperVersion, RoundOutcome } from './vocabulary';

/** Who did something; `null` where the system did (a tick). Capacity and unit are those of the grant that was used. */
export interface ActedBy {
  personId: string;
  unitId: string;
  capacity: Capacity;
  onBehalfOf?: string;
}

/**
 * One thing that happened, in the order it happened: the server appends it to the project's history and,
 * for decisions, to the table of decisions. Names follow docs/round.md.
 */
export type RunEvent = {
  at: Instant;
  by: ActedBy | null;
  stepId: string | null;
  seatId: string | null;
  unitId: string | null;
} & Happening;

/** What happened, without when, where and by whom. */
export type Happening =
  | { type: 'runStarted'; paper: PaperVersion }
  | { type: 'runEnded'; outcome: 'completed' | 'returned' | 'rejected' | 'cancelled'; reason?: string }
  | { type: 'stepOpened'; nodeId: string }
  | { type: 'stepClosed'; nodeId: string; outcome?: string }
  | { type: 'seatOpened'; dueEnd: Instant }
  | { type: 'seatClaimed' }
  | { type: 'seatUnclaimed' }
  | { type: 'seatDelegated'; to: string }
  | {
      type: 'seatAnswered';
      kind: AnswerKind;
      words?: string;
      paper: PaperVersion;
      late: boolean;
      proposedUnitId?: string;
    }
  /** Silence with onSilence nil or refuse: no answer was given, the period ran out. */
  | { type: 'seatSilent'; effect: 'nil' | 'refuse' | 'remindOnly'; paper: PaperVersion }
  | { type: 'answerWithdrawn'; reason?: string }
  | { type: 'seatStale'; paper: PaperVersion }
  | { type: 'seatAdded'; wave: number; mandatory: boolean; reason: string }
  | { type: 'seatReplaced'; fromUnitId: string; reason: string }
  | { type: 'seatReleased'; reason: string; dispensable: boolean }
  | { type: 'seatReopened'; dueEnd: Instant }
  | { type: 'conditionAnswered'; accepted: boolean; words?: string }
  | { type: 'reservationLifted'; words?: string }
  | { type: 'textReplaced'; paper: PaperVersion; change: 'editorial' | 'substantive'; reason: string }
  | { type: 'dissentOpened'; words: string; level: number }
  | { type: 'dissentPosition'; position: 'settled' | 'shown' }
  | { type: 'dissentRaised'; level: number; reason?: string }
  | { type: 'dissentEnded'; how: 'settled' | 'withdrawn' | 'shown' }
  | { type: 'reminded'; dueEnd: Instant | null }
  | { type: 'escalated'; fromUnitId: string; toUnitId: string; dueEnd: Instant }
  | { type: 'incident'; reason: string }
  | { type: 'seatExtended'; dueEnd: Instant; reason: string }
  /** The house calendar has changed: counted anew from the same beginning. */
  | { type: 'recounted'; was: Instant; dueEnd: Instant; because: ChangedDay[] }
  /** The Federführung of the project has changed hands; what waits for the lead waits for the new one. */
  | { type: 'leadChanged'; fromUnitId: string; toUnitId: string }
  | { type: 'roundEnded'; outcome: RoundOutcome; openReservations: string[]; shownDissents: string[] }
  | { type: 'signed'; paper: PaperVersion; acknowledged: string[] }
  | { type: 'signatureReturned'; words: string }
  | { type: 'signatureRejected'; words: string }
  | { type: 'taskCompleted'; words?: string };

/**
 * `event`: what happened. `notify`: somebody should be told now (the server makes it a notification and a mail).
 * Everything the future owes is not an effect but read from the state: see `nextDue(state)`.
 */
export type Effect =
  | { type: 'event'; event: RunEvent }
  | {
      type: 'notify';
      reason: 'newTask' | 'reminder' | 'escalation' | 'incident' | 'returned' | 'completed' | 'waitsForLead';
      unitId: string;
      stepId: string | null;
      seatId: string | null;
    };
