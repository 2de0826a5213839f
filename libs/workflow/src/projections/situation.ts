import type { Bundle, LocalizedText, NodeDefinition } from '../definition';
import { nodeOf, outgoingOf } from '../graph';
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
}

const isGateway = (node: NodeDefinition): boolean =>
  node.type === 'parallelGateway' || node.type === 'exclusiveGateway';
const isSetback = (node: NodeDefinition): boolean => node.type === 'end' && node.outcome !== 'completed';

/** The named nodes behind a node, seen through gateways. */
function following(bundle: Bundle, nodeId: string): NodeDefinition[] {
  const found = new Map<string, NodeDefinition>();
  const seen = new Set<string>();
  const ahead = [nodeId];
  for (let from = ahead.pop(); from !== undefined; from = ahead.pop()) {
    for (const flow of outgoingOf(bundle.definition, from)) {
      if (seen.has(flow.to)) continue;
      seen.add(flow.to);
      const node = nodeOf(bundle.definition, flow.to);
      if (isGateway(node)) ahead.push(node.id);
      else found.set(node.id, node);
    }
  }
  return [...found.values()];
}

/** The node itself, or what lies behind a gateway. */
function reachedAt(bundle: Bundle, nodeId: string): NodeDefinition[] {
  const node = nodeOf(bundle.definition, nodeId);
  return isGateway(node) ? following(bundle, nodeId) : [node];
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
  const here = new Set(open.map(({ nodeId }) => nodeId));
  const held = repairsOf(state).flatMap(([nodeId]) => reachedAt(bundle, nodeId));
  const nodes = [...held, ...open.flatMap((step) => following(bundle, step.nodeId))].filter(({ id }) => !here.has(id));
  const forward = nodes.filter((node) => !isSetback(node));
  const names = new Map((forward.length > 0 ? forward : nodes).map(({ id, name }) => [id, name]));
  return [...open.flatMap(furtherWave), ...names.values()];
}

export function situationOf(bundle: Bundle, state: RunState): Situation {
  if (state.status !== 'running') return { waitingFor: [], next: [], outcome: state.status };
  const tasks = tasksOf(bundle, state).filter(({ status }) => status === 'open');
  const timers = state.steps.filter((step) => step.type === 'timer').filter((step) => step.open);
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
      ...timers.map(({ openedAt, dueEnd }) => ({
        unitId: null,
        kind: 'timer' as const,
        seatId: null,
        since: openedAt,
        dueEnd,
        ownerId: null,
      })),
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
  };
}
