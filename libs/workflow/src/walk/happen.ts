import { refuse } from '../command';
import type { EventDefinition } from '../definition';
import { textOf } from '../expressions';
import { Failure } from '../failure';
import { graphOf } from '../graph';
import type { Occurrence, Run } from '../run';
import type { EventStep, StepState } from '../state';
import { at } from '../variables';
import { compensate } from './compensation';
import { endPart } from './end-part';
import { giveSignal } from './occur';
import { leaveBy, raise } from './raise';

/** The end of the innermost scope in which the event stands; whatever is open there is cancelled. */
export function endAround(run: Run, step: StepState): void {
  if (step.scope === undefined) run.end('completed');
  else endPart(run, step.scope);
}

/** A transaction is given up: once everything in it has been compensated for, its boundary event occurs. */
function giveUp(run: Run, step: StepState): void {
  const instance = run.ownerOf(step.scope);
  if (instance === undefined) return;
  // The boundary of a loop belongs to it as a whole.
  const owner = run.loopOf(instance) ?? instance;
  run.scope = owner.scope;
  const boundary = graphOf(run.definition)
    .attached.get(owner.nodeId)
    ?.find(({ event }) => event.kind === 'cancel');
  if (boundary === undefined) endAround(run, step);
  else leaveBy(run, boundary, owner);
}

/** What it brings about has been brought about: its token goes on, unless that has cancelled it. */
function finish(run: Run, step: StepState): void {
  if (!step.open) return;
  const node = run.actIn(step);
  const event = 'event' in node ? node.event : undefined;
  if (event?.kind === 'cancel') return giveUp(run, step);
  run.closeStep(step);
  run.left.push(step);
}

/** What the error says of itself. */
const messageOf = (run: Run, step: StepState, event: EventDefinition): string | undefined =>
  event.kind === 'error' && event.message !== undefined ? textOf(run, event.message, at(step)) : undefined;

const isEvent = (step: StepState): step is EventStep => step.type === 'throwEvent' || step.type === 'endEvent';

export function happen(run: Run, { step, event, message }: Occurrence): void {
  run.scope = step.scope;
  switch (event.kind) {
    case 'terminate':
      return endAround(run, step);
    case 'signal': {
      const name = textOf(run, event.name, at(step));
      giveSignal(run, name);
      run.effects.push({ type: 'signal', name });
      break;
    }
    case 'error':
    case 'escalation': {
      const thrown = { ...event, message: message ?? messageOf(run, step, event) };
      const isCaught = raise(run, thrown, isEvent(step) ? { scope: step.scope } : { step, scope: step.scope });
      // What the model throws itself ends its path; what is reported from outside would be lost.
      if (!isCaught && !isEvent(step)) throw new Failure(refuse('errorNotCaught', { code: event.code ?? '' }));
      break;
    }
    case 'compensation':
    case 'cancel':
      if (isEvent(step)) compensate(run, step, event.kind === 'compensation' ? event.activity : undefined);
      return;
    default:
  }
  if (isEvent(step)) finish(run, step);
}

/** Events whose compensation is done; nothing else moves any more. */
export function finishCompensated(run: Run): boolean {
  if (!run.compensates) return false;
  const waiting = run.state.steps.find((step) => step.open && 'waitsFor' in step && step.waitsFor?.length === 0);
  const done = waiting && run.step(waiting.id);
  if (done === undefined) return false;
  finish(run, done);
  return true;
}
