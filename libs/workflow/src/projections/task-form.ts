import type { Bundle } from '../definition';
import { stepKindOf } from '../nodes';
import { definitionIn, nodeOfStep, scopeOf } from '../scopes';
import type { RunState } from '../state';
import type { TaskForm } from '../task-view';

/** How the task is completed, with what the facts say now; `null` where its kind alone says it, or it is not there. */
export function taskForm(bundle: Bundle, state: RunState, stepId: string, seatId: string | null): TaskForm | null {
  const step = state.steps.find(({ id }) => id === stepId);
  if (step === undefined) return null;
  const declared = definitionIn(bundle, state, step.scope).facts ?? [];
  const known = (step.scope === undefined ? state.facts : scopeOf(state, step.scope)?.facts) ?? {};
  const form = stepKindOf(step).form?.(nodeOfStep(bundle, state, step), step, seatId, declared);
  if (form === undefined) return null;
  const isFact = new Set(declared.map(({ key }) => key));
  const fields = form.fields.map((field) => {
    const value = isFact.has(field.key) && field.onlyWith === undefined ? known[field.key] : undefined;
    return value === undefined ? field : { ...field, value };
  });
  return { ...form, fields };
}
