import { isComplete, unitsOf } from './addressees';
import { periodEnd } from './calendar';
import type { Facts } from './command';
import type {
  Addressee,
  Bundle,
  Definition,
  FactDefinition,
  FactValue,
  Flow,
  NodeDefinition,
  Period,
} from './definition';
import type { ActedBy, Effect, Happening } from './effects';
import { withFacts } from './facts';
import { graphOf, outgoingOf } from './graph';
import { lengthsBy } from './lengths';
import { definitionIn, nodeOfStep, placeOfKey, scopeOf, scopesWithin, tokenKey } from './scopes';
import type { Reminder, RunState, StepState } from './state';
import type { Instant } from './vocabulary';

type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

function cloneValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneValue);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = cloneValue((value as Record<string, Plain>)[key]);
  return copy;
}

/** Far cheaper than `structuredClone`, and enough for plain JSON. */
const clonePlain = <T>(value: T): T => cloneValue(value) as T;

type Notice = Extract<Effect, { type: 'notify' }>['reason'];

/** A token on its way; `scope` as in the state. */
export interface Token {
  flow: Flow;
  scope: string | undefined;
}

export interface Place {
  step?: { id: string };
  /** A seat or a signer. */
  seat?: { id: string; unitId: string };
  unitId?: string;
}

/**
 * A run while one command is carried out: a draft of its state that may be changed freely, and the effects so far.
 * Closed steps are shared with the caller's state; `step()` hands out a copy before anybody may touch one.
 */
export class Run {
  readonly state: RunState;
  readonly effects: Effect[] = [];
  /** Tokens that still move. */
  readonly tokens: Token[] = [];
  /** The called procedure in which the run acts just now; none in the run itself. */
  scope: string | undefined = undefined;
  private readonly drafted = new Set<string>();
  /** A wave opens many seats with the same period at the same instant. */
  private readonly ends = new Map<Period, Instant>();

  constructor(
    readonly bundle: Bundle,
    from: RunState,
    readonly now: Instant,
    readonly facts: Facts,
  ) {
    this.state = {
      ...from,
      authors: [...from.authors],
      joins: clonePlain(from.joins),
      obstacles: from.obstacles ?? {},
      steps: [...from.steps],
      ...(from.scopes === undefined ? {} : { scopes: from.scopes.map((scope) => ({ ...scope })) }),
    };
    for (const step of from.steps) if (step.open) this.step(step.id);
  }

  step(id: string): StepState | undefined {
    const index = this.state.steps.findIndex((step) => step.id === id);
    const step = this.state.steps[index];
    if (step === undefined || this.drafted.has(id)) return step;
    const copy = clonePlain(step);
    this.state.steps[index] = copy;
    this.drafted.add(id);
    return copy;
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

  /** The values must have been checked; `null` takes a fact's value away. */
  setFacts(values: Readonly<Record<string, FactValue>>, by: ActedBy | null = null, place: Place = {}): void {
    if (Object.keys(values).length === 0) return;
    const facts = withFacts(this.declared, values);
    const scope = scopeOf(this.state, this.scope);
    if (scope === undefined) this.state.facts = facts;
    else scope.facts = facts;
    this.record({ type: 'factsSet', values: { ...values } }, by, place);
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
    for (const flow of flows) this.tokens.push({ flow, scope: this.scope });
  }

  /** The flows by which tokens have come that wait before the node. */
  waitingAt(nodeId: string): readonly string[] {
    return this.state.joins[tokenKey(this.scope, nodeId)] ?? [];
  }

  keepWaiting(nodeId: string, flowIds: readonly string[]): void {
    const key = tokenKey(this.scope, nodeId);
    if (flowIds.length === 0) delete this.state.joins[key];
    else this.state.joins[key] = [...flowIds];
  }

  nextStepId(): string {
    const id = `e${this.state.nextStep}`;
    this.state.nextStep += 1;
    return id;
  }

  openStep(step: StepState): void {
    if (this.scope !== undefined) step.scope = this.scope;
    const node = graphOf(this.definition).nodes.get(step.nodeId);
    const lengths = node === undefined ? {} : lengthsBy(node, this.declared);
    if (Object.keys(lengths).length > 0) step.lengths = lengths;
    this.state.steps.push(step);
    this.drafted.add(step.id);
    this.record({ type: 'stepOpened', nodeId: step.nodeId }, null, { step });
  }

  closeStep(step: StepState, outcome?: string): void {
    step.open = false;
    step.closedAt = this.now;
    this.record({ type: 'stepClosed', nodeId: step.nodeId, ...(outcome === undefined ? {} : { outcome }) }, null, {
      step,
    });
  }

  /** Nothing of the scope, nor of what it called, is left open or waiting. */
  closeAll(scope: string | undefined): void {
    const within = scopesWithin(this.state, scope);
    for (const { id, open, scope: of } of this.state.steps) {
      const step = open && within.has(of) ? this.step(id) : undefined;
      if (step === undefined) continue;
      if (step.type === 'coSignatureRound') step.round.outcome ??= 'cancelled';
      this.closeStep(step, 'cancelled');
    }
    for (const called of this.state.scopes ?? []) {
      if (called.id !== scope && within.has(called.id)) called.outcome ??= 'cancelled';
    }
    const outside = ([key]: [string, unknown]): boolean => !within.has(placeOfKey(key).scope);
    this.state.joins = Object.fromEntries(Object.entries(this.state.joins).filter(outside));
    this.state.obstacles = Object.fromEntries(Object.entries(this.state.obstacles ?? {}).filter(outside));
    this.tokens.splice(0, Infinity, ...this.tokens.filter((token) => !within.has(token.scope)));
  }

  /** A called procedure that is no longer wanted. */
  cancelScope(id: string): void {
    this.closeAll(id);
    const scope = scopeOf(this.state, id);
    if (scope !== undefined) scope.outcome ??= 'cancelled';
  }

  end(outcome: Exclude<RunState['status'], 'running'>, by: ActedBy | null = null, reason?: string): void {
    this.closeAll(undefined);
    this.state.status = outcome;
    delete this.state.suspended;
    this.record({ type: 'runEnded', outcome, ...(reason === undefined ? {} : { reason }) }, by);
    if (outcome !== 'cancelled') {
      this.notify(outcome === 'completed' ? 'completed' : 'returned', { unitId: this.facts.leadUnitId });
    }
  }

  record(happening: Happening, by: ActedBy | null = null, place: Place = {}): void {
    this.effects.push({
      type: 'event',
      event: {
        at: this.now,
        by,
        stepId: place.step?.id ?? null,
        seatId: place.seat?.id ?? null,
        unitId: place.unitId ?? place.seat?.unitId ?? null,
        ...happening,
      },
    });
  }

  notify(reason: Notice, place: Place): void {
    const unitId = place.unitId ?? place.seat?.unitId;
    if (unitId === undefined) return;
    this.effects.push({
      type: 'notify',
      reason,
      unitId,
      stepId: place.step?.id ?? null,
      seatId: place.seat?.id ?? null,
    });
  }

  incident(reason: string, place: Place = {}): void {
    this.record({ type: 'incident', reason }, null, place);
    this.notify('incident', { ...place, unitId: this.facts.leadUnitId });
  }

  /** Keeps why tokens wait before a node. Two rounds of one paper simply follow each other; the rest needs the lead. */
  hold(nodeId: string, reason: string): void {
    const key = tokenKey(this.scope, nodeId);
    const { [key]: known, ...others } = this.state.obstacles ?? {};
    const unitId = this.facts.leadUnitId;
    if (known?.reason === reason && known.unitId === unitId) return;
    const since = known?.reason === reason ? known.since : this.now;
    this.state.obstacles = { ...others, [key]: { reason, since, unitId } };
    if (reason !== 'roundAtOnce') this.incident(reason);
  }

  /** The first instant after a period that begins now. */
  endOf(period: Period): Instant {
    const known = this.ends.get(period);
    if (known !== undefined) return known;
    const { dueEnd } = periodEnd(this.now, period, this.facts.closedDays);
    this.ends.set(period, dueEnd);
    return dueEnd;
  }

  /** Reminders counted anew from the same beginning: as many as have been sent stay sent. */
  remindersAgain(periods: readonly Period[], from: Instant, before: readonly Reminder[], dueEnd: Instant): Reminder[] {
    const sent = before.filter(({ fired }) => fired).length;
    return periods
      .map((period) => periodEnd(from, period, this.facts.closedDays).dueEnd)
      .filter((at) => at < dueEnd)
      .sort()
      .map((at, index) => ({ at, fired: index < sent }));
  }

  /** Reminders counted from now; one that would come with or after the end of the period is none. */
  remindersOf(periods: readonly Period[], dueEnd: Instant | null): Reminder[] {
    return periods
      .map((period) => ({ at: this.endOf(period), fired: false }))
      .filter((reminder) => dueEnd === null || reminder.at < dueEnd)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}
