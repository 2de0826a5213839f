import type { BpmnNodeOf } from '../definition';
import { graphOf, type EventHandler, type Graph } from '../graph';
import type { Run } from '../run';
import { definitionIn } from '../scopes';
import type { EventStep, StepState } from '../state';

const graphAt = (run: Run, { scope }: StepState): Graph => graphOf(definitionIn(run.bundle, run.state, scope));

/** The boundary of a loop belongs to it as a whole, not to its instances. */
const boundaryOf = (run: Run, step: StepState): BpmnNodeOf<'boundaryEvent'> | undefined =>
  run.loopOf(step) === undefined
    ? graphAt(run, step)
        .attached.get(step.nodeId)
        ?.find(({ event }) => event.kind === 'compensation')
    : undefined;

const handlerWithin = (run: Run, step: StepState): EventHandler | undefined =>
  graphAt(run, step)
    .handlers.get(step.nodeId)
    ?.find(({ start }) => start.event?.kind === 'compensation');

const ownScopeOf = (step: StepState): string | undefined =>
  step.type === 'subProcess' || step.type === 'loop' ? step.ownScope : undefined;

/** Whether something compensates for the activity, or for something that was completed inside it. */
export function canBeCompensated(run: Run, step: StepState): boolean {
  if (boundaryOf(run, step) !== undefined || handlerWithin(run, step) !== undefined) return true;
  const own = ownScopeOf(step);
  return own !== undefined && run.state.steps.some(({ scope, compensable }) => scope === own && compensable === true);
}

/** The scope whose activities an event compensates for: around an event sub-process where it stands in one. */
function compensatedScope(run: Run, scope: string | undefined): string | undefined {
  const owner = run.ownerOf(scope);
  if (owner === undefined) return scope;
  const node = run.nodeOf(owner);
  return node.type === 'subProcess' && node.byEvent === true ? compensatedScope(run, owner.scope) : scope;
}

/** Begins what compensates for a completed activity: its own handler, and those of what was completed inside it. */
function compensateFor(run: Run, step: StepState, awaitedBy: string): void {
  delete step.compensable;
  const handlerId = boundaryOf(run, step)?.handler;
  const handler = graphAt(run, step).nodes.get(handlerId ?? '');
  if (handler !== undefined && 'forCompensation' in handler) {
    // Once for every instance of a loop.
    const times = step.type === 'loop' ? step.done : 1;
    for (let time = 0; time < times; time += 1) run.beginnings.push({ node: handler, scope: step.scope, awaitedBy });
  }
  const own = ownScopeOf(step);
  const within = step.type === 'loop' ? undefined : handlerWithin(run, step);
  if (own === undefined) return;
  if (within !== undefined) run.beginnings.push({ node: within.part, scope: own, awaitedBy });
  else compensateAll(run, own, awaitedBy);
}

function compensateAll(run: Run, scope: string | undefined, awaitedBy: string, activity?: string): void {
  const ids = run.state.steps
    .filter((step) => !step.open && step.scope === scope && step.compensable === true)
    .filter(({ nodeId }) => activity === undefined || nodeId === activity)
    .map(({ id }) => id);
  for (const id of ids.reverse()) {
    const step = run.step(id);
    if (step !== undefined) compensateFor(run, step, awaitedBy);
  }
}

/** Compensates for what has been completed in the scope of the event, or for one activity there; the event waits for it. */
export function compensate(run: Run, event: EventStep, activity?: string): void {
  event.waitsFor = [];
  run.compensates = true;
  compensateAll(run, compensatedScope(run, event.scope), event.id, activity);
}

/** One that compensates is done: the event that waits for it goes on with the last one. */
export function handlerDone(run: Run, step: StepState): void {
  const waiting = run.state.steps.find(
    (known) => known.open && 'waitsFor' in known && known.waitsFor?.includes(step.id) === true,
  );
  const event = waiting && run.step(waiting.id);
  if (event === undefined || !('waitsFor' in event)) return;
  event.waitsFor = event.waitsFor?.filter((id) => id !== step.id) ?? [];
  run.compensates = true;
}
