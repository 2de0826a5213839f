import type { Definition, Flow } from '../definition';
import { incomingOf, nodeOf, outgoingOf } from '../graph';

/** Where the tokens of one procedure stand: at steps, and arrived at joins by a flow. */
export interface Marking {
  steps: readonly string[];
  arrived: readonly Flow[];
}

/** Beyond this many situations the question is left to the engine, which tells of a token that is stuck. */
const MOST_SITUATIONS = 2000;
const MOST_TOKENS = 500;

const isJoin = (definition: Definition, nodeId: string): boolean => {
  const { type } = nodeOf(definition, nodeId);
  return (type === 'parallelGateway' || type === 'inclusiveGateway') && incomingOf(definition, nodeId).length > 1;
};

/** Tokens as they wait, sorted: `!node` stands at a node, `flow` has arrived at a join. */
type Situation = readonly string[];

class Exploration {
  private readonly flows: ReadonlyMap<string, Flow>;

  constructor(private readonly definition: Definition) {
    this.flows = new Map(definition.flows.map((flow) => [flow.id, flow]));
  }

  private arrive({ id, to }: Flow): string[] {
    if (nodeOf(this.definition, to).type === 'end') return [];
    return [isJoin(this.definition, to) ? id : `!${to}`];
  }

  /** Returned and rejected end everything else with them. */
  private endsAll({ to }: Flow): boolean {
    const node = nodeOf(this.definition, to);
    return node.type === 'end' && node.outcome !== 'completed';
  }

  /** What may come next; none where nothing moves any more. */
  next(situation: Situation): Situation[] {
    const moving = situation.find((token) => token.startsWith('!'));
    if (moving !== undefined) {
      const rest = without(situation, [moving]);
      return this.ways(moving.slice(1)).map((flows) =>
        flows.some((flow) => this.endsAll(flow)) ? [] : [...rest, ...flows.flatMap((flow) => this.arrive(flow))],
      );
    }
    const joined = this.joined(situation, 'parallelGateway') ?? this.joined(situation, 'inclusiveGateway');
    return joined === undefined ? [] : [joined];
  }

  /** Each way on which a token may leave a node. */
  private ways(nodeId: string): (readonly Flow[])[] {
    const flows = outgoingOf(this.definition, nodeId);
    return nodeOf(this.definition, nodeId).type === 'exclusiveGateway' ? flows.map((flow) => [flow]) : [flows];
  }

  private joined(situation: Situation, type: 'parallelGateway' | 'inclusiveGateway'): Situation | undefined {
    for (const nodeId of new Set(situation.map((flowId) => this.flows.get(flowId)?.to ?? ''))) {
      if (nodeOf(this.definition, nodeId).type !== type) continue;
      const incoming = incomingOf(this.definition, nodeId).map(({ id }) => id);
      const here = incoming.filter((id) => situation.includes(id));
      if (type === 'parallelGateway' && here.length < incoming.length) continue;
      const out = outgoingOf(this.definition, nodeId).flatMap((flow) => this.arrive(flow));
      return [...without(situation, here), ...out];
    }
    return undefined;
  }

  nodeOfToken = (token: string): string => this.flows.get(token)?.to ?? token.slice(1);
}

function without(situation: Situation, taken: readonly string[]): string[] {
  const rest = [...situation];
  for (const token of taken) rest.splice(rest.indexOf(token), 1);
  return rest;
}

/**
 * The join at which tokens may wait for ever, whichever way the gateways choose; `undefined` where none was found. Tokens
 * do not hinder each other, so that the order in which they move says nothing and one order is enough.
 */
export function findStuck(definition: Definition, { steps, arrived }: Marking): string | undefined {
  const exploration = new Exploration(definition);
  const seen = new Set<string>();
  const ahead: Situation[] = [[...steps.map((nodeId) => `!${nodeId}`), ...arrived.map(({ id }) => id)]];
  for (let situation = ahead.pop(); situation !== undefined; situation = ahead.pop()) {
    const key = [...situation].sort().join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST_SITUATIONS || situation.length > MOST_TOKENS) return undefined;
    const next = exploration.next(situation);
    const [left] = situation;
    if (next.length === 0 && left !== undefined) return exploration.nodeOfToken(left);
    ahead.push(...next);
  }
  return undefined;
}
