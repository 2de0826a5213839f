import { startOf } from '../called';
import { refuse } from '../command';
import type { BpmnNodeOf } from '../definition';
import { textOf, valueOf } from '../expressions';
import { Failure } from '../failure';
import type { Run } from '../run';
import { depthOf, scopeOf } from '../scopes';
import type { Json, PartStep, Variables } from '../state';
import { at, localAt, lookupAt, setVariables, visibleAt } from '../variables';
import type { Standing } from '../variables';
import { armHandlers } from '../walk/arm';
import { leavingFlows } from '../walk/routes';
import { activity } from './activity';
import { MAX_CALL_DEPTH } from './call.node';
import type { ActivityKind } from './node';

type CallActivityNode = BpmnNodeOf<'callActivity'>;
type Handover = NonNullable<CallActivityNode['ins']>[number];

function handedOver(run: Run, handovers: readonly Handover[], from: Standing): Variables {
  const given: Record<string, Json> = {};
  for (const { all, local, source, expression, target } of handovers) {
    if (all === true) Object.assign(given, local === true ? localAt(run, from) : visibleAt(run, from));
    else if (target !== undefined && expression !== undefined) given[target] = valueOf(run, expression, from);
    else if (target !== undefined && source !== undefined) given[target] = lookupAt(run, from).get(source);
  }
  return given;
}

/** Ends with the process that it calls, which gives back what the model says. */
export function takeBack(run: Run, { outs = [] }: CallActivityNode, step: PartStep): void {
  const called = { scope: step.ownScope };
  run.scope = step.ownScope;
  const given = handedOver(run, outs, called);
  run.scope = step.scope;
  setVariables(run, at(step), given);
}

/** Aufruf: another process of the bundle runs inside the run, in a scope that sees nothing of its caller. */
export const callActivity: ActivityKind<CallActivityNode, PartStep> = {
  ...activity,
  open: (_node, step) => ({ ...step, type: 'callActivity', ownScope: '' }),
  begun(run, node, step) {
    const process = textOf(run, node.process, at(step));
    const { called = {} } = run.bundle;
    const definition = Object.hasOwn(called, process) ? called[process] : undefined;
    if (definition === undefined || depthOf(run.state, step.scope) >= 4 * MAX_CALL_DEPTH) {
      throw new Failure(refuse('unknownProcess', { process }));
    }
    const variables = handedOver(run, node.ins ?? [], at(step));
    step.ownScope = run.openScope(step, { procedure: process }).id;
    const scope = scopeOf(run.state, step.ownScope);
    if (scope !== undefined) scope.variables = variables;
    run.scope = step.ownScope;
    armHandlers(run, '', step.ownScope);
    run.send(leavingFlows(run, startOf(definition), { scope: step.ownScope }));
  },
};
