import { refuse } from '../command';
import type { EventDefinition } from '../definition';
import { textOf } from '../expressions';
import { Failure } from '../failure';
import { graphOf } from '../graph';
import type { Run } from '../run';
import type { StepState, Subscription } from '../state';
import type { Standing } from '../variables';
import { timerFrom } from './timer-text';

type Target = Pick<Subscription, 'nodeId' | 'scope' | 'stepId'>;

/** Begins to wait for an event; what does not wait (an error, an escalation) is found when it is thrown. */
export function waitFor(run: Run, target: Target, event: EventDefinition, standing: Standing): string | undefined {
  if (event.kind === 'timer') return run.subscribe({ ...target, ...timerOf(run, event, standing) });
  if (event.kind === 'message' || event.kind === 'signal') {
    return run.subscribe({ ...target, kind: event.kind, name: textOf(run, event.name ?? '', standing) });
  }
  return event.kind === 'conditional' ? run.subscribe({ ...target, kind: 'conditional' }) : undefined;
}

/** Begins to wait for an event; a condition may hold already. */
export function arm(run: Run, target: Target, event: EventDefinition, standing: Standing): void {
  const id = waitFor(run, target, event, standing);
  if (event.kind === 'conditional' && id !== undefined) run.armed.push(id);
}

function timerOf(
  run: Run,
  { form, text: said }: Extract<EventDefinition, { kind: 'timer' }>,
  standing: Standing,
): Pick<Subscription, 'kind' | 'at' | 'cycle'> {
  const text = textOf(run, said, standing);
  const timer = timerFrom(run.now, form, text);
  if (timer === null) throw new Failure(refuse('badTimer', { expression: text }));
  const { at, left } = timer;
  return { kind: 'timer', at, ...(form === 'cycle' && { cycle: { text, ...(left === undefined ? {} : { left }) } }) };
}

/** What may disturb the activity while it runs. */
export function armBoundary(run: Run, step: StepState): void {
  for (const { id, event } of graphOf(run.definition).attached.get(step.nodeId) ?? []) {
    arm(run, { nodeId: id, stepId: step.id, ...scoped(step.scope) }, event, { step, scope: step.scope });
  }
}

/** The event sub-processes of a scope; `partId` is its sub-process, empty for a procedure as a whole. */
export function armHandlers(run: Run, partId: string, scope: string | undefined): void {
  for (const { start } of graphOf(run.definition).handlers.get(partId) ?? []) {
    if (start.event === undefined) continue;
    arm(run, { nodeId: start.id, ...scoped(scope) }, start.event, { scope });
  }
}

export const scoped = (scope: string | undefined): { scope?: string } => (scope === undefined ? {} : { scope });
