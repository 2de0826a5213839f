import { openScope } from '../called';
import type { CallNode } from '../definition';
import { depthOf } from '../scopes';
import type { CallStep } from '../state';
import { idle } from './idle';
import type { StepKind } from './node';

/** Procedures that call each other stop here; the linter refuses them. */
export const MAX_CALL_DEPTH = 8;

/** Unterverfahren: another procedure runs inside the run; the step ends when that procedure has ended. */
export const call: StepKind<CallNode, CallStep> = {
  ...idle,
  obstacle(run, { procedure }) {
    if (run.bundle.called?.[procedure] === undefined) return 'unknownProcedure';
    return depthOf(run.state, run.scope) >= MAX_CALL_DEPTH ? 'callTooDeep' : null;
  },
  enter(run, { id: nodeId, procedure, inputs }) {
    const step: CallStep = {
      id: run.nextStepId(),
      nodeId,
      type: 'call',
      open: true,
      openedAt: run.now,
      closedAt: null,
      calledScope: '',
    };
    run.openStep(step);
    step.calledScope = openScope(run, { step, procedure, ...(inputs && { inputs }) }).id;
    return [];
  },
};
