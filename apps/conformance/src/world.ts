import {
  advance,
  danglingOf,
  type Bundle,
  type Command,
  type Definition,
  type Refusal,
  type RunState,
} from '@querraum/workflow';
import { frozen, play } from '@querraum/workflow/testing';
import { bundleOf } from '@querraum/workflow/bpmn';
import type { Variables } from '@querraum/workflow';

export interface Instance {
  bundle: Bundle;
  state: RunState;
}

type Given = Exclude<Command, { type: 'start' }>;

const NOBODY = { personId: '', grants: [] };

/** The models of a case and everything that runs of them; its clock stands still but for `forward`. */
export class World {
  readonly instances: Instance[] = [];
  private now: number;
  /** Timer events whose cycle has been carried out as often as it says. */
  readonly runOut = new Set<string>();

  constructor(
    readonly definitions: readonly Definition[],
    clock: string,
  ) {
    this.now = Date.parse(clock);
  }

  get clock(): number {
    return this.now;
  }

  forward(seconds: number): void {
    this.now += seconds * 1000;
  }

  start(definition: Definition, variables: Variables, startAt?: string): Refusal | null {
    const others = this.definitions.filter((other) => other !== definition);
    const bundle = bundleOf(definition, others);
    const command: Command = {
      type: 'start',
      paper: { number: 1, sha256: '' },
      authors: [],
      by: NOBODY,
      variables,
      ...(startAt === undefined ? {} : { startAt }),
    };
    const { state, effects, refused } = advance(bundle, null, command, this.context);
    if (refused !== undefined) return refused;
    const waiting = this.waiting();
    const instance = { bundle, state: frozen(state) };
    this.instances.push(instance);
    for (const effect of effects) if (effect.type === 'signal') this.broadcast(effect.name, waiting, instance);
    return null;
  }

  give(instance: Instance, command: Given): Refusal | null {
    const waiting = this.waiting();
    this.keepRunOut(instance, command);
    const { state, effects, refused } = advance(instance.bundle, instance.state, command, this.context);
    if (refused !== undefined) return refused;
    instance.state = frozen(state);
    for (const effect of effects) if (effect.type === 'signal') this.broadcast(effect.name, waiting, instance);
    return null;
  }

  private keepRunOut({ state }: Instance, command: Given): void {
    if (command.type !== 'occur') return;
    const timer = state.subscriptions?.find(({ id }) => id === command.subscriptionId);
    if (timer?.cycle?.left === 0) this.runOut.add(timer.nodeId);
  }

  /** Everybody who waits for it now, and every model that begins by it. */
  signal(name: string, variables: Variables = {}): Refusal | null {
    return this.broadcast(name, this.waiting(), null, variables);
  }

  private broadcast(
    name: string,
    waiting: ReadonlyMap<Instance, ReadonlySet<string>>,
    thrower: Instance | null,
    variables: Variables = {},
  ): Refusal | null {
    for (const [instance, names] of waiting) {
      if (instance === thrower || !names.has(name) || instance.state.status !== 'running') continue;
      const refused = this.give(instance, { type: 'signal', name });
      if (refused !== null) return refused;
    }
    for (const definition of this.definitions) {
      for (const node of definition.nodes) {
        if (node.type !== 'startEvent' || node.parent !== undefined || node.event?.kind !== 'signal') continue;
        if (node.event.name !== name) continue;
        const refused = this.start(definition, variables, node.id);
        if (refused !== null) return refused;
      }
    }
    return null;
  }

  private waiting(): Map<Instance, Set<string>> {
    return new Map(
      this.instances.map((instance) => [
        instance,
        new Set(
          (instance.state.subscriptions ?? []).flatMap(({ kind, name }) => (kind === 'signal' && name ? [name] : [])),
        ),
      ]),
    );
  }

  /** What a command must never leave behind: steps, tokens or parts that nothing ends. */
  dangling(): string[] {
    return this.instances.flatMap(({ bundle, state }) => danglingOf(bundle, state));
  }

  private get context() {
    return { now: new Date(this.now).toISOString(), facts: play.ONE_UNIT, withoutTick: true };
  }
}
