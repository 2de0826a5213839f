import { refuse } from '../command';
import { tasksOf } from '../projections/tasks';
import { stepKindOf } from '../nodes';
import type { Run } from '../run';
import type { AutomaticStep } from '../state';
import { goOn } from '../walk';
import { isHeld } from './held';
import type { LeadHandler } from './lead-handler';
import { postpone } from './postpone';
import { postponeTimers } from './postpone-timers';

/** Every unit that has something open learns it once. */
function tellAll(run: Run, reason: 'suspended' | 'resumed'): void {
  const open = tasksOf(run.bundle, run.state).filter(({ status }) => status === 'open');
  for (const unitId of new Set(open.map((task) => task.unitId))) run.notify(reason, { unitId });
}

/** Everything stands still: nothing falls due, nobody but the lead acts. */
export const suspend: LeadHandler<'suspend'> = (run, { reason }, lead) => {
  run.state.suspended = { at: run.now, by: lead, reason };
  run.record({ type: 'runSuspended', reason }, lead);
  tellAll(run, 'suspended');
  return null;
};

/** What was ordered before or while the run stood still was not taken. */
function orderAgain(run: Run, step: AutomaticStep): void {
  step.attempts += 1;
  stepKindOf(step).attempt?.(run, run.actIn(step), step);
}

/** The run goes on; every Frist has as much left as it had. */
export const resume: LeadHandler<'resume'> = (run, _command, lead) => {
  const { suspended } = run.state;
  if (suspended === undefined) return refuse('notSuspended');
  delete run.state.suspended;
  run.record({ type: 'runResumed', since: suspended.at }, lead);
  for (const { id, open } of run.state.steps) {
    const step = open ? run.step(id) : undefined;
    if (step === undefined) continue;
    // What waits for an inserted step stands still from then on, and is moved once: when that is done.
    if (!isHeld(run.state, id)) postpone(run, step, suspended.at);
    if (step.type === 'automatic' && step.failed === null) orderAgain(run, step);
  }
  postponeTimers(run, suspended.at);
  tellAll(run, 'resumed');
  goOn(run, undefined);
  return null;
};
