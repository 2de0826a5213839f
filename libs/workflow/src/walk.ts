import type { Flow } from './definition';
import { graphOf, nodeOf, outgoingOf } from './graph';
import { kindOf } from './nodes';
import type { Run } from './run';
import type { StepState } from './state';

/** A definition that sends a token round and round without anybody acting is stopped here; the linter refuses it. */
const movesAllowed = (run: Run): number => 10 * run.bundle.definition.nodes.length + 100;

function park(run: Run, flow: Flow, reason: string): void {
  run.state.joins[flow.to] = [...(run.state.joins[flow.to] ?? []), flow.id];
  // Two rounds of one paper simply follow each other; everything else needs somebody's attention.
  if (reason !== 'roundAtOnce' && !run.reported.has(flow.id)) run.incident(reason);
  run.reported.add(flow.id);
}

function move(run: Run, flows: readonly Flow[]): void {
  const { definition } = run.bundle;
  const tokens = [...flows];
  let moves = movesAllowed(run);
  for (let flow = tokens.shift(); flow !== undefined && !run.ended; flow = tokens.shift()) {
    const node = nodeOf(definition, flow.to);
    const kind = kindOf(node);
    moves -= 1;
    const obstacle = moves < 0 ? 'endless' : (kind.obstacle?.(run, node) ?? null);
    if (obstacle === null) tokens.push(...kind.enter(run, node, flow));
    else park(run, flow, obstacle);
  }
}

const waitsHere = (run: Run, nodeId: string): boolean =>
  nodeOf(run.bundle.definition, nodeId).type !== 'parallelGateway';

export const hasParked = (run: Run): boolean => Object.keys(run.state.joins).some((nodeId) => waitsHere(run, nodeId));

/** Lets parked tokens go on whose obstacle is gone. */
function resume(run: Run): void {
  const { definition } = run.bundle;
  for (const [nodeId, flowIds] of Object.entries(run.state.joins)) {
    if (!waitsHere(run, nodeId)) continue;
    const node = nodeOf(definition, nodeId);
    for (const flowId of flowIds) {
      if (run.ended || (kindOf(node).obstacle?.(run, node) ?? null) !== null) break;
      const rest = (run.state.joins[nodeId] ?? []).toSpliced((run.state.joins[nodeId] ?? []).indexOf(flowId), 1);
      if (rest.length === 0) delete run.state.joins[nodeId];
      else run.state.joins[nodeId] = rest;
      const flow = graphOf(definition)
        .incoming.get(nodeId)
        ?.find(({ id }) => id === flowId);
      if (flow !== undefined) move(run, [flow]);
    }
  }
}

function finish(run: Run): void {
  if (run.ended || run.state.steps.some((step) => step.open)) return;
  if (Object.keys(run.state.joins).length === 0) run.end(run.reachedEnd ?? 'completed');
  else if (!hasParked(run)) run.incident('stuck');
}

export function begin(run: Run): void {
  const first = run.bundle.definition.nodes.find((node) => node.type === 'start');
  if (first === undefined) throw new Error(`The definition ${run.bundle.definition.key} has no start.`);
  move(run, outgoingOf(run.bundle.definition, first.id));
  finish(run);
}

/** After a command: the token of a step that was closed goes on, and so does what has been waiting. */
export function goOn(run: Run, closed: StepState | undefined): void {
  if (closed !== undefined && !run.ended) move(run, outgoingOf(run.bundle.definition, closed.nodeId));
  if (!run.ended && hasParked(run)) resume(run);
  if (closed !== undefined) finish(run);
}
