import { periodEnd } from './calendar';
import type { Facts } from './command';
import type { Bundle, Period } from './definition';
import type { ActedBy, Effect, Happening } from './effects';
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
  /** The outcome of the end that a token reached last in this command. */
  reachedEnd: 'completed' | 'returned' | 'rejected' | null = null;
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

  nextStepId(): string {
    const id = `e${this.state.nextStep}`;
    this.state.nextStep += 1;
    return id;
  }

  openStep(step: StepState): void {
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

  end(outcome: Exclude<RunState['status'], 'running'>, by: ActedBy | null = null, reason?: string): void {
    for (const { id, open } of this.state.steps) {
      const step = open ? this.step(id) : undefined;
      if (step === undefined) continue;
      if (step.type === 'coSignatureRound') step.round.outcome ??= 'cancelled';
      this.closeStep(step, 'cancelled');
    }
    this.state.joins = {};
    this.state.obstacles = {};
    this.state.status = outcome;
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
    const { [nodeId]: known, ...others } = this.state.obstacles ?? {};
    const unitId = this.facts.leadUnitId;
    if (known?.reason === reason && known.unitId === unitId) return;
    const since = known?.reason === reason ? known.since : this.now;
    this.state.obstacles = { ...others, [nodeId]: { reason, since, unitId } };
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
