import type { Bundle, Definition, Flow } from '../definition';
import { graphOf, incomingOf, outgoingOf } from '../graph';
import { definitionIn, placeOfKey, tokenKey } from '../scopes';
import type { RunState, StepState } from '../state';
import type { Instant } from '../vocabulary';

/** Tokens before a node: by which arrows they have come, of how many, and what holds them where it is no join. */
export interface WaitingTokens {
  nodeId: string;
  flows: string[];
  awaited: number;
  obstacle: { reason: string; since: Instant } | null;
}

/** How far a run has come in its own procedure, or in one that it has called. */
export interface CoursePart {
  scope: string | null;
  /** Scopes of sub-processes and of repetitions, whose steps stand in this drawing too. */
  within: string[];
  callStepId: string | null;
  /** With the steps that the lead has put in, each before the one that waits for it. */
  definition: Definition;
  /** Arrows by which the run has come. */
  taken: string[];
  waiting: WaitingTokens[];
}

/** One way back: where it comes from, and whether it crosses a join, where branches wait for each other. */
interface Back {
  nodeId: string;
  joined: boolean;
}

class Trail {
  readonly taken = new Set<string>();
  private readonly steps: readonly StepState[];

  constructor(
    private readonly definition: Definition,
    private readonly state: RunState,
    private readonly scope: string | undefined,
    private readonly scopes: ReadonlySet<string | undefined>,
  ) {
    this.steps = state.steps.filter((step) => scopes.has(step.scope));
  }

  private begun(): Instant {
    const call = this.state.scopes?.find(({ id }) => id === this.scope)?.callStepId;
    return this.state.steps.find(({ id }) => id === call)?.openedAt ?? this.state.startedAt;
  }

  /** Whether a token left the node at that moment; before it, where it has waited for others. */
  private left(nodeId: string, at: Instant, joined: boolean): boolean | undefined {
    const node = graphOf(this.definition).nodes.get(nodeId);
    const visitsOf = (id: string) => this.steps.filter((step) => step.nodeId === id);
    if (node?.type === 'start' || node?.type === 'startEvent') {
      if (joined || this.begun() === at) return true;
      return node.parent !== undefined && visitsOf(node.parent).some(({ openedAt }) => openedAt === at);
    }
    // It has occurred, since something came of it.
    if (node?.type === 'boundaryEvent') return visitsOf(node.attachedTo).some(({ openedAt }) => openedAt <= at);
    const visits = visitsOf(nodeId);
    if (visits.length === 0) return undefined;
    return visits.some(
      ({ closedAt, openedAt, detached }) =>
        closedAt === at || (detached === true && openedAt === at) || (joined && closedAt !== null && closedAt <= at),
    );
  }

  /** Marks every way by which a token can have come onto the flow at that moment, and says whether there is one. */
  private follow(flow: Flow, at: Instant, { joined }: Back, passed: ReadonlySet<string>): boolean {
    const left = this.left(flow.from, at, joined);
    if (left !== undefined) {
      if (left) this.taken.add(flow.id);
      return left;
    }
    if (passed.has(flow.from)) return false;
    const joins = joined || incomingOf(this.definition, flow.from).length > 1;
    const back = { nodeId: flow.from, joined: joins };
    const further = new Set([...passed, flow.from]);
    const came = incomingOf(this.definition, flow.from).map((one) => this.follow(one, at, back, further));
    if (!came.includes(true)) return false;
    this.taken.add(flow.id);
    return true;
  }

  /** How a token has come to the node at that moment. */
  to(nodeId: string, at: Instant, joined = false): void {
    for (const flow of incomingOf(this.definition, nodeId)) {
      this.follow(flow, at, { nodeId, joined }, new Set([nodeId]));
    }
  }

  onto(flow: Flow): void {
    this.follow(flow, '9999', { nodeId: flow.to, joined: true }, new Set());
    this.taken.add(flow.id);
  }

  /** The end that a token has reached when nothing was opened by what was closed: where only one is possible. */
  toEnds(): void {
    for (const { closedAt, nodeId } of this.steps) {
      if (closedAt === null || this.steps.some(({ openedAt }) => openedAt === closedAt)) continue;
      const ends = this.endsBehind(nodeId, new Set());
      const [only, ...others] = ends.filter((end) => ends.length === 1 || this.fits(end));
      if (only !== undefined && others.length === 0) this.to(only, closedAt);
    }
  }

  private fits(nodeId: string): boolean {
    const node = graphOf(this.definition).nodes.get(nodeId);
    return node?.type === 'end' && this.scope === undefined && node.outcome === this.state.status;
  }

  private waits(nodeId: string): boolean {
    return [...this.scopes].some((scope) => (this.state.joins[tokenKey(scope, nodeId)]?.length ?? 0) > 0);
  }

  private endsBehind(nodeId: string, seen: Set<string>): string[] {
    return outgoingOf(this.definition, nodeId).flatMap(({ to }) => {
      if (seen.has(to) || this.waits(to)) return [];
      seen.add(to);
      const type = graphOf(this.definition).nodes.get(to)?.type ?? '';
      if (type === 'end' || type === 'endEvent') return [to];
      return type.endsWith('Gateway') || type === 'decision' ? this.endsBehind(to, seen) : [];
    });
  }
}

const findFlow = (definition: Definition, flowId: string): Flow | undefined =>
  definition.flows.find(({ id }) => id === flowId);

/** The scope of the procedure in whose drawing this one stands: a sub-process has none of its own. */
function homeOf(state: RunState, id: string | undefined): string | undefined {
  const scope = state.scopes?.find((one) => one.id === id);
  return scope === undefined || scope.procedure !== undefined ? id : homeOf(state, scope.parent);
}

/** The procedure with what the lead has put in. */
function withInserted(definition: Definition, state: RunState, scope: string | undefined): Definition {
  const put = state.steps.flatMap((step) => {
    const node = state.inserted?.find(({ id }) => id === step.nodeId);
    const held = step.type === 'task' ? state.steps.find(({ id }) => id === step.before) : undefined;
    return step.scope === scope && node !== undefined ? [{ node, before: held?.nodeId }] : [];
  });
  if (put.length === 0) return definition;
  const flows = put.flatMap(({ node, before }) =>
    before === undefined ? [] : [{ id: `before-${node.id}`, from: node.id, to: before }],
  );
  return {
    ...definition,
    nodes: [...definition.nodes, ...put.map(({ node }) => node)],
    flows: [...definition.flows, ...flows],
  };
}

/**
 * The course of a run, read from its state. By which arrows it has come follows from which steps were closed when
 * others began; where that leaves several ways open, all of them that fit are told, at an end only a certain one.
 */
export function courseOf(bundle: Bundle, state: RunState): CoursePart[] {
  const all = [undefined, ...(state.scopes ?? []).map(({ id }) => id)];
  return all
    .filter((scope) => homeOf(state, scope) === scope)
    .map((scope) => {
      const definition = definitionIn(bundle, state, scope);
      const scopes = new Set(all.filter((one) => homeOf(state, one) === scope));
      const trail = new Trail(definition, state, scope, scopes);
      for (const { nodeId, openedAt, scope: own } of state.steps) if (scopes.has(own)) trail.to(nodeId, openedAt);
      const waiting = Object.entries(state.joins).flatMap(([key, flows]): WaitingTokens[] => {
        const place = placeOfKey(key);
        if (!scopes.has(place.scope) || flows.length === 0) return [];
        const found = state.obstacles?.[key];
        return [
          {
            nodeId: place.nodeId,
            flows,
            awaited: incomingOf(definition, place.nodeId).length,
            obstacle: found ? { reason: found.reason, since: found.since } : null,
          },
        ];
      });
      for (const flow of waiting.flatMap(({ flows }) => flows.flatMap((id) => findFlow(definition, id) ?? []))) {
        trail.onto(flow);
      }
      trail.toEnds();
      return {
        scope: scope ?? null,
        within: [...scopes].flatMap((one) => (one === undefined || one === scope ? [] : [one])),
        callStepId: state.scopes?.find(({ id }) => id === scope)?.callStepId ?? null,
        definition: withInserted(definition, state, scope),
        taken: definition.flows.filter(({ id }) => trail.taken.has(id)).map(({ id }) => id),
        waiting,
      };
    });
}
