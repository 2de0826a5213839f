import type { Definition, Flow, NodeDefinition } from '../definition';
import { graphOf, incomingOf, isAwaited, outgoingOf } from '../graph';
import type { Found } from './messages';
import { idsOfType } from './reach';

/** Tokens by the flow on which they stand. */
type Marking = readonly Flow[];

const MOST_MARKINGS = 5_000;
/** Tokens looked at: well under a second. */
const MOST_TOKENS = 1_500_000;
const MOST_BRANCHES = 6;

const keyOf = (marking: Marking): string =>
  marking
    .map(({ id }) => id)
    .sort()
    .join(' ');

/** The marking without one token of each of the flows. */
function taken(marking: Marking, flows: readonly Flow[]): Flow[] {
  const used = new Set(flows);
  // Each once: a second token of the same flow stays.
  return marking.filter((flow) => !used.delete(flow));
}

/** Every way in which an inclusive gateway may send out: what has no condition always, the rest in any combination. */
function selections(definition: Definition, node: Extract<NodeDefinition, { type: 'inclusiveGateway' }>): Flow[][] {
  const flows = outgoingOf(definition, node.id);
  const always = flows.filter(({ id, condition }) => id !== node.defaultFlow && condition === undefined);
  const perhaps = flows.filter(({ id, condition }) => id !== node.defaultFlow && condition !== undefined);
  // Of many branches each alone and all together must do.
  const combinations =
    perhaps.length > MOST_BRANCHES
      ? [[], ...perhaps.map((flow) => [flow]), perhaps]
      : perhaps.reduce<Flow[][]>((all, flow) => [...all, ...all.map((some) => [...some, flow])], [[]]);
  return combinations
    .map((some) => [...always, ...some])
    .map((some) => (some.length > 0 ? some : flows.filter(({ id }) => id === node.defaultFlow)))
    .filter((some) => some.length > 0);
}

class Board {
  private readonly ends: ReadonlySet<string>;

  constructor(private readonly definition: Definition) {
    this.ends = new Set(idsOfType(definition, 'end'));
  }

  private node(flow: Flow): NodeDefinition | undefined {
    return graphOf(this.definition).nodes.get(flow.to);
  }

  /** Where the branch began that was sent out last. */
  splits(marking: Marking): string | null {
    const split = marking.findLast(({ from }) => graphOf(this.definition).nodes.get(from)?.type === 'parallelGateway');
    return split?.from ?? null;
  }

  /** A move after which nothing else can have become impossible; `null` where only decisions and joins are left. */
  private certain(marking: Marking): Flow[] | null {
    const present = new Set(marking);
    const waiting = new Set<string>();
    for (const flow of marking) {
      if (waiting.has(flow.to)) continue;
      const node = this.node(flow);
      if (node === undefined) return null;
      if (this.ends.has(node.id)) return taken(marking, [flow]);
      // One that only brings branches together decides nothing; done at once, courses that have met again are one.
      const decides = node.type === 'exclusiveGateway' && outgoingOf(this.definition, node.id).length > 1;
      if (decides || node.type === 'inclusiveGateway') continue;
      const incoming = node.type === 'parallelGateway' ? incomingOf(this.definition, node.id) : [flow];
      if (!incoming.every((one) => present.has(one))) {
        waiting.add(node.id);
        continue;
      }
      return [...taken(marking, incoming), ...outgoingOf(this.definition, node.id)];
    }
    return null;
  }

  private decided(marking: Marking): Flow[][] | null {
    const flow = marking.find((one) => this.node(one)?.type === 'exclusiveGateway');
    if (flow === undefined) return null;
    const rest = taken(marking, [flow]);
    return outgoingOf(this.definition, flow.to).map((next) => [...rest, next]);
  }

  /** As the engine does it: a join goes on when nothing can reach it any more; of joins alone the first gives way. */
  private joined(marking: Marking): Flow[][] | null {
    const waiting = [...new Set(marking.map(({ to }) => to))].sort();
    const nodes = waiting.map((id) => graphOf(this.definition).nodes.get(id));
    const free = nodes.filter((node) => {
      if (node?.type !== 'inclusiveGateway') return false;
      const arrived = marking.filter(({ to }) => to === node.id).map(({ id }) => id);
      return !isAwaited(this.definition, node.id, arrived, waiting);
    });
    const alone = nodes.every((node) => node?.type === 'inclusiveGateway');
    const join = free[0] ?? (alone ? nodes[0] : undefined);
    if (join?.type !== 'inclusiveGateway') return null;
    const arrived = [...new Set(marking.filter(({ to }) => to === join.id))];
    const rest = taken(marking, arrived);
    return selections(this.definition, join).map((flows) => [...rest, ...flows]);
  }

  next(marking: Marking): Flow[][] | null {
    const move = this.certain(marking);
    return move === null ? (this.decided(marking) ?? this.joined(marking)) : [move];
  }
}

/**
 * Plays every course that the decisions may take. A branch that waits for another which never comes stands still for
 * ever; one that is sent out again and again without being brought together grows for ever.
 */
export function lintCourse(definition: Definition): Found[] {
  const board = new Board(definition);
  const starts = idsOfType(definition, 'start').flatMap((id) => outgoingOf(definition, id));
  const ahead: Marking[] = [starts];
  const seen = new Set<string>();
  const stuck = new Set<string>();
  const most = definition.nodes.length + definition.flows.length;
  let tokens = 0;
  for (let marking = ahead.pop(); marking !== undefined; marking = ahead.pop()) {
    tokens += marking.length;
    if (seen.size >= MOST_MARKINGS || tokens > MOST_TOKENS) {
      // What cannot be gone through to its end is not taken for sound.
      if (stuck.size === 0) return [{ nodeId: board.splits(marking), code: 'tooManyCourses' }];
      break;
    }
    const key = keyOf(marking);
    if (marking.length === 0 || seen.has(key)) continue;
    seen.add(key);
    if (marking.length > most) return [{ nodeId: board.splits(marking), code: 'growsForEver' }];
    const next = board.next(marking);
    if (next === null) for (const { to } of marking) stuck.add(to);
    else ahead.push(...next);
  }
  return [...stuck].sort().map((nodeId) => ({ nodeId, code: 'waitsForEver' as const }));
}
