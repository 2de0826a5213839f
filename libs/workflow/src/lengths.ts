import type { FactValue, NodeDefinition, Period } from './definition';

/** How long the periods of a step are that take their length from facts, by fact, as it was when the step began. */
export type Lengths = Readonly<Record<string, number>>;

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

function* periodsWithFact(value: unknown): Generator<Period & { lengthFact: string }> {
  if (!isPart(value)) return;
  if (typeof value['lengthFact'] === 'string') yield value as Period & { lengthFact: string };
  else for (const inner of Object.values(value)) yield* periodsWithFact(inner);
}

const named = new WeakMap<NodeDefinition, readonly string[]>();

/** The facts by which the node's periods get their length; most have none. */
export function lengthFactsOf(node: NodeDefinition): readonly string[] {
  const known = named.get(node) ?? [...new Set([...periodsWithFact(node)].map(({ lengthFact }) => lengthFact))];
  named.set(node, known);
  return known;
}

const isLength = (value: FactValue | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 366;

/** What the facts say now; a number that is no length of a period says nothing, and the node's own length counts. */
export function lengthsBy(node: NodeDefinition, facts: Readonly<Record<string, FactValue>>): Lengths {
  return Object.fromEntries(
    lengthFactsOf(node).flatMap((fact) => {
      const length = facts[fact];
      return isLength(length) ? [[fact, length]] : [];
    }),
  );
}

function counted(value: unknown, lengths: Lengths): unknown {
  if (Array.isArray(value)) return value.map((item) => counted(item, lengths));
  if (!isPart(value)) return value;
  const { lengthFact, ...rest } = value;
  if (typeof lengthFact === 'string') return { ...rest, length: lengths[lengthFact] ?? rest['length'] };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, counted(inner, lengths)]));
}

const MOST_VARIANTS = 100;
const variants = new WeakMap<NodeDefinition, Map<string, NodeDefinition>>();

/** The node as its periods count with these lengths: the same one again for the same lengths. */
export function withLengths(node: NodeDefinition, lengths: Lengths = {}): NodeDefinition {
  const facts = lengthFactsOf(node);
  if (facts.length === 0) return node;
  const known = variants.get(node) ?? new Map<string, NodeDefinition>();
  variants.set(node, known);
  const key = facts.map((fact) => lengths[fact] ?? '').join();
  const variant = known.get(key) ?? (counted(node, lengths) as NodeDefinition);
  if (known.size >= MOST_VARIANTS) known.clear();
  known.set(key, variant);
  return variant;
}
