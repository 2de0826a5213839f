import { beginsBy, startKey, startsOf, withBegins } from '../begins';
import type { Facts } from '../command';
import type { Bundle, FactValue, NodeDefinition } from '../definition';
import type { Effect } from '../effects';
import { fitsFact, isUnset } from '../facts';
import { graphOf } from '../graph';
import { lengthFactsOf, lengthsBy, withLengths } from '../lengths';
import { countedFristen } from '../recount';
import { Run } from '../run';
import { scopeOf } from '../scopes';
import type { RunState, StepState, Begins } from '../state';
import type { Instant } from '../vocabulary';
import { isSame, type Migration, type MigrationChange, namedNode, refuseStep } from './changes';
import { migrateDeadlines } from './deadlines';
import { type NodeMapping, proposeMapping } from './mapping';
import type { MigrationRefusal } from './refusal';
import { migrateSettings } from './steps';
import { checkWays, markingOf, migrateTokens, type MovingScope } from './tokens';

export interface MigrationContext {
  now: Instant;
  facts: Facts;
  fromVersion: number;
  toVersion: number;
}

export type Migrated =
  | { state: RunState; effects: Effect[]; changes: MigrationChange[] }
  | { refused: [MigrationRefusal, ...MigrationRefusal[]] };

/** The run itself and every procedure that it has called; those are mapped as `proposeMapping` says. */
function scopesOf(migration: Migration, from: Bundle, to: Bundle, mapping: NodeMapping): MovingScope[] {
  const { state } = migration.run;
  const own: MovingScope = { scope: undefined, from: from.definition, to: to.definition, mapping };
  const called = (state.scopes ?? []).flatMap(({ id, procedure, callStepId }): MovingScope[] => {
    // A part of a procedure moves with it.
    if (procedure === undefined) return [];
    const [before, after] = [from.called?.[procedure], to.called?.[procedure]];
    if (before !== undefined && after !== undefined)
      return [{ scope: id, from: before, to: after, mapping: proposeMapping(before, after).mapping }];
    const nodeId = state.steps.find((step) => step.id === callStepId)?.nodeId ?? '';
    refuseStep(migration, 'calledGone', namedNode(from.definition, nodeId), procedure);
    return [];
  });
  return [own, ...called];
}

/** What the new version asks for at the start must be there, and what is there must have its form. */
function checkFacts(migration: Migration, { scope, to }: MovingScope): void {
  const { state } = migration.run;
  const values: Record<string, FactValue> = (scope === undefined ? state.facts : scopeOf(state, scope)?.facts) ?? {};
  const start = to.nodes.find(({ type }) => type === 'start') ?? { id: 'start', name: to.name };
  for (const fact of to.facts ?? []) {
    const value = values[fact.key];
    if (value !== undefined && !fitsFact(fact, value)) refuseStep(migration, 'badFact', start, fact.name.de);
    else if (scope === undefined && fact.atStart === true && isUnset(value))
      refuseStep(migration, 'factMissing', start, fact.name.de);
  }
}

/** The node under which a step goes on; refused where there is none of its kind. */
function targetOf(migration: Migration, { from, to, mapping }: MovingScope, step: StepState): NodeDefinition | null {
  const node = namedNode(from, step.nodeId);
  const targetId = mapping[step.nodeId];
  const target = targetId === undefined ? undefined : graphOf(to).nodes.get(targetId);
  if (targetId === undefined) refuseStep(migration, 'nodeUnmapped', node);
  else if (target === undefined) refuseStep(migration, 'nodeUnknown', node);
  else if (target.type !== step.type) refuseStep(migration, 'typeDiffers', node);
  else return target;
  return null;
}

/** The node as its periods count: a step keeps what they were when it began, and asks for what is new. */
function countedBy(
  run: Run,
  step: StepState,
  [before, after]: [NodeDefinition, NodeDefinition],
  mapping: NodeMapping,
): NodeDefinition {
  const kept = new Set([...lengthFactsOf(before), ...Object.keys(step.lengths ?? {})]);
  const asked = Object.entries(lengthsBy(after, run.declared)).filter(([fact]) => !kept.has(fact));
  if (asked.length > 0) step.lengths = { ...step.lengths, ...Object.fromEntries(asked) };
  return withBegins(withLengths(after, step.lengths), beginning(run, { step, before, after }, mapping));
}

/** As with lengths: from when it counted, and what the new version asks for beside. */
function beginning(
  run: Run,
  { step, before, after }: { step: StepState; before: NodeDefinition; after: NodeDefinition },
  mapping: NodeMapping,
): Begins {
  const here = (key: string): string => key.replace(/^step:(.*)$/, (_, id: string) => `step:${mapping[id] ?? id}`);
  const known = Object.entries(step.begins ?? {}).map(([key, at]) => [here(key), at] as const);
  const kept = new Set([...startsOf(before).map((start) => here(startKey(start))), ...known.map(([key]) => key)]);
  const asked = Object.entries(beginsBy(after, () => run.asked())).filter(([key]) => !kept.has(key));
  const begins = Object.fromEntries([...known, ...asked]);
  if (Object.keys(begins).length > 0) step.begins = begins;
  return begins;
}

function migrateOpen(migration: Migration, moving: MovingScope, step: StepState): void {
  const { run, changes } = migration;
  const known = graphOf(moving.from).nodes.get(step.nodeId);
  const before = known && withBegins(withLengths(known, step.lengths), step.begins);
  run.scope = step.scope;
  if (before === undefined) {
    // Put in by the lead: it belongs to the run and to no version.
    if (graphOf(moving.to).nodes.has(step.nodeId))
      refuseStep(migration, 'insertedClash', namedNode(moving.from, step.nodeId, run.state));
    return;
  }
  const target = targetOf(migration, moving, step);
  if (target === null) return;
  const after = countedBy(run, step, [known ?? target, target], moving.mapping);
  if (after.id !== before.id) {
    const place = { nodeId: after.id, stepId: step.id, seatId: null, unitId: null };
    changes.push({ ...place, what: 'step', fromNodeId: before.id });
    step.nodeId = after.id;
  }
  const counted = countedFristen(before, step);
  migrateSettings(migration, { step, before, after });
  if (step.open) migrateDeadlines(migration, { step, before, after }, counted);
}

/** An id that no version uses, for a node that only the record still needs. */
function freeId({ to }: MovingScope, nodeId: string, taken: readonly NodeDefinition[]): string {
  const isFree = (id: string): boolean => !graphOf(to).nodes.has(id) && !taken.some((node) => node.id === id);
  for (let number = 0; ; number += 1) {
    const id = number === 0 ? nodeId : `${nodeId.slice(0, 50)}-old${number}`;
    if (isFree(id)) return id;
  }
}

/** What is closed keeps its record: under its counterpart, where conditions read it, or else with its node as it was. */
function migrateClosed({ run }: Migration, moving: MovingScope, { id, nodeId, type }: StepState): void {
  const { from, to, mapping } = moving;
  const inserted = run.state.inserted ?? [];
  const node = graphOf(from).nodes.get(nodeId) ?? inserted.find((kept) => kept.id === nodeId);
  const target = graphOf(from).nodes.has(nodeId) ? graphOf(to).nodes.get(mapping[nodeId] ?? '') : undefined;
  const isKept = inserted.some((kept) => kept.id === nodeId && isSame(kept, node)) && !graphOf(to).nodes.has(nodeId);
  let movesTo = nodeId;
  if (target !== undefined && target.type === type) movesTo = target.id;
  else if (node !== undefined && !isKept) {
    const known = inserted.find((kept) => isSame({ ...kept, id: nodeId }, { ...node, id: nodeId }));
    movesTo = known?.id ?? freeId(moving, nodeId, inserted);
    if (known === undefined) run.state.inserted = [...inserted, { ...node, id: movesTo }];
  }
  const step = movesTo === nodeId ? undefined : run.step(id);
  if (step !== undefined) step.nodeId = movesTo;
}

function migrateScope(migration: Migration, moving: MovingScope): void {
  const { run } = migration;
  const before = markingOf(run, moving.scope, moving.from);
  checkFacts(migration, moving);
  for (const { id, open, scope } of run.state.steps) {
    if (scope !== moving.scope) continue;
    const step = open ? run.step(id) : run.state.steps.find((found) => found.id === id);
    if (step === undefined) continue;
    if (open) migrateOpen(migration, moving, step);
    else migrateClosed(migration, moving, step);
  }
  migrateTokens(migration, moving);
  if (migration.refused.length === 0 && !isSame(moving.from, moving.to)) checkWays(migration, moving, before);
}

const isOrCallsModel = ({ definition, called = {} }: Bundle): boolean =>
  [definition, ...Object.values(called)].some(({ imported }) => imported !== undefined);

/**
 * Moves a running run to another version of its procedure, or says for each step that stands in the way why not. Open
 * steps, waiting tokens, seats, Fristen and the record go together; what was answered stays; the given state is not changed.
 */
export function migrateState(
  from: Bundle,
  to: Bundle,
  state: RunState,
  mapping: NodeMapping,
  { now, facts, fromVersion, toVersion }: MigrationContext,
): Migrated {
  const run = new Run(to, state, now, facts);
  const migration: Migration = { run, changes: [], refused: [] };
  const whole = { id: from.definition.key, name: from.definition.name };
  if (state.status !== 'running') refuseStep(migration, 'runEnded', whole);
  if ((state.semantics as number) !== to.semantics) refuseStep(migration, 'semanticsDiffer', whole);
  if ([from, to].some(isOrCallsModel)) refuseStep(migration, 'importedModel', whole);
  const scopes = migration.refused.length === 0 ? scopesOf(migration, from, to, mapping) : [];
  run.record({ type: 'migrated', fromVersion, toVersion });
  if (migration.refused.length === 0) for (const moving of scopes) migrateScope(migration, moving);
  const [first, ...others] = migration.refused;
  if (first !== undefined) return { refused: [first, ...others] };
  return { state: run.state, effects: run.effects, changes: migration.changes };
}
