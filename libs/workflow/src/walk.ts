import type { Flow } from './definition';
import { incomingOf, nodeOf, outgoingOf } from './graph';
import { kindOf } from './nodes';
import type { Run } from './run';
import type { StepState } from './state';

/** A definition that sends a token round and round without anybody acting is stopped here; the linter refuses it. */
const movesAllowed = (run: Run): number => 10 * run.bundle.definition.nodes.length + 100;

function park(run: Run, flow: Flow, reason: string): void {
  run.state.joins[flow.to] = [...(run.state.joins[flow.to] ?? []), flow.id];
  run.hold(flow.to, reason);
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

function unpark(run: Run, nodeId: string, flowId: string): Flow | undefined {
  const waiting = run.state.joins[nodeId] ?? [];
  const rest = waiting.toSpliced(waiting.indexOf(flowId), 1);
  if (rest.length === 0) delete run.state.joins[nodeId];
  else run.state.joins[nodeId] = rest;
  return incomingOf(run.bundle.definition, nodeId).find(({ id }) => id === flowId);
}

/** An obstacle is told of until no token waits there any more. */
function forgetObstacles(run: Run): void {
  const known = Object.entries(run.state.obstacles ?? {});
  const standing = known.filter(([nodeId]) => nodeId in run.state.joins);
  if (standing.length < known.length) run.state.obstacles = Object.fromEntries(standing);
}

/** Lets parked tokens go on whose obstacle is gone, and says whether there was one. */
function resume(run: Run): boolean {
  let resumed = false;
  for (const [nodeId, flowIds] of Object.entries(run.state.joins)) {
    // A circle in which nobody acts stays one.
    if (!waitsHere(run, nodeId) || run.state.obstacles?.[nodeId]?.reason === 'endless') continue;
    const node = nodeOf(run.bundle.definition, nodeId);
    for (const flowId of flowIds) {
      if (run.ended) break;
      const obstacle = kindOf(node).obstacle?.(run, node) ?? null;
      if (obstacle !== null) {
        run.hold(nodeId, obstacle);
        break;
      }
      const flow = unpark(run, nodeId, flowId);
      if (flow !== undefined) move(run, [flow]);
      resumed = true;
    }
  }
  return resumed;
}

/** What goes on may clear the way of what was tried before it; each token moves once at most. */
function resumeAll(run: Run): boolean {
  let resumed = false;
  for (let left = Object.values(run.state.joins).flat().length; left > 0 && !run.ended && resume(run); left -= 1) {
    resumed = true;
  }
  forgetObstacles(run);
  return resumed;
}

function finish(run: Run): void {
  if (run.ended || run.state.steps.some((step) => step.open)) return;
  const [stuck] = Object.keys(run.state.joins);
  if (stuck === undefined) run.end(run.reachedEnd ?? 'completed');
  else if (!hasParked(run)) run.hold(stuck, 'stuck');
}

export function begin(run: Run): void {
  const first = run.bundle.definition.nodes.find((node) => node.type === 'start');
  if (first === undefined) throw new Error(`The definition ${run.bundle.definition.key} has no start.`);
  move(run, outgoingOf(run.bundle.definition, first.id));
  finish(run);
}

/** After a command or a tick: the token of a step that was closed goes on, and so does what has been waiting. */
export function goOn(run: Run, closed: StepState | undefined): void {
  if (closed !== undefined && !run.ended) move(run, outgoingOf(run.bundle.definition, closed.nodeId));
  const resumed = !run.ended && hasParked(run) && resumeAll(run);
  if (closed !== undefined || resumed) finish(run);
}
