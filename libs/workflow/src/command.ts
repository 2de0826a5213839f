import type { ChangedDay } from './calendar';
import type { Bundle, Department, FactValue, Involvement, LocalizedText, Period } from './definition';
import type { Effect } from './effects';
import type { RunState, Variables } from './state';
import type {
  Acting,
  FinalSignatureCommand,
  Instant,
  PaperVersion,
  PlaceCommand,
  RefusalCode,
  RoundCommand,
  TaskCommand,
} from './vocabulary';

/** Everything the engine may know of the outside at this instant. */
export interface Facts {
  leadUnitId: string;
  parties: { unitId: string; department: Department; involvement: Involvement }[];
  /** Next superior unit of every unit that may be met, up to the board; `null` at the top. */
  superiors: Record<string, string | null>;
  /** Unit of the board member above the lead, if there is one. */
  boardMemberUnitId: string | null;
  /** The unit that decides on responsibility after a second "nicht zuständig". */
  responsibilityUnitId: string;
  /** Days that are no Arbeitstage beside Saturday and Sunday: local date → name (holidays of the Land, house days). */
  closedDays: Record<string, string>;
}

export type Command =
  | {
      type: 'start';
      paper: PaperVersion;
      authors: string[];
      by: Acting;
      facts?: Record<string, FactValue>;
      /** Of an imported model: its variables, and the event by which it begins where it does not begin by itself. */
      variables?: Variables;
      startAt?: string;
    }
  | { type: 'tick' }
  /** The house calendar has changed: given by the system, with the calendar as it is now in the facts. */
  | { type: 'recount'; changed: ChangedDay[] }
  /** The Federführung has changed hands: given by the system, with the new lead in the facts. */
  | { type: 'leadChanged'; fromUnitId: string }
  | { type: 'step'; stepId: string; by: Acting; command: StepCommand }
  /** An automatic job has been done, with what it found out; or it has failed for good. Given by the system. */
  | { type: 'jobDone'; stepId: string; values?: Record<string, FactValue> }
  | { type: 'jobFailed'; stepId: string; reason: string }
  | ModelCommand
  | LeadCommand;

/** What comes from outside to a run of an imported model: given by the lead, or without `by` by the system. */
export type ModelCommand = { by?: Acting } &
  /** What is waited for occurs: the message is there, the time has come. */
  (
    | { type: 'occur'; subscriptionId: string; variables?: Variables }
    /** Given to everything in the run that waits for it. */
    | { type: 'signal'; name: string; variables?: Variables }
    | { type: 'setVariables'; variables: Variables }
    /** A receive task goes on, an external or user task is done. */
    | { type: 'stepDone'; stepId: string; variables?: Variables }
    /** An external task cannot be done, for a reason that the model knows by its code. */
    | { type: 'stepError'; stepId: string; code: string; message?: string; variables?: Variables }
  );

export type StepCommand = RoundCommand | FinalSignatureCommand | TaskCommand | PlaceCommand;

/** On the run as a whole, by the lead; each with a reason. `scope`: the called procedure that is meant, absent for the run itself. */
export type LeadCommand =
  | { type: 'cancelRun'; by: Acting; reason: string }
  /** Everything stands still: nothing falls due, nobody acts. */
  | { type: 'suspend'; by: Acting; reason: string }
  | { type: 'resume'; by: Acting }
  /** Back (or on) to a node: what is open in the scope is closed, a token begins there; see `planReturn`. */
  | { type: 'returnTo'; by: Acting; nodeId: string; scope?: string; reason: string }
  /** An unplanned task; the step `before` cannot end before it is done. */
  | {
      type: 'insertStep';
      by: Acting;
      before: string;
      name: LocalizedText;
      unitId: string;
      period?: Period;
      reason: string;
    }
  | { type: 'skipStep'; by: Acting; stepId: string; reason: string }
  /** Another attempt at what failed. */
  | { type: 'retry'; by: Acting; stepId: string }
  /** A run that has ended goes on at a node, with the paper as it is by now. */
  | { type: 'reopen'; by: Acting; nodeId: string; reason: string; paper?: PaperVersion; authors?: string[] };

/** When a command comes, and what is known of the outside then. */
export interface Context {
  now: Instant;
  facts: Facts;
  /** Nothing happens by time alone: the caller lets each timer occur by a command of its own. */
  withoutTick?: boolean;
}

export interface Refusal {
  code: RefusalCode;
  /** What the message names, e.g. the owner's id, the current version. */
  details?: Record<string, string | number>;
}

/**
 * `state` and `effects` hold what happened, also when the command was refused: then only the tick that came first.
 * A refused `start` yields an empty state that is not to be stored.
 */
export interface Advanced {
  state: RunState;
  effects: Effect[];
  refused?: Refusal;
}

export type Advance = (bundle: Bundle, state: RunState | null, command: Command, context: Context) => Advanced;

export const refuse = (code: RefusalCode, details?: Refusal['details']): Refusal =>
  details === undefined ? { code } : { code, details };
