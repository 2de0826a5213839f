import { actingFor } from '../authority';
import { refuse } from '../command';
import type { ModelCommand, Refusal } from '../command';
import type { ActedBy } from '../effects';
import type { Run } from '../run';
import type { StepState } from '../state';
import { at, setVariables } from '../variables';
import { giveSignal, occur } from '../walk/occur';

/** What somebody outside can bring to its end. */
const ENDED_FROM_OUTSIDE: ReadonlySet<StepState['type']> = new Set(['userTask', 'receiveTask', 'externalTask']);

const isEndedFromOutside = (step: StepState): boolean =>
  ENDED_FROM_OUTSIDE.has(step.type) || ('topic' in step && step.topic !== undefined);

function openStep(run: Run, stepId: string): StepState | Refusal {
  const step = run.step(stepId);
  if (step === undefined || !isEndedFromOutside(step)) return refuse('unknownStep');
  return step.open ? step : refuse('notOpen');
}

function stepDone(
  run: Run,
  { stepId, variables = {} }: Extract<ModelCommand, { type: 'stepDone' }>,
  by: ActedBy | null,
): Refusal | null {
  const step = openStep(run, stepId);
  if ('code' in step) return step;
  run.actIn(step);
  setVariables(run, at(step), variables);
  if (step.type === 'userTask') step.completed = true;
  run.record({ type: 'workDone' }, by, { step });
  run.closeStep(step);
  run.left.push(step);
  return null;
}

function stepError(
  run: Run,
  command: Extract<ModelCommand, { type: 'stepError' }>,
  by: ActedBy | null,
): Refusal | null {
  const step = openStep(run, command.stepId);
  if ('code' in step) return step;
  const { code, message, variables = {} } = command;
  run.actIn(step);
  setVariables(run, at(step), variables);
  run.record({ type: 'workFailed', code }, by, { step });
  run.occurrences.push({ step, event: { kind: 'error', code }, ...(message === undefined ? {} : { message }) });
  return null;
}

/** What could not be carried out for want of a value may be now. */
function tryAgain(run: Run): void {
  if (!run.subscriptions.some(({ failed }) => failed !== undefined)) return;
  run.state.subscriptions = run.subscriptions.map(({ failed: _, ...subscription }) => subscription);
}

/** What comes from outside to a run of an imported model; what follows from it is carried out by the walk. */
export function carryOutModel(run: Run, command: ModelCommand): Refusal | null {
  const by = command.by === undefined ? null : actingFor(command.by, run.facts.leadUnitId);
  if (command.by !== undefined && by === null) return refuse('notLead');
  switch (command.type) {
    case 'occur': {
      const subscription = run.subscriptions.find(({ id }) => id === command.subscriptionId);
      if (subscription === undefined) return refuse('unknownEvent');
      occur(run, subscription, command.variables, by);
      return null;
    }
    case 'signal':
      giveSignal(run, command.name, command.variables, by);
      return null;
    case 'setVariables':
      setVariables(run, { scope: undefined }, command.variables);
      run.record({ type: 'variablesSet', names: Object.keys(command.variables) }, by);
      tryAgain(run);
      return null;
    case 'stepDone':
      return stepDone(run, command, by);
    case 'stepError':
      return stepError(run, command, by);
  }
}
