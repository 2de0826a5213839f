import { refuse } from '../command';
import { stepKindOf } from '../nodes';
import { goOn, goOnEnding } from '../walk';
import { occur } from '../walk/occur';
import type { LeadHandler } from './lead-handler';

/** Another attempt at an automatic job that has failed, or at a timer of a model by the id of what waits. */
export const retry: LeadHandler<'retry'> = (run, { stepId }, lead) => {
  const failed = run.subscriptions.find(({ id, failed: why }) => id === stepId && why !== undefined);
  if (failed !== undefined) {
    occur(run, failed, {}, lead);
    goOnEnding(run);
    return null;
  }
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
