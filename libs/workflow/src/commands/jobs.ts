import { refuse } from '../command';
import type { Command, Refusal } from '../command';
import { refuseFacts } from '../facts';
import type { Run } from '../run';
import { goOn } from '../walk';

type Report<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** A job may be reported twice: what its step has closed for is done. */
export function jobDone(run: Run, { stepId, values = {} }: Report<'jobDone'>): Refusal | null {
  const step = run.step(stepId);
  if (step?.type !== 'automatic') return refuse('unknownStep');
  if (!step.open) return null;
  // It is ordered again when the run goes on.
  if (run.state.suspended !== undefined) return refuse('suspended');
  run.actIn(step);
  const refused = refuseFacts(run.declaredFacts, values);
  if (refused !== null) return refused;
  step.failed = null;
  run.record({ type: 'jobDone' }, null, { step });
  run.setFacts(values, null, { step });
  run.closeStep(step);
  goOn(run, step);
  return null;
}

/** The lead learns it and tries again or goes on without. */
export function jobFailed(run: Run, { stepId, reason }: Report<'jobFailed'>): Refusal | null {
  const step = run.step(stepId);
  if (step?.type !== 'automatic') return refuse('unknownStep');
  if (!step.open || step.failed !== null) return null;
  step.failed = reason;
  step.unitId = run.facts.leadUnitId;
  run.record({ type: 'jobFailed', reason }, null, { step });
  run.incident('jobFailed', { step });
  return null;
}
