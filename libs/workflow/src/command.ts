import type { ChangedDay } from './calendar';
import type { Bundle, Department, Involvement } from './definition';
import type { Effect } from './effects';
import type { RunState } from './state';
import type {
  Acting,
  FinalSignatureCommand,
  Instant,
  PaperVersion,
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
  | { type: 'start'; paper: PaperVersion; authors: string[]; by: Acting }
  | { type: 'tick' }
  /** The house calendar has changed: given by the system, with the calendar as it is now in the facts. */
  | { type: 'recount'; changed: ChangedDay[] }
  /** The Federführung has changed hands: given by the system, with the new lead in the facts. */
  | { type: 'leadChanged'; fromUnitId: string }
  | { type: 'step'; stepId: string; by: Acting; command: RoundCommand | FinalSignatureCommand | TaskCommand }
  | { type: 'cancelRun'; by: Acting; reason: string };

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

export type Advance = (
  bundle: Bundle,
  state: RunState | null,
  command: Command,
  context: { now: Instant; facts: Facts },
) => Advanced;

export const refuse = (code: RefusalCode, details?: Refusal['details']): Refusal =>
  details === undefined ? { code } : { code, details };
