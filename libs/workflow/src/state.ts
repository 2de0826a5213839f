import type { Definition, FactValue, NodeDefinition } from './definition';
import type { ActedBy } from './effects';
import type { Subscription, Variables } from './model-state';
import type { Reminder, RoundState, SignerState } from './round-state';
import type { Instant, PaperVersion, PlaceRole } from './vocabulary';

export type * from './model-state';
export type * from './round-state';

/** The whole state of a run, as stored in one `jsonb`. Plain JSON, no undefined values, ids counted within the run. */
export interface RunState {
  semantics: 1;
  status: 'running' | 'completed' | 'returned' | 'rejected' | 'cancelled';
  startedAt: Instant;
  paper: PaperVersion;
  /** Authors of the current version and of those before it. */
  authors: string[];
  /** Every step that was ever opened, in the order of opening; open ones hold a token. */
  steps: StepState[];
  /**
   * Tokens that wait before a node: flow ids that have arrived, by node id. At a joining parallel gateway for the other
   * branches; elsewhere because the node cannot begin yet (a participant is missing, another round of the paper runs).
   */
  joins: Record<string, string[]>;
  /** Why the tokens before a node cannot go on, by node id; absent in runs stored before it was kept. */
  obstacles?: Record<string, Obstacle>;
  nextStep: number;
  /** Declared facts that have a value. */
  facts?: Record<string, FactValue>;
  /** Called procedures and sub-processes that run or have run within this run, in the order in which they began. */
  scopes?: Scope[];
  /** Of an imported model. */
  variables?: Variables;
  subscriptions?: Subscription[];
  nextSubscription?: number;
  /** While it stands nothing is due and nobody may act; every Frist moves by its length when the run goes on. */
  suspended?: { at: Instant; by: ActedBy; reason: string };
  /** Steps that the lead has put in while the run was under way, as nodes without flows. */
  inserted?: NodeDefinition[];
}

/** A called procedure, or a part of the procedure with an end of its own: its tokens and steps carry its id. */
export interface Scope {
  id: string;
  /** The step that waits for it. */
  callStepId: string;
  /** The scope of that step; absent for the run itself. */
  parent?: string;
  /** Key in `bundle.called`; absent for a part of the procedure in which its step stands. */
  procedure?: Definition['key'];
  /** Of a called imported model. */
  variables?: Variables;
  facts: Record<string, FactValue>;
  outcome: 'completed' | 'returned' | 'rejected' | 'cancelled' | null;
}

/** From when the periods of a step count that count from something else, as it was when the step began (`begins.ts`). */
export type Begins = Readonly<Record<string, Instant>>;

export interface Obstacle {
  reason: string;
  since: Instant;
  /** The lead at that time, who has learnt it as an incident unless it passes by itself. */
  unitId: string;
}

export type StepState =
  | TaskStep
  | TimerStep
  | RoundStep
  | FinalSignatureStep
  | PlacesStep
  | CommitteeStep
  | ResubmissionStep
  | AutomaticStep
  | CallStep
  | WaitStep
  | UserTaskStep
  | ReceiveTaskStep
  | ExternalTaskStep
  | PassedTaskStep
  | PartStep
  | LoopStep
  | EventStep;

interface StepBase {
  id: string;
  nodeId: string;
  open: boolean;
  openedAt: Instant;
  closedAt: Instant | null;
  /** The called procedure to which it belongs; absent in the run itself. */
  scope?: string;
  /** How it ended, where its node knows several ways; conditions read it as `steps.<nodeId>.result`. */
  result?: string;
  /** The run goes on without it and waits for it only at its end. */
  detached?: boolean;
  /** How long its periods are where facts said it when it began, by fact. */
  lengths?: Readonly<Record<string, number>>;
  /** From when they count where that is not its own beginning; see `begins.ts`. */
  begins?: Begins;
  /** Since when it stands still because the lead has put in a step before it. */
  heldSince?: Instant;
  /** Of an activity of an imported model: what it alone and what runs inside it can see. */
  variables?: Variables;
  /** Completed, and there is something that compensates for it. */
  compensable?: true;
  /** Until then it stood still: Fristen that ran before are no longer counted from their beginning. */
  postponedAt?: Instant;
  /** Agreed, signed or decided on a version before the one with which the run was reopened: it holds no more. */
  onEarlierPaper?: true;
}

export interface TaskStep extends StepBase {
  type: 'task';
  /** Closed by its owner, not with the run. */
  completed: boolean;
  unitId: string;
  owner: string | null;
  ownerSince: Instant | null;
  dueEnd: Instant | null;
  /** The last one is the end of the period itself, if there is one. */
  reminders: Reminder[];
  escalations?: number;
  firedDueEnd?: Instant | null;
  /** Put in by the lead before this step, which cannot end until it is done. */
  before?: string;
}

export interface TimerStep extends StepBase {
  type: 'timer';
  dueEnd: Instant;
}

export interface RoundStep extends StepBase {
  type: 'coSignatureRound';
  round: RoundState;
}

export interface FinalSignatureStep extends StepBase {
  type: 'finalSignature';
  roundStepId: string;
  signers: SignerState[];
}

/** One unit's part in a block. */
export interface Place {
  id: string;
  /** What is to be done here, by which the block tells its places apart. */
  role: PlaceRole;
  /** Addressee now; escalation moves it up. */
  unitId: string;
  originalUnitId: string;
  /** `without`: closed by time alone. */
  state: 'waiting' | 'open' | 'done' | 'without' | 'released';
  owner: string | null;
  ownerSince: Instant | null;
  openedAt: Instant | null;
  dueEnd: Instant | null;
  firedDueEnd: Instant | null;
  /** What `dueEnd` was counted from; `null` where it was set by hand or by an escalation. */
  countedFrom: Instant | null;
  reminders: Reminder[];
  escalations: number;
  result: string | null;
  words: string | null;
  by: ActedBy | null;
  at: Instant | null;
}

/** Kenntnisnahme, Beitrag, Versand: nothing but places. */
export interface PlacesStep extends StepBase {
  type: 'takeNote' | 'contribution' | 'dispatch';
  places: Place[];
}

export interface ResubmissionStep extends StepBase {
  type: 'resubmission';
  places: Place[];
  /** When it comes back; the place waits until then. */
  comesBackAt: Instant;
}

export interface CommitteeStep extends StepBase {
  type: 'committee';
  places: Place[];
  agendaNumber: string | null;
  /** First instant of the day of the session, and until when papers are taken for it. */
  session: { at: Instant; closesAt: Instant } | null;
  /** Sessions that it has been put off from, with reasons. */
  postponed: { at: Instant; reason: string }[];
  excluded: { unitId: string; reason: string }[];
}

export interface AutomaticStep extends StepBase {
  type: 'automatic';
  attempts: number;
  /** Why the last attempt failed; the lead has an incident until it is tried again or skipped. */
  failed: string | null;
  /** Who repairs it: the lead when it failed. */
  unitId?: string;
}

export interface CallStep extends StepBase {
  type: 'call';
  calledScope: string;
}

export interface WaitStep extends StepBase {
  type: 'wait';
  /** The unit that reports the event; none where only time has to pass. */
  places: Place[];
  dueEnd: Instant | null;
}

export interface UserTaskStep extends StepBase {
  type: 'userTask';
  completed: boolean;
  unitId: string;
  owner: string | null;
  ownerSince: Instant | null;
  title: string | null;
  assignee: string | null;
  candidateUsers: string[];
  candidateGroups: string[];
  /** As the model says it, an ISO 8601 text. */
  dueDate: string | null;
  priority: number | null;
}

export interface ReceiveTaskStep extends StepBase {
  type: 'receiveTask';
}

export interface ExternalTaskStep extends StepBase {
  type: 'externalTask';
  topic: string;
}

export interface PassedTaskStep extends StepBase {
  type: 'manualTask' | 'abstractTask';
}

/** An activity inside which steps of their own run, in `ownScope`. */
export interface PartStep extends StepBase {
  type: 'subProcess' | 'callActivity';
  ownScope: string;
}

/** An activity that is carried out several times: its instances are steps in `ownScope`. */
export interface LoopStep extends StepBase {
  type: 'loop';
  ownScope: string;
  /** How many instances there are to be, have begun and are done. */
  total: number;
  begun: number;
  done: number;
}

/** An event that waits, or that is just being brought about. */
export interface EventStep extends StepBase {
  type: 'catchEvent' | 'eventBasedGateway' | 'throwEvent' | 'endEvent';
  /** Of a message that an outside worker sends: by what it finds it. */
  topic?: string;
  /** Steps that compensate: it goes on when they are done. */
  waitsFor?: string[];
}

/** Steps of the office's own blocks. */
export const BLOCK_STEP_TYPES = [
  'coSignatureRound',
  'finalSignature',
  'task',
  'timer',
  'takeNote',
  'contribution',
  'dispatch',
  'resubmission',
  'committee',
  'automatic',
  'call',
  'wait',
] as const satisfies readonly StepState['type'][];

export const STEP_TYPES = [
  ...BLOCK_STEP_TYPES,
  'userTask',
  'receiveTask',
  'externalTask',
  'manualTask',
  'abstractTask',
  'subProcess',
  'callActivity',
  'loop',
  'catchEvent',
  'eventBasedGateway',
  'throwEvent',
  'endEvent',
] as const satisfies readonly StepState['type'][];
