import type { ChangedDay } from './calendar';
import type { FactValue, LocalizedText } from './definition';
import type { AnswerKind, Capacity, Instant, PaperVersion, RoundOutcome, PlaceRole } from './vocabulary';

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
  | { type: 'taskCompleted'; words?: string; result?: string }
  /** A place of a block was done; `role` as in `Place`. */
  | { type: 'placeDone'; role: PlaceRole; result?: string; words?: string; late: boolean }
  /** Its Frist ran out and the run goes on without it ("keine Kenntnisnahme", "ohne Beitrag"). */
  | { type: 'placeWithout'; role: PlaceRole }
  | { type: 'placeAdded'; role: PlaceRole; reason: string }
  | { type: 'placeRemoved'; role: PlaceRole; reason: string }
  | { type: 'factsSet'; values: Record<string, FactValue> }
  | { type: 'agendaEntered'; number: string; sessionAt: Instant }
  | { type: 'committeePostponed'; sessionAt: Instant; reason: string }
  | {
      type: 'committeeDecided';
      result: string;
      yes: number;
      no: number;
      abstained: number;
      excluded: string[];
      words?: string;
    }
  | { type: 'jobFailed'; reason: string }
  | { type: 'jobDone' }
  | { type: 'runSuspended'; reason: string }
  | { type: 'runResumed'; since: Instant }
  | { type: 'returnedTo'; nodeId: string; name: LocalizedText; closed: string[]; reason: string }
  | { type: 'stepInserted'; nodeId: string; name: LocalizedText; reason: string }
  | { type: 'stepSkipped'; name: LocalizedText; reason: string }
  | { type: 'jobRetried' }
  /** Something that an imported model waits for, by the name of its event. */
  | { type: 'eventOccurred'; nodeId: string; name: LocalizedText }
  | { type: 'variablesSet'; names: string[] }
  /** A program outside has done its work, or cannot do it for a reason that the model knows. */
  | { type: 'workDone' }
  | { type: 'workFailed'; code: string }
  | { type: 'runReopened'; nodeId: string; name: LocalizedText; reason: string }
  /** The run goes on by another version of its procedure; given by the system for those who released the change. */
  | { type: 'migrated'; fromVersion: number; toVersion: number }
  /** The other version counts a Frist that runs by another period, or ends or begins one. */
  | { type: 'deadlineMigrated'; was: Instant | null; dueEnd: Instant | null }
  /** The change of version was taken back before anything else had happened. */
  | { type: 'migrationUndone'; fromVersion: number; toVersion: number };

/**
 * `event`: what happened. `notify`: somebody should be told now (the server makes it a notification and a mail).
 * Everything the future owes is not an effect but read from the state: see `nextDue(state)`.
 */
export type Effect =
  | { type: 'event'; event: RunEvent }
  | {
      type: 'notify';
      reason:
        | 'newTask'
        | 'reminder'
        | 'escalation'
        | 'incident'
        | 'returned'
        | 'completed'
        | 'waitsForLead'
        | 'suspended'
        | 'resumed'
        | 'informed';
      unitId: string;
      stepId: string | null;
      seatId: string | null;
    }
  /** Whatever waits for it in other runs is to be given it, and what begins by it begins. */
  | { type: 'signal'; name: string }
  /** The server does this and reports by `jobDone` or `jobFailed`; exactly once for each `stepId` and `attempt`. */
  | { type: 'job'; stepId: string; nodeId: string; attempt: number; job: JobOrder };

/** What an automatic job is to do: the next number of a series of the house, written into a fact by a pattern. */
export interface JobOrder {
  kind: 'number';
  series: string;
  /** `{n}` stands for the number. */
  pattern: string;
  fact: string;
}
