import type { Refusal, StepCommand } from '../command';
import type { ActivityNode, FactDefinition, Flow, NodeDefinition, Period } from '../definition';
import type { Run } from '../run';
import type { StepState } from '../state';
import type { TaskForm, TaskView } from '../task-view';
import type { Acting, Instant } from '../vocabulary';

/** Something in an open step that time alone will bring about. */
export interface Due {
  at: Instant;
  /** The seat or signer; empty for the step itself. */
  id: string;
  what: 'reminder' | 'period' | 'dissent';
  /** Which reminder. */
  index: number;
}

/** A Frist that runs and was counted from `from`, so that another calendar may move it. */
export interface Deadline {
  /** The seat or signer; empty for the step itself. */
  id: string;
  /** `null` where nobody but time has to do something. */
  unitId: string | null;
  from: Instant;
  period: Period;
  dueEnd: Instant;
}

export type { StepCommand } from '../command';

/** What a token does at a node. Written as methods, so that a kind of one node stands in the table of all. */
export interface NodeKind<Node extends NodeDefinition = NodeDefinition> {
  /** Tokens wait here for each other, not for an obstacle to pass. */
  readonly joins?: boolean;
  /** Why the node cannot begin now; the token then waits before it and tries again with every command. */
  obstacle?(run: Run, node: Node): string | null;
  /** The token arrives by `flow`: the flows on which it goes on at once, none where it waits or ends. */
  enter(run: Run, node: Node, flow: Flow): readonly Flow[];
  /** All other tokens stand still: the flows on which those that wait here go on now, `null` where they wait further. */
  release?(run: Run, node: Node): readonly Flow[] | null;
}

/** A node whose token is an open step: somebody or time has to do something. */
export interface StepKind<
  Node extends NodeDefinition = NodeDefinition,
  Step extends StepState = StepState,
> extends NodeKind<Node> {
  /** Everything that is still to come by time alone. */
  dues(step: Step): Due[];
  /** The first of them, where it is found without asking for all; of a step that nothing changes any more. */
  nextDue?(step: Step): Instant | null;
  /** The Fristen that a changed calendar may move: they run and have not been set by hand. */
  deadlines(node: Node, step: Step): Deadline[];
  /** Gives one of the `deadlines` another end; its reminders go with it. */
  move(run: Run, node: Node, step: Step, deadline: Deadline, dueEnd: Instant): void;
  /** Lets one of the `dues` happen, if it is still to come. */
  fire(run: Run, node: Node, step: Step, due: Due): void;
  /** Carries the command out or says why not; a refused command may leave the draft in any state. */
  command(run: Run, node: Node, step: Step, by: Acting, command: StepCommand): Refusal | null;
  /** Tries what may fail: at its beginning, and again when the lead says so. */
  attempt?(run: Run, node: Node, step: Step): void;
  /** What of it stands in somebody's inbox, has stood or will stand there. */
  tasks(node: Node, step: Step): TaskView[];
  /** How a task of it is completed, where that is not said by its kind alone. */
  form?(node: Node, step: Step, seatId: string | null, facts: readonly FactDefinition[]): TaskForm;
}

/** What every step has when it begins. */
export type NewStep = Pick<StepState, 'id' | 'nodeId' | 'open' | 'openedAt' | 'closedAt'>;

/** An activity of an imported model, which may be carried out several times and has variables of its own. */
export interface ActivityKind<
  Node extends ActivityNode = ActivityNode,
  Step extends StepState = StepState,
> extends StepKind<Node, Step> {
  open(node: Node, step: NewStep): Step;
  /** Its variables are set: what it does first. One that closes its step here has been passed. */
  begun(run: Run, node: Node, step: Step): void;
}
