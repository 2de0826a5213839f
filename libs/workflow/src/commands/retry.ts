import { refuse } from '../command';
import { stepKindOf } from '../nodes';
import { goOn } from '../walk';
import type { LeadHandler } from './lead-handler';

/** Another attempt at an automatic job that has failed. */
export const retry: LeadHandler<'retry'> = (run, { stepId }, lead) => {
  const step = run.step(stepId);
  if (step === undefined) return refuse('unknownStep');
  if (!step.open || step.type !== 'automatic' || step.failed === null) return refuse('nothingFailed');
  step.failed = null;
  step.attempts += 1;
  run.record({ type: 'jobRetried' }, lead, { step });
  stepKindOf(step).attempt?.(run, run.actIn(step), step);
  goOn(run, step.open ? undefined : step);
  return null;
};
