import { heldSteps } from '../commands/held';
import type { Bundle, LocalizedText, NodeDefinition } from '../definition';
import { nodeOf, outgoingOf } from '../graph';
import { definitionIn, placeOfKey, scopeOf, tokenKey } from '../scopes';
import type { Obstacle, RunState, StepState } from '../state';
import type { Instant } from '../vocabulary';
import { tasksOf } from './tasks';
import type { TaskKind } from './tasks';

export interface WaitingFor {
  /** `null` where only time has to pass. */
  unitId: string | null;
  kind: TaskKind | 'timer';
  seatId: string | null;
  since: Instant;
  dueEnd: Instant | null;
  ownerId: string | null;
}

/** Who has it, since when, and what follows. */
export interface Situation {
  waitingFor: WaitingFor[];
  /** Names of what follows when all goes well. */
  next: LocalizedText[];
  outcome: RunState['status'];
  /** Since when it stands still by the lead's word. */
  suspendedSince?: Instant;
}

const GATEWAYS: ReadonlySet<NodeDefinition['type']> = new Set([
  'parallelGateway',
  'exclusiveGateway',
  'inclusiveGateway',
]);
const isGateway = ({ type }: NodeDefinition): boolean => GATEWAYS.has(type);
const isSetback = (node: NodeDefinition): boolean => node.type === 'end' && node.outcome !== 'completed';

/** A node of the run itself or of a called procedure. */
interface Position {
  node: NodeDefinition;
  scope: string | undefined;
}

/** The named nodes behind a node, seen through gateways; behind the end of a called procedure its caller goes on. */
function following(bundle: Bundle, state: RunState, nodeId: string, scope: string | undefined): Position[] {
  const definition = definitionIn(bundle, state, scope);
  const found = new Map<string, Position>();
  const seen = new Set<string>();
  const ahead = [nodeId];
  for (let from = ahead.pop(); from !== undefined; from = ahead.pop()) {
    for (const flow of outgoingOf(definition, from)) {
      if (seen.has(flow.to)) continue;
      seen.add(flow.to);
      const node = nodeOf(definition, flow.to);
      if (isGateway(node)) ahead.push(node.id);
      else found.set(node.id, { node, scope });
    }
  }
  return [...found.values()].flatMap((position) => afterCalled(bundle, state, position) ?? [position]);
}

/** What follows in the caller, where a called procedure comes to its good end. */
function afterCalled(bundle: Bundle, state: RunState, { node, scope }: Position): Position[] | null {
  const called = scopeOf(state, scope);
  const call = state.steps.find(({ id }) => id === called?.callStepId);
  if (call === undefined || node.type !== 'end' || isSetback(node)) return null;
  return following(bundle, state, call.nodeId, call.scope);
}

/** The node itself, or what lies behind a gateway. */
function reachedAt(bundle: Bundle, state: RunState, key: string): Position[] {
  const { scope, nodeId } = placeOfKey(key);
  const node = nodeOf(definitionIn(bundle, state, scope), nodeId);
  return isGateway(node) ? following(bundle, state, nodeId, scope) : [{ node, scope }];
}

function furtherWave(step: StepState): LocalizedText[] {
  if (step.type !== 'coSignatureRound') return [];
  const { seats, wave, waves } = step.round;
  const further = seats.filter((seat) => seat.state === 'waiting' && seat.wave > wave).map((seat) => seat.wave);
  if (further.length === 0) return [];
  const number = Math.min(...further) + 1;
  return [
    {
      de: `Mitzeichnung, Gruppe ${number} von ${waves.length}`,
      en: `Co-signature, group ${number} of ${waves.length}`,
    },
  ];
}

/** What the lead has to repair before the tokens can go on; a round in the way is waited for by itself. */
const repairsOf = (state: RunState): [nodeId: string, Obstacle][] =>
  Object.entries(state.obstacles ?? {}).filter(([, { reason }]) => reason !== 'roundAtOnce');

function nextOf(bundle: Bundle, state: RunState): LocalizedText[] {
  const open = state.steps.filter((step) => step.open);
  const here = new Set(open.map(({ scope, nodeId }) => tokenKey(scope, nodeId)));
  const held = repairsOf(state).flatMap(([key]) => reachedAt(bundle, state, key));
  // What was called says by itself what follows.
  const ahead = open.filter(({ type, detached }) => type !== 'call' && !detached);
  const behind = ahead.flatMap(({ nodeId, scope }) => following(bundle, state, nodeId, scope));
  const positions = [...held, ...behind].filter(({ node, scope }) => !here.has(tokenKey(scope, node.id)));
  const forward = positions.filter(({ node }) => !isSetback(node));
  const names = new Map(
    (forward.length > 0 ? forward : positions).map(({ node, scope }) => [tokenKey(scope, node.id), node.name]),
  );
  return [...open.flatMap(furtherWave), ...names.values()];
}

/** Steps at which nobody has anything to do, if it is only a matter of time. */
function timeAlone(step: StepState): WaitingFor[] {
  const until = (dueEnd: Instant | null): WaitingFor[] => [
    { unitId: null, kind: 'timer', seatId: null, since: step.openedAt, dueEnd, ownerId: null },
  ];
  switch (step.type) {
    case 'timer':
    case 'wait':
      return until(step.dueEnd);
    case 'resubmission':
      return until(step.comesBackAt);
    case 'committee':
      return until(step.session?.at ?? null);
    case 'automatic':
      return until(null);
    default:
      return [];
  }
}

const withoutEnd = (waiting: WaitingFor): WaitingFor => ({ ...waiting, dueEnd: null });

export function situationOf(bundle: Bundle, state: RunState): Situation {
  if (state.status !== 'running') return { waitingFor: [], next: [], outcome: state.status };
  const tasks = tasksOf(bundle, state).filter(({ status }) => status === 'open');
  const busy = new Set(tasks.map(({ stepId }) => stepId));
  const held = heldSteps(state);
  const timers = state.steps
    .filter((step) => step.open && !busy.has(step.id))
    .flatMap((step) => {
      const waiting = timeAlone(step);
      // Where time stands still it comes to no end (docs/adr/0042).
      return state.suspended !== undefined || held.has(step.id) ? waiting.map(withoutEnd) : waiting;
    });
  return {
    waitingFor: [
      ...tasks.map(({ unitId, kind, seatId, openedAt, dueEnd, ownerId }) => ({
        unitId,
        kind,
        seatId,
        since: openedAt ?? state.startedAt,
        dueEnd,
        ownerId,
      })),
      ...timers,
      ...repairsOf(state).map(([, { since, unitId }]) => ({
        unitId,
        kind: 'readdress' as const,
        seatId: null,
        since,
        dueEnd: null,
        ownerId: null,
      })),
    ],
    next: nextOf(bundle, state),
    outcome: state.status,
    ...(state.suspended && { suspendedSince: state.suspended.at }),
  };
}
