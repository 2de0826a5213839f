import { endScope, firstFlows } from './called';
import { heldBy, isHeld } from './commands/held';
import { postpone } from './commands/postpone';
import type { Flow } from './definition';
import { incomingOf, nodeOf } from './graph';
import { lengthsBy, withLengths } from './lengths';
import { kindOf } from './nodes';
import type { NodeKind } from './nodes/node';
import type { Run } from './run';
import { placeOfKey, scopeOf } from './scopes';
import type { StepState } from './state';

/** A definition that sends a token round and round without anybody acting is stopped here; the linter refuses it. */
function movesAllowed({ bundle }: Run): number {
  const called = Object.values(bundle.called ?? {});
  return 10 * [bundle.definition, ...called].reduce((sum, { nodes }) => sum + nodes.length, 0) + 100;
}

function park(run: Run, flow: Flow, reason: string): void {
  run.keepWaiting(flow.to, [...run.waitingAt(flow.to), flow.id]);
  run.hold(flow.to, reason);
}

/** Lets every token move until it stands at a step, waits or has reached an end. */
function move(run: Run, budget: { moves: number }): void {
  for (let token = run.tokens.shift(); token !== undefined && !run.ended; token = run.tokens.shift()) {
    const { flow } = token;
    run.scope = token.scope;
    const node = nodeOf(run.definition, flow.to);
    const kind = kindOf(node);
    budget.moves -= 1;
    const obstacle = budget.moves < 0 ? 'endless' : (kind.obstacle?.(run, node) ?? null);
    if (obstacle === null) run.send(kind.enter(run, withLengths(node, lengthsBy(node, run.declared)), flow));
    else park(run, flow, obstacle);
  }
}

/** From here on the run acts where the tokens of this key wait. */
function standAt(run: Run, key: string): { kind: NodeKind; node: ReturnType<typeof nodeOf> } {
  const { scope, nodeId } = placeOfKey(key);
  run.scope = scope;
  const node = nodeOf(run.definition, nodeId);
  return { kind: kindOf(node), node };
}

const isParked = (run: Run, key: string): boolean => standAt(run, key).kind.joins !== true;

export const hasParked = (run: Run): boolean => Object.keys(run.state.joins).some((key) => isParked(run, key));

/** A circle in which nobody acts stays one. */
const isEndless = (run: Run, key: string): boolean => run.state.obstacles?.[key]?.reason === 'endless';

/** The first join that need not wait any longer goes on; the order in which stored keys come back says nothing. */
function releaseJoin(run: Run): boolean {
  return Object.keys(run.state.joins)
    .sort()
    .some((key) => {
      const { kind, node } = standAt(run, key);
      const flows = isEndless(run, key) ? null : (kind.release?.(run, node) ?? null);
      if (flows !== null) run.send(flows);
      return flows !== null;
    });
}

/** Neither an open step holds a token there nor a token waits. */
function isAtEnd(run: Run, scope: string | undefined): boolean {
  const open = run.state.steps.filter((step) => step.open && step.scope === scope);
  const waiting = Object.keys(run.state.joins).filter((key) => placeOfKey(key).scope === scope);
  const [stuck] = waiting;
  if (stuck === undefined) return open.length === 0;
  // What runs beside brings no token back.
  if (open.every(({ detached }) => detached === true) && !waiting.some((key) => isParked(run, key))) {
    const { node } = standAt(run, stuck);
    // A join that finds no way on has said so.
    if (run.state.obstacles?.[stuck]?.reason !== 'noFlow') run.hold(node.id, 'stuck');
  }
  return false;
}

/** The innermost called procedure that has come to its end goes back to its caller. */
function endCalled(run: Run): boolean {
  const ended = run.state.scopes?.findLast(({ id, outcome }) => outcome === null && isAtEnd(run, id));
  if (ended !== undefined) endScope(run, ended.id, 'completed');
  return ended !== undefined;
}

/** Until nothing moves by itself any more. */
function settle(run: Run): void {
  const budget = { moves: movesAllowed(run) };
  do move(run, budget);
  while (!run.ended && (releaseJoin(run) || endCalled(run)));
}

/** An obstacle is told of until no token waits there any more. */
function forgetObstacles(run: Run): void {
  const known = Object.entries(run.state.obstacles ?? {});
  const standing = known.filter(([key]) => key in run.state.joins);
  if (standing.length < known.length) run.state.obstacles = Object.fromEntries(standing);
}

/** Lets parked tokens go on whose obstacle is gone, and says whether there was one. */
function resume(run: Run): boolean {
  let resumed = false;
  for (const [key, flowIds] of Object.entries(run.state.joins)) {
    if (!isParked(run, key) || isEndless(run, key)) continue;
    for (const flowId of flowIds) {
      if (run.ended || scopeOf(run.state, placeOfKey(key).scope)?.outcome) break;
      const { kind, node } = standAt(run, key);
      const obstacle = kind.obstacle?.(run, node) ?? null;
      if (obstacle !== null) {
        run.hold(node.id, obstacle);
        break;
      }
      const waiting = run.waitingAt(node.id);
      run.keepWaiting(node.id, waiting.toSpliced(waiting.indexOf(flowId), 1));
      run.send(incomingOf(run.definition, node.id).filter(({ id }) => id === flowId));
      settle(run);
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
  return resumed;
}

function finish(run: Run): void {
  if (!run.ended && isAtEnd(run, undefined)) run.end('completed');
}

export function begin(run: Run): void {
  run.send(firstFlows(run.bundle.definition));
  settle(run);
  finish(run);
}

/** A token begins before the node; whatever stood in its scope has been closed. */
export function beginAt(run: Run, nodeId: string, scope: string | undefined): void {
  run.scope = scope;
  run.send(incomingOf(run.definition, nodeId).slice(0, 1));
  settle(run);
  finish(run);
}

/** The step behind the last one that was put in before it goes on as if no time had passed. */
function letGo(run: Run, inserted: StepState): void {
  const held = run.step(heldBy(inserted) ?? '');
  if (held?.open !== true || isHeld(run.state, held.id)) return;
  postpone(run, held, held.heldSince ?? inserted.openedAt);
  delete held.heldSince;
}

/** After a command or a tick: the token of a step that was closed goes on, and so does what has been waiting. */
export function goOn(run: Run, closed: StepState | undefined): void {
  if (closed !== undefined) letGo(run, closed);
  if (closed !== undefined && closed.detached !== true && !run.ended) {
    run.actIn(closed);
    run.send(run.outgoing(closed.nodeId));
  }
  if (!run.ended) settle(run);
  const resumed = !run.ended && hasParked(run) && resumeAll(run);
  forgetObstacles(run);
  if (closed !== undefined || resumed) finish(run);
}
