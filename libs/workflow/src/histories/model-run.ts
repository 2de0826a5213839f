import type { Quorum, RoundSettings } from '../definition';
import type { Acting, FinalSignatureCommand, RefusalCode, RoundCommand, TaskCommand } from '../vocabulary';
import type { Because, CourseCommand, StepName, TaskName } from './course-commands';
import type { ModelRound, ModelSeat } from './round-model';
import type { ModelSigner } from './signer-model';
import type { InsertedTask, ModelTask } from './task-model';

export type LeadingCommand =
  | { type: 'suspend'; reason: string }
  | { type: 'resume' }
  | { type: 'cancelRun'; reason: string }
  | { type: 'skipStep'; step: StepName; reason: string }
  | CourseCommand;

export interface ModelRun {
  /** The lead of the project as it is now. */
  lead: string;
  suspendedAt: number | null;
  isCancelled: boolean;
  round: ModelRound;
  /** Empty until the round is agreed. */
  signers: ModelSigner[];
  result: 'signed' | 'returned' | 'rejected' | null;
  /** What has been agreed or signed was so on an earlier version. */
  isPaperNewer: boolean;
  /** The signature was closed before it had a result. */
  isSignatureClosed: boolean;
  task: ModelTask;
  /** Passed by at first, open only where the run has returned to it. */
  draft: ModelTask | null;
  /** The task and the signature meet before the end. */
  meets: boolean;
  /** Put in by the lead. */
  inserted: InsertedTask[];
  /** Since when a step stands still because one was put in before it. */
  heldSince: Partial<Record<StepName, number>>;
  /** What another one has taken the place of. */
  earlier: { rounds: ModelRound[]; signatures: ModelSigner[][]; tasks: ModelTask[]; drafts: ModelTask[] };
}

export interface RunSetup {
  lead: string;
  quorum: Quorum;
  settings: RoundSettings;
  waves: { mode: 'parallel' | 'serial'; seats: Pick<ModelSeat, 'unit' | 'mandatory' | 'kind'>[] }[];
  signers: string[];
  /** The first signer is the board member above the lead, whoever leads. */
  signerFollowsLead?: boolean;
  authors: string[];
  /**
   * Whether there is a draft to return to, and what becomes of the task and the signature behind the fork: each comes to
   * the end by itself, or both meet first. Without it there is no draft, and no meeting.
   */
  course?: 'fork' | 'block';
}

export type ModelCommand =
  | { target: 'tick' }
  /** The calendar has changed on these days. */
  | { target: 'recount'; changed: string[] }
  /** The Federführung has changed hands. */
  | { target: 'lead'; to: string }
  | { target: 'run'; by: Acting; command: LeadingCommand }
  /** Somebody acts on a task that the run began with the lead's word only. */
  | { target: 'beside'; by: Acting; step: TaskName; command: TaskCommand }
  /** What was meant for a step comes when another one has taken its place. */
  | { target: 'earlier'; move: StepMove }
  | StepMove;

/** Somebody acts on what is open in the run. */
export type StepMove =
  | { target: 'round'; by: Acting; command: RoundCommand }
  | { target: 'signature'; by: Acting; command: FinalSignatureCommand }
  | { target: 'task'; by: Acting; command: TaskCommand };

export const isStepMove = (move: ModelCommand): move is StepMove =>
  move.target === 'round' || move.target === 'signature' || move.target === 'task';

export interface Answered {
  run: ModelRun;
  /** All reasons against the command; accepted when empty. */
  refused: RefusalCode[];
  /** Why a node is no place to begin at. */
  because?: Because[];
}
