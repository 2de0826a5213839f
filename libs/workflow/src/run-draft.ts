import { isComplete, unitsOf } from './addressees';
import type { Facts } from './command';
import type {
  ActivityNode,
  Addressee,
  Bundle,
  Definition,
  EventDefinition,
  FactDefinition,
  FactValue,
  Flow,
  NodeDefinition,
} from './definition';
import { outgoingOf } from './graph';
import { copySteps } from './open-steps';
import { draftSeats } from './nodes/round/alike';
import { positionOf } from './parts';
import { clonePlain } from './plain';
import { definitionIn, nodeOfStep, ownerOf, scopeOf, tokenKey } from './scopes';
import type { LoopStep, RunState, Scope, StepState, Subscription, Variables } from './state';
import type { Instant } from './vocabulary';

const draftOf = (step: StepState): StepState =>
  step.type === 'coSignatureRound'
    ? { ...step, round: { ...step.round, seats: draftSeats(step.round.seats) } }
    : clonePlain(step);

/** A token on its way; `scope` as in the state. */
export interface Token {
  flow: Flow;
  scope: string | undefined;
}

/** An activity that is to begin, with what only this instance of it knows. */
export interface Beginning {
  node: ActivityNode;
  scope: string | undefined;
  variables?: Variables;
  /** The event that waits until it is done, because it compensates. */
  awaitedBy?: string;
}

/** What an event brings about; `step` is the event, or the activity from which an error comes. */
export type Occurrence = { step: StepState; event: EventDefinition; message?: string };

/** A variable that has been set; `holder` is a step or a called procedure, empty for the run. */
export interface VariableChange {
  name: string;
  how: 'create' | 'update' | 'delete';
  holder: string;
}

/**
 * The state of a run while one command is carried out, and what is still ahead. What nobody touches is shared with the
 * caller's state.
 */
export class RunDraft {
  readonly state: RunState;
  /** Tokens that still move. */
  readonly tokens: Token[] = [];
  /** Activities that are to begin, steps whose token goes on, events that are to happen, variables that have changed. */
  readonly beginnings: Beginning[] = [];
  readonly left: StepState[] = [];
  readonly occurrences: Occurrence[] = [];
  readonly changed: VariableChange[] = [];
  /** Something is or has been compensated for: an event may wait for nothing more. */
  compensates = false;
  /** Conditional events that have just been armed. */
  readonly armed: string[] = [];
  /** How often each condition has held by now. */
  readonly held = new Map<string, number>();
  /** The scope in which the run acts just now; none in the run itself. */
  scope: string | undefined = undefined;
  /** Nothing of it has ever been stored. */
  readonly isStarting: boolean;
  protected readonly drafted = new Set<string>();
  /** Lists of waiting tokens that this command has made. */
  private readonly ownWaiting = new Map<string, string[]>();

  constructor(
    readonly bundle: Bundle,
    from: RunState,
    readonly now: Instant,
    readonly facts: Facts,
  ) {
    this.isStarting = from.nextStep === 1;
    this.state = {
      ...from,
      authors: [...from.authors],
      // What waits at a node is replaced as a whole.
      joins: { ...from.joins },
      obstacles: from.obstacles ?? {},
      steps: copySteps(from.steps),
      ...(from.scopes === undefined ? {} : { scopes: from.scopes.map((scope) => ({ ...scope })) }),
    };
  }

  /** A step as it may be changed; the seats of a round are many and are copied one by one, see `nodes/round/alike.ts`. */
  step(id: string): StepState | undefined {
    const index = positionOf(this.state.steps, id);
    const step = this.state.steps[index];
    if (step === undefined || this.drafted.has(id)) return step;
    const copy = draftOf(step);
    this.state.steps[index] = copy;
    this.drafted.add(id);
    return copy;
  }

  /** The step inside which the scope runs; none for the run itself. */
  ownerOf(scope: string | undefined): StepState | undefined {
    const owner = ownerOf(this.state, scope);
    return owner && this.step(owner.id);
  }

  /** The loop of which the step is an instance. */
  loopOf({ scope }: StepState): LoopStep | undefined {
    const owner = this.ownerOf(scope);
    return owner?.type === 'loop' ? owner : undefined;
  }

  get ended(): boolean {
    return this.state.status !== 'running';
  }

  /** The procedure that runs where the run acts now. */
  get definition(): Definition {
    return definitionIn(this.bundle, this.state, this.scope);
  }

  get declaredFacts(): readonly FactDefinition[] {
    return this.definition.facts ?? [];
  }

  /** The declared facts that have a value where the run acts now. */
  get declared(): Readonly<Record<string, FactValue>> {
    return this.factsOf(this.scope);
  }

  factsOf(scope: string | undefined): Readonly<Record<string, FactValue>> {
    return (scope === undefined ? this.state.facts : scopeOf(this.state, scope)?.facts) ?? {};
  }

  unitsOf(addressee: Addressee): (string | null)[] {
    return unitsOf(addressee, this.facts, this.declared);
  }

  /** Everybody whom the node is for is there. */
  isComplete(node: NodeDefinition): boolean {
    return isComplete(node, this.facts, this.declared);
  }

  nodeOf(step: Pick<StepState, 'nodeId' | 'scope' | 'lengths'>): NodeDefinition {
    return nodeOfStep(this.bundle, this.state, step);
  }

  /** From here on the run acts where the step belongs. */
  actIn(step: StepState): NodeDefinition {
    this.scope = step.scope;
    return this.nodeOf(step);
  }

  /** The flows on which a token leaves the node. */
  outgoing(nodeId: string): readonly Flow[] {
    return outgoingOf(this.definition, nodeId);
  }

  send(flows: readonly Flow[]): void {
    const tokens = flows.map((flow): Token => ({ flow, scope: this.scope }));
    if (this.definition.imported === undefined) this.tokens.push(...tokens);
    else this.tokens.unshift(...tokens.reverse());
  }

  /** The flows by which tokens have come that wait before the node. */
  waitingAt(nodeId: string): readonly string[] {
    return this.state.joins[tokenKey(this.scope, nodeId)] ?? [];
  }

  keepWaiting(nodeId: string, flowIds: readonly string[]): void {
    const key = tokenKey(this.scope, nodeId);
    this.ownWaiting.delete(key);
    if (flowIds.length === 0) delete this.state.joins[key];
    else this.state.joins[key] = [...flowIds];
  }

  /** One token more waits before the node: how many there are by now. */
  waitBefore(nodeId: string, flowId: string): number {
    const key = tokenKey(this.scope, nodeId);
    const waiting = this.ownWaiting.get(key) ?? [...(this.state.joins[key] ?? [])];
    this.ownWaiting.set(key, waiting);
    this.state.joins[key] = waiting;
    return waiting.push(flowId);
  }

  nextStepId(): string {
    const id = `e${this.state.nextStep}`;
    this.state.nextStep += 1;
    return id;
  }

  get subscriptions(): readonly Subscription[] {
    return this.state.subscriptions ?? [];
  }

  subscribe(subscription: Omit<Subscription, 'id'>): string {
    const number = this.state.nextSubscription ?? 1;
    const id = `s${number}`;
    this.state.nextSubscription = number + 1;
    this.state.subscriptions = [...this.subscriptions, { id, ...subscription }];
    return id;
  }

  keepSubscriptions(stays: (subscription: Subscription) => boolean): void {
    if (this.subscriptions.some((subscription) => !stays(subscription))) {
      this.state.subscriptions = this.subscriptions.filter(stays);
    }
  }

  /** A part of the procedure, or a called one, begins inside the step. */
  openScope(step: StepState, more: Pick<Scope, 'procedure' | 'variables'> = {}): Scope {
    const scope: Scope = {
      id: `c${(this.state.scopes?.length ?? 0) + 1}`,
      callStepId: step.id,
      ...(step.scope === undefined ? {} : { parent: step.scope }),
      ...more,
      facts: {},
      outcome: null,
    };
    // A list of its own: see the constructor.
    (this.state.scopes ??= []).push(scope);
    return scope;
  }
}
