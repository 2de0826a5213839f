import { z } from 'zod';
import { LocalizedText, nodeBase, NodeId, Period, TimeLimit } from './definition/basics';
import {
  AutomaticNode,
  CallNode,
  CommitteeNode,
  ContributionNode,
  DecisionNode,
  DispatchNode,
  InclusiveGatewayNode,
  ResubmissionNode,
  TakeNoteNode,
  TaskNode,
  WaitNode,
} from './definition/blocks';
import { BPMN_NODES, ImportedModel } from './definition/bpmn';
import { FactDefinition } from './definition/facts';
import { FinalSignatureNode, RoundNode } from './definition/round';

export * from './definition/basics';
export * from './definition/blocks';
export * from './definition/bpmn';
export * from './definition/facts';
export * from './definition/round';
export * from './definition/tables';

export const StartNode = z.object({ ...nodeBase, type: z.literal('start') });
export type StartNode = z.infer<typeof StartNode>;
/** `outcome` becomes the outcome of the run. */
export const EndNode = z.object({
  ...nodeBase,
  type: z.literal('end'),
  outcome: z.enum(['completed', 'returned', 'rejected']).default('completed'),
});
export type EndNode = z.infer<typeof EndNode>;
export const ParallelGatewayNode = z.object({ ...nodeBase, type: z.literal('parallelGateway') });
export type ParallelGatewayNode = z.infer<typeof ParallelGatewayNode>;
export const ExclusiveGatewayNode = z.object({
  ...nodeBase,
  type: z.literal('exclusiveGateway'),
  /** The flow that is taken when no condition holds. */
  defaultFlow: z.string().optional(),
});
export type ExclusiveGatewayNode = z.infer<typeof ExclusiveGatewayNode>;
export const TimerNode = z.object({ ...nodeBase, type: z.literal('timer'), period: TimeLimit });
export type TimerNode = z.infer<typeof TimerNode>;
export const NodeDefinition = z.discriminatedUnion('type', [
  StartNode,
  EndNode,
  TaskNode,
  ParallelGatewayNode,
  ExclusiveGatewayNode,
  TimerNode,
  RoundNode,
  FinalSignatureNode,
  TakeNoteNode,
  ContributionNode,
  DispatchNode,
  ResubmissionNode,
  CommitteeNode,
  AutomaticNode,
  CallNode,
  DecisionNode,
  InclusiveGatewayNode,
  WaitNode,
  ...BPMN_NODES,
]);
export type NodeDefinition = z.infer<typeof NodeDefinition>;

export const Flow = z.object({
  id: NodeId,
  from: z.string(),
  to: z.string(),
  /** FEEL over the declared facts of the run, e.g. `round.outcome = "returned"`. Only routes, never grants. */
  condition: z.string().max(4000).optional(),
});
export type Flow = z.infer<typeof Flow>;

export const Definition = z.object({
  schemaVersion: z.literal(1),
  key: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
  name: LocalizedText,
  description: LocalizedText.optional(),
  nodes: z.array(NodeDefinition).min(1).max(2000),
  flows: z.array(Flow).max(4000),
  facts: z.array(FactDefinition).max(100).optional(),
  /** A fixed end, counted from the start: the Fristen of the longest way must fit into it. */
  mustEndWithin: Period.optional(),
  /** Runs by the rules of an imported model: variables instead of declared facts, its own language of expressions. */
  imported: ImportedModel.optional(),
});
export type Definition = z.infer<typeof Definition>;

/** What a run is pinned to: closed at publishing, immutable afterwards. `semantics` numbers the engine's rules. */
export const Bundle = z.object({
  semantics: z.literal(1),
  definition: Definition,
  /** Every procedure that it calls, and those call, by key. */
  called: z.record(z.string(), Definition).optional(),
});
export type Bundle = z.infer<typeof Bundle>;
