import { endScope, startOf } from './called';
import { refuse } from './command';
import { heldBy, isHeld } from './commands/held';
import { postpone } from './commands/postpone';
import type { Flow } from './definition';
import { holdsByNow } from './expressions';
import { Failure } from './failure';
import { incomingOf, nodeOf } from './graph';
import { beginsBy, withBegins } from './begins';
import { lengthsBy, withLengths } from './lengths';
import { kindOf } from './nodes';
import type { NodeKind } from './nodes/node';
import { someOpen } from './open-steps';
import type { Run, Token } from './run';
import { placeOfKey, scopeOf } from './scopes';
import type { Scope, StepState } from './state';
import { armHandlers } from './walk/arm';
import { begin as beginActivity } from './walk/begin';
import { checkConditions } from './walk/conditions';
import { endPart } from './walk/end-part';
import { finishCompensated, happen } from './walk/happen';
import { leave } from './walk/leave';
import { leavingFlows } from './walk/routes';

const sizeOf = ({ bundle }: Run): number =>
  [bundle.definition, ...Object.values(bundle.called ?? {})].reduce((sum, { nodes }) => sum + nodes.length, 0);

/** A definition that sends a token round and round without anybody acting is stopped here; the linter refuses it. */
const movesAllowed = (run: Run): number => 10 * sizeOf(run) + 100;

/** Moves left: of the run as a whole under the empty name, and of every instance of an activity. */
type Budget = Map<string, number>;

/** The innermost instance of a loop in which the run acts. */
function instanceAround(run: Run): string {
  for (let scope = scopeOf(run.state, run.scope); scope !== undefined; scope = scopeOf(run.state, scope.parent)) {
    if (run.ownerOf(scope.parent)?.type === 'loop') return scope.id;
  }
  return '';
}

function isSpent(run: Run, budget: Budget): boolean {
  const instance = instanceAround(run);
  const left = (budget.get(instance) ?? movesAllowed(run)) - 1;
  budget.set(instance, left);
  return left < 0;
}

function park(run: Run, flow: Flow, reason: string): void {
  run.keepWaiting(flow.to, [...run.waitingAt(flow.to), flow.id]);
  run.hold(flow.to, reason);
}

/** Lets a token move on until it stands at a step, waits or has reached an end. */
function move(run: Run, { flow, scope }: Token, budget: Budget): void {
  run.scope = scope;
  const node = nodeOf(run.definition, flow.to);
  const kind = kindOf(node);
  const obstacle = isSpent(run, budget) ? 'endless' : (kind.obstacle?.(run, node) ?? null);
  if (obstacle === null) {
    const lengthened = withLengths(node, lengthsBy(node, run.declared));
    const begins = beginsBy(lengthened, () => run.asked());
    run.send(kind.enter(run, withBegins(lengthened, begins), flow));
  } else park(run, flow, obstacle);
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
  const { steps } = run.state;
  // The order in which stored keys come back says nothing.
  const waiting = Object.keys(run.state.joins)
    .filter((key) => placeOfKey(key).scope === scope)
    .sort();
  const [stuck] = waiting;
  if (stuck === undefined) return !someOpen(steps, (step) => step.scope === scope);
  // What runs beside brings no token back.
  const isBeside = !someOpen(steps, (step) => step.scope === scope && step.detached !== true);
  if (isBeside && !waiting.some((key) => isParked(run, key))) {
    const { node } = standAt(run, stuck);
    // A join that finds no way on has said so, for those that wait for it as well.
    if (!waiting.some((key) => run.state.obstacles?.[key]?.reason === 'noFlow')) run.hold(node.id, 'stuck');
  }
  return false;
}

/** A loop ends with its last instance, not by itself. */
const endsByItself = (run: Run, { callStepId, outcome }: Scope): boolean =>
  outcome === null && run.step(callStepId)?.type !== 'loop';

/** The innermost called procedure, or part of one, that has come to its end goes back to its caller. */
function endCalled(run: Run): boolean {
  if (run.state.scopes === undefined) return false;
  // Of thousands of instances most have something open.
  const working = new Set<string | undefined>();
  for (const { open, detached, scope } of run.state.steps) if (open && detached !== true) working.add(scope);
  const ended = run.state.scopes.findLast(
    (scope) => scope.outcome === null && !working.has(scope.id) && endsByItself(run, scope) && isAtEnd(run, scope.id),
  );
  if (ended === undefined) return false;
  if (run.step(ended.callStepId)?.type === 'call') endScope(run, ended.id, 'completed');
  else endPart(run, ended.id);
  return true;
}

/** Carries out the next thing that is to happen, what follows from the last one before anything else. */
function carryOn(run: Run, budget: Budget): boolean {
  if (checkConditions(run)) return true;
  const left = run.left.shift();
  if (left !== undefined) {
    leave(run, left);
    return true;
  }
  const occurrence = run.occurrences.shift();
  if (occurrence !== undefined) {
    happen(run, occurrence);
    return true;
  }
  const beginning = run.beginnings.shift();
  if (beginning !== undefined) {
    beginActivity(run, beginning);
    return true;
  }
  const token = run.tokens.shift();
  if (token !== undefined) move(run, token, budget);
  return token !== undefined;
}

/** A model in which nobody acts and always something follows; ten thousand instances of some steps are fewer. */
const MOST_CARRIED = 300_000;

/** Until nothing moves by itself any more. */
function settle(run: Run): void {
  const budget: Budget = new Map();
  let carried = 0;
  do {
    while (!run.ended && carryOn(run, budget)) {
      carried += 1;
      if (carried > MOST_CARRIED) throw new Failure(refuse('endlessModel'));
    }
  } while (!run.ended && (releaseJoin(run) || finishCompensated(run) || endCalled(run)));
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

/** A start that waits for a condition begins nothing before it holds. */
function refuseIdleStart(run: Run, condition: string): void {
  if (!holdsByNow(run, condition, { scope: undefined })) throw new Failure(refuse('unknownEvent'));
}

/** `startAt`: the event by which a model begins, where it does not begin by itself. */
export function begin(run: Run, startAt?: string): void {
  armHandlers(run, '', undefined);
  const start = startOf(run.bundle.definition, startAt);
  if (start.type === 'startEvent' && start.event?.kind === 'conditional') refuseIdleStart(run, start.event.condition);
  run.send(leavingFlows(run, start, { scope: undefined }));
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

/** After a command that closes no step of its own, but lets something occur that may end the run. */
export function goOnEnding(run: Run): void {
  goOn(run, undefined);
  finish(run);
}

/** After a command or a tick: the token of a step that was closed goes on, and so does what has been waiting. */
export function goOn(run: Run, closed: StepState | undefined): void {
  if (closed !== undefined) letGo(run, closed);
  if (closed !== undefined && closed.detached !== true && !run.ended) {
    leave(run, closed);
  }
  if (!run.ended) settle(run);
  const resumed = !run.ended && hasParked(run) && resumeAll(run);
  forgetObstacles(run);
  if (closed !== undefined || resumed) finish(run);
}
