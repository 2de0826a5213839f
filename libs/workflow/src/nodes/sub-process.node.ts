import type { BpmnNodeOf } from '../definition';
import { graphOf } from '../graph';
import type { PartStep } from '../state';
import { armHandlers } from '../walk/arm';
import { leavingFlows } from '../walk/routes';
import { activity } from './activity';
import type { ActivityKind } from './node';

/** Teilprozess: its steps run in a scope of their own; it ends with the last of them. */
export const subProcess: ActivityKind<BpmnNodeOf<'subProcess'>, PartStep> = {
  ...activity,
  open: (_node, step) => ({ ...step, type: 'subProcess', ownScope: '' }),
  begun(run, { id }, step) {
    step.ownScope = run.openScope(step).id;
    run.scope = step.ownScope;
    armHandlers(run, id, step.ownScope);
    const start = graphOf(run.definition).starts.get(id);
    if (start !== undefined) run.send(leavingFlows(run, start, { scope: step.ownScope }));
  },
};
