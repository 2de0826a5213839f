import type { Definition, LocalizedText, NodeDefinition } from '../definition';
import type { Run } from '../run';
import type { RunState, StepState } from '../state';
import type { Instant } from '../vocabulary';
import type { MigrationRefusal, MigrationRefusalCode } from './refusal';

/** What the change of version does to one open step, beside its going on by the new settings. */
export type MigrationChange = { nodeId: string; stepId: string; seatId: string | null; unitId: string | null } & (
  | { what: 'step'; fromNodeId: string }
  | { what: 'deadline'; was: Instant | null; dueEnd: Instant | null }
  | { what: 'addressee'; fromUnitId: string }
  | { what: 'placeAdded' }
  | { what: 'placeReleased' }
);

/** Stands as the reason in the record of what a change of version has done. */
export const NEW_VERSION = 'neue Version des Verfahrens';

/** A run while it is moved to another version; the first refusals end it, and nothing of it is kept. */
export interface Migration {
  run: Run;
  changes: MigrationChange[];
  refused: MigrationRefusal[];
}

/** One open step with its node before and after. */
export interface MovingStep<Step extends StepState = StepState, Node extends NodeDefinition = NodeDefinition> {
  step: Step;
  before: Node;
  after: Node;
}

export function refuseStep(
  { refused }: Migration,
  code: MigrationRefusalCode,
  node: { id: string; name: LocalizedText },
  subject?: string,
): void {
  refused.push({ code, nodeId: node.id, name: node.name, ...(subject === undefined ? {} : { subject }) });
}

/** Where a refusal is about a node of which only the id is known. */
export function namedNode(definition: Definition, nodeId: string, state?: Pick<RunState, 'inserted'>) {
  const node = [...definition.nodes, ...(state?.inserted ?? [])].find(({ id }) => id === nodeId);
  return { id: nodeId, name: node?.name ?? { de: nodeId, en: nodeId } };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** Stored JSON comes back with its keys in another order. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
