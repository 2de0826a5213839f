import { startOfDay } from './calendar';
import type { FactValue, NodeDefinition, TimeLimit } from './definition';
import { fitsFact } from './facts';
import type { Begins, StepState } from './state';
import type { Instant } from './vocabulary';

type Start = NonNullable<TimeLimit['from']>;
/** Says which start is meant, in a state and in a choice. */
export const startKey = (start: Start): string =>
  start.kind === 'fact' ? `fact:${start.fact}` : `step:${start.nodeId}`;

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const startOf = (value: Part): Start | undefined =>
  'length' in value && isPart(value['from']) ? (value['from'] as Start) : undefined;

function* startsIn(value: unknown): Generator<Start> {
  if (!isPart(value)) return;
  const start = startOf(value);
  if (start !== undefined) yield start;
  else for (const inner of Object.values(value)) yield* startsIn(inner);
}

const named = new WeakMap<NodeDefinition, readonly Start[]>();

/** What the node's periods count from, where that is not the beginning of the step; most have none. */
export function startsOf(node: NodeDefinition): readonly Start[] {
  const known = named.get(node) ?? [...startsIn(node)];
  named.set(node, known);
  return known;
}

export interface Asked {
  facts: Readonly<Record<string, FactValue>>;
  /** Of the same procedure or called procedure. */
  steps: readonly Pick<StepState, 'nodeId' | 'open' | 'closedAt'>[];
}

const DAY = { key: '', name: { de: '', en: '' }, type: 'date' } as const;

function instantOf(start: Start, { facts, steps }: Asked): Instant | null {
  if (start.kind === 'step')
    return steps.findLast(({ nodeId, open }) => nodeId === start.nodeId && !open)?.closedAt ?? null;
  const day = facts[start.fact];
  return typeof day === 'string' && fitsFact(DAY, day) ? startOfDay(day) : null;
}

/** What is known now; a period whose start is not known counts from the beginning of the step, as any other. */
export function beginsBy(node: NodeDefinition, ask: () => Asked): Begins {
  const starts = startsOf(node);
  if (starts.length === 0) return {};
  const asked = ask();
  return Object.fromEntries(
    starts.flatMap((start) => {
      const at = instantOf(start, asked);
      return at === null ? [] : [[startKey(start), at]];
    }),
  );
}

/** Nobody has to act there within the time: what has passed has passed. */
const LEAVES_NOBODY_TIME: ReadonlySet<NodeDefinition['type']> = new Set(['automatic', 'timer']);

function begun(value: unknown, begins: Begins, leavesTime: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => begun(item, begins, leavesTime));
  if (!isPart(value)) return value;
  const start = startOf(value);
  if (start === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, begun(inner, begins, leavesTime)]));
  const { from: _from, ...period } = value;
  const at = begins[startKey(start)];
  return at === undefined ? period : { ...period, begins: { at, leavesTime } };
}

const MOST_VARIANTS = 100;
const variants = new WeakMap<NodeDefinition, Map<string, NodeDefinition>>();

/** The node as its periods count from there: the same one again for the same beginnings. */
export function withBegins(node: NodeDefinition, begins: Begins = {}): NodeDefinition {
  const starts = startsOf(node);
  if (starts.length === 0) return node;
  const known = variants.get(node) ?? new Map<string, NodeDefinition>();
  variants.set(node, known);
  const key = starts.map((start) => begins[startKey(start)] ?? '').join();
  const variant = known.get(key) ?? (begun(node, begins, !LEAVES_NOBODY_TIME.has(node.type)) as NodeDefinition);
  if (known.size >= MOST_VARIANTS) known.clear();
  known.set(key, variant);
  return variant;
}
