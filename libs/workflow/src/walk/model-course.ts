import { advance } from '../advance';
import type { Command, Refusal } from '../command';
import type { BpmnNode, Definition, Flow, NodeDefinition } from '../definition';
import type { Effect } from '../effects';
import { ONE_UNIT } from '../play';
import { frozen } from '../play-frozen';
import type { RunState, Variables } from '../state';

type Draft<Node> = Node extends unknown ? Omit<Node, 'name'> : never;

const text = (words: string) => ({ de: words, en: words });
export const ada = { personId: 'ada', grants: [{ unitId: 'lead', capacity: 'HEAD' as const }] };

export const flow = (path: string, condition?: string): Flow => {
  const [from = '', to = ''] = path.split('>');
  return { id: path.replace('>', '-'), from, to, ...(condition === undefined ? {} : { condition }) };
};

/** A small model; every node is called by its id. */
export function model(nodes: Draft<BpmnNode | NodeDefinition>[], flows: (string | Flow)[]): Definition {
  return {
    schemaVersion: 1,
    key: 'model',
    name: text('model'),
    nodes: nodes.map((node) => ({ ...node, name: text(node.id) }) as NodeDefinition),
    flows: flows.map((path) => (typeof path === 'string' ? flow(path) : path)),
    imported: { process: 'model', language: 'juel' },
  };
}

/** A run of a model by commands at instants. */
export class Course {
  state: RunState;
  effects: Effect[] = [];
  refused: Refusal | undefined;
  private now = Date.parse('2027-03-01T08:00:00Z');

  constructor(
    private readonly definition: Definition,
    variables: Variables = {},
    private readonly called: Record<string, Definition> = {},
  ) {
    const start: Command = { type: 'start', paper: { number: 1, sha256: '' }, authors: [], by: ada, variables };
    this.state = this.give(start);
  }

  give(command: Command, state: RunState | null = null): RunState {
    const { definition, called } = this;
    const bundle = { semantics: 1 as const, definition, called };
    const now = new Date(this.now).toISOString();
    const advanced = advance(bundle, state, command, { now, facts: ONE_UNIT });
    this.refused = advanced.refused;
    this.effects = advanced.effects;
    return frozen(advanced.state);
  }

  then(command: Exclude<Command, { type: 'start' }>): this {
    this.state = this.give(command, this.state);
    return this;
  }

  after(hours: number): this {
    this.now += hours * 3_600_000;
    return this;
  }

  done(nodeId: string, variables: Variables = {}): this {
    return this.then({ type: 'stepDone', stepId: this.step(nodeId), variables });
  }

  step = (nodeId: string): string =>
    this.state.steps.find((step) => step.open && step.type !== 'loop' && step.nodeId === nodeId)?.id ?? '';

  get open(): string[] {
    return this.state.steps.flatMap((step) => (step.open && step.type !== 'loop' ? [step.nodeId] : [])).sort();
  }

  get waiting(): string[] {
    return (this.state.subscriptions ?? []).map(({ nodeId }) => nodeId);
  }
}
