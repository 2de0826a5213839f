import { refuse } from '../command';
import type { Flow } from '../definition';
import { holds } from '../expressions';
import { Failure } from '../failure';
import type { Run } from '../run';
import type { Standing } from '../variables';

interface Leaving {
  id: string;
  defaultFlow?: string | undefined;
}

/** No condition holds and there is no flow for that. */
export const noFlow = (nodeId: string): Failure => new Failure(refuse('noOutgoingFlow', { node: nodeId }));

/** Of a model: every flow whose condition holds or that has none; the default flow where there is no other. */
export function leavingFlows(run: Run, { id, defaultFlow }: Leaving, standing: Standing): readonly Flow[] {
  const flows = run.outgoing(id);
  if (run.definition.imported === undefined || flows.length === 0) return flows;
  const taken = flows.filter(
    (flow) => flow.id !== defaultFlow && (flow.condition === undefined || holds(run, flow.condition, standing)),
  );
  const chosen = taken.length > 0 ? taken : flows.filter((flow) => flow.id === defaultFlow);
  if (chosen.length === 0) throw noFlow(id);
  return chosen;
}

/** Of a model: the first flow whose condition holds or that has none, in the order of the definition, else the default. */
export function exclusiveFlow(run: Run, { id, defaultFlow }: Leaving): readonly Flow[] {
  const flows = run.outgoing(id);
  const standing: Standing = { scope: run.scope };
  const chosen =
    flows.find(
      (flow) => flow.id !== defaultFlow && (flow.condition === undefined || holds(run, flow.condition, standing)),
    ) ?? flows.find((flow) => flow.id === defaultFlow);
  if (chosen === undefined && flows.length > 0) throw noFlow(id);
  return chosen === undefined ? [] : [chosen];
}
