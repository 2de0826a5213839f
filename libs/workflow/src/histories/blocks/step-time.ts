/**
 * Reference model of what time, the calendar, a rest and a change of the lead do to a block (ADR 0042, 0043).
 * Where ADR and handbook leave something open:
 * 10. A Wiedervorlage whose day a fact names stays on its day, however long the run rests; any other moves by as many days,
 *     to a working day.
 */
import { dayBegins, dayOf } from '../world';
import {
  endAfterRest,
  isOver,
  type Moment,
  movedEnd,
  nextOfPlace,
  postponePlace,
  recountPlace,
  tickPlace,
} from './place-model';
import { rulesOf, unitOf } from './rules';
import { closeStep, type ModelStep, openAll, settle } from './step-model';

const waits = ({ places }: ModelStep): boolean => places.some(({ state }) => state === 'waiting');

/** What has to come by time for the block as a whole: the end of waiting, the day on which it comes back, the session. */
function ownDue(step: ModelStep): number {
  const { block, until, sitting } = step;
  if (block.type === 'wait') return until;
  if (!waits(step)) return Infinity;
  if (block.type === 'resubmission') return until;
  return block.type === 'committee' ? (sitting.session ?? Infinity) : Infinity;
}

export function tickStep(step: ModelStep, now: Moment): void {
  if (!step.open) return;
  const { block, places } = step;
  if (ownDue(step) <= now.at) {
    if (block.type === 'wait') return closeStep(step, 'timeout', now);
    openAll(
      step,
      places.filter(({ state }) => state === 'waiting'),
      now,
    );
  }
  for (const place of places) tickPlace(place, rulesOf(block, place.role), now);
  settle(step, now);
}

export const nextOfStep = (step: ModelStep): number =>
  step.open ? Math.min(ownDue(step), ...step.places.map(nextOfPlace)) : Infinity;

export function recountStep(step: ModelStep, changed: readonly string[], now: Moment): void {
  if (!step.open) return;
  const { block, places, openedAt } = step;
  for (const place of places) recountPlace(place, rulesOf(block, place.role), changed, now);
  if (block.type === 'wait' && block.until.kind === 'event' && block.until.atMost && !step.stoodStill)
    step.until = movedEnd(step.until, now.calendar.end(openedAt, block.until.atMost), openedAt, changed, now);
}

export function postponeStep(step: ModelStep, days: number, now: Moment): void {
  if (!step.open) return;
  const { block, places } = step;
  for (const place of places) postponePlace(place, days, now);
  step.stoodStill ||= step.openedAt < now.at;
  if (block.type === 'wait' && block.until.kind === 'event' && block.until.atMost)
    step.until = endAfterRest(step.until, days, block.until.atMost, now);
  if (block.type === 'resubmission' && block.at.kind === 'period' && waits(step))
    step.until = dayAfterRest(step, days, now);
}

/** The day on which it comes back is to be a working day itself. */
function dayAfterRest({ until }: ModelStep, days: number, { calendar }: Moment): number {
  let day = dayOf(until) + days;
  while (!calendar.isWorkingDay(day)) day += 1;
  return dayBegins(day);
}

/** What one unit has to do is the new lead's where it follows the lead, and nobody's in person. */
export function followLeadIn(step: ModelStep, lead: string): void {
  if (!step.open) return;
  for (const place of step.places) {
    const { duty } = rulesOf(step.block, place.role);
    if (isOver(place) || duty === undefined || duty.kind === 'unit') continue;
    const unit = unitOf(duty, lead);
    if (unit !== place.unit) Object.assign(place, { unit, owner: null });
  }
}
