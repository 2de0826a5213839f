import { refuse } from '../command';
import type { Bundle, Definition } from '../definition';
import type { Run } from '../run';
import { definitionIn } from '../scopes';
import type { StepState } from '../state';
import { goOn } from '../walk';
import { isHeld } from './held';
import type { LeadHandler } from './lead-handler';

/** Nobody is passed over whose word the procedure asks for; the first node that forbids it. */
function mandatoryIn(bundle: Bundle, { nodes }: Definition, seen: readonly string[] = []): boolean {
  return nodes.some((node) => {
    if (node.type === 'finalSignature' || node.type === 'committee') return true;
    if (node.type === 'coSignatureRound')
      return node.waves.some(({ seats }) => seats.some(({ mandatory }) => mandatory));
    const called = node.type === 'call' && !seen.includes(node.procedure) ? bundle.called?.[node.procedure] : undefined;
    return called !== undefined && mandatoryIn(bundle, called, [...seen, called.key]);
  });
}

/** Of a model, what somebody or something would have to end; a part, a loop or an event being thrown is none. */
const ENDED_BY_SOMEBODY: ReadonlySet<StepState['type']> = new Set([
  'userTask',
  'receiveTask',
  'externalTask',
  'catchEvent',
]);

function isSkippable({ bundle, state }: Run, step: StepState): boolean {
  if (bundle.definition.imported !== undefined) return ENDED_BY_SOMEBODY.has(step.type);
  if (step.type === 'finalSignature' || step.type === 'committee') return false;
  if (step.type === 'call') return !mandatoryIn(bundle, definitionIn(bundle, state, step.calledScope));
  if (step.type !== 'coSignatureRound') return true;
  const { nodes } = definitionIn(bundle, state, step.scope);
  // A final signature could never begin without it.
  const isSigned = nodes.some((node) => node.type === 'finalSignature' && node.roundNodeId === step.nodeId);
  return !isSigned && !step.round.seats.some(({ mandatory }) => mandatory);
}

/** The run goes on as if the step had ended; conditions read `skipped` as its result. */
export const skipStep: LeadHandler<'skipStep'> = (run, { stepId, reason }, lead) => {
  const step = run.step(stepId);
  if (step === undefined) return refuse('unknownStep');
  if (!step.open) return refuse('notOpen');
  if (!isSkippable(run, step)) return refuse('notSkippable');
  if (isHeld(run.state, step.id)) return refuse('insertedOpen');
  run.record({ type: 'stepSkipped', name: run.nodeOf(step).name, reason }, lead, { step });
  if (step.type === 'call') run.cancelScope(step.calledScope);
  if (step.type === 'coSignatureRound') step.round.outcome = 'cancelled';
  step.result = 'skipped';
  run.closeStep(step, 'skipped');
  goOn(run, step);
  return null;
};
