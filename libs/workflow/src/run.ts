import { beginsBy, type Asked } from './begins';
import { periodEnd } from './calendar';
import type { FactValue, Period } from './definition';
import type { ActedBy, Effect, Happening } from './effects';
import { withFacts } from './facts';
import { graphOf } from './graph';
import { lengthsBy } from './lengths';
import { placeOfKey, scopeOf, scopesWithin, tokenKey } from './scopes';
import type { Reminder, RunState, StepState } from './state';
import { RunDraft } from './run-draft';
import type { Instant } from './vocabulary';

export type * from './run-draft';

type Notice = Extract<Effect, { type: 'notify' }>['reason'];

export interface Place {
  step?: { id: string };
  /** A seat or a signer. */
  seat?: { id: string; unitId: string };
  unitId?: string;
}

/** A run while one command is carried out: what happens to it, and whom it concerns. */
export class Run extends RunDraft {
  readonly effects: Effect[] = [];
  /** A wave opens many seats with the same period at the same instant. */
  private readonly ends = new Map<Period, Instant>();

  /** The values must have been checked; `null` takes a fact's value away. */
  setFacts(values: Readonly<Record<string, FactValue>>, by: ActedBy | null = null, place: Place = {}): void {
    if (Object.keys(values).length === 0) return;
    const facts = withFacts(this.declared, values);
    const scope = scopeOf(this.state, this.scope);
    if (scope === undefined) this.state.facts = facts;
    else scope.facts = facts;
    this.record({ type: 'factsSet', values: { ...values } }, by, place);
  }

  openStep(step: StepState): void {
    if (this.scope !== undefined) step.scope = this.scope;
    const node = graphOf(this.definition).nodes.get(step.nodeId);
    const lengths = node === undefined ? {} : lengthsBy(node, this.declared);
    if (Object.keys(lengths).length > 0) step.lengths = lengths;
    const begins = node === undefined ? {} : beginsBy(node, () => this.asked());
    if (Object.keys(begins).length > 0) step.begins = begins;
    this.state.steps.push(step);
    this.drafted.add(step.id);
    this.record({ type: 'stepOpened', nodeId: step.nodeId }, null, { step });
  }

  /** What a period may count from. */
  asked(): Asked {
    return { facts: this.declared, steps: this.state.steps.filter(({ scope }) => scope === this.scope) };
  }

  closeStep(step: StepState, outcome?: string): void {
    step.open = false;
    step.closedAt = this.now;
    this.keepSubscriptions(({ stepId }) => stepId !== step.id);
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
    this.left.splice(0, Infinity, ...this.left.filter((step) => !within.has(step.scope)));
    this.beginnings.splice(0, Infinity, ...this.beginnings.filter((beginning) => !within.has(beginning.scope)));
    this.keepSubscriptions((subscription) => !within.has(subscription.scope));
  }

  /** The step and everything that runs inside it. */
  cancelStep(step: StepState): void {
    if (!step.open) return;
    const owned = 'ownScope' in step ? step.ownScope : step.type === 'call' ? step.calledScope : undefined;
    if (owned !== undefined) this.cancelScope(owned);
    this.closeStep(step, 'cancelled');
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
