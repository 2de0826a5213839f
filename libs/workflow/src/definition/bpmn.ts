import { z } from 'zod';
import { Addressee, nodeBase } from './basics';

/**
 * What a model says in an expression, in the language of its definition. JUEL: a text in which `${…}` and `#{…}` are
 * replaced, or one such alone for its value. FEEL: a text that begins with `=`; conditions and collections without it.
 */
export const Expression = z.string().max(4000);
export type Expression = z.infer<typeof Expression>;

/** A value that is handed over: a text or expression, a list or a map of such. */
export type MappedValue = Expression | { list: MappedValue[] } | { map: Record<string, MappedValue> };
export const MappedValue: z.ZodType<MappedValue, MappedValue> = z.lazy(() =>
  z.union([
    Expression,
    z.object({ list: z.array(MappedValue).max(1000) }),
    z.object({ map: z.record(z.string(), MappedValue) }),
  ]),
);
const Mapping = z.object({ name: z.string().max(255), value: MappedValue });

/** What an event waits for or brings about (BPMN 2.0, 10.5.5). */
export const EventDefinition = z.discriminatedUnion('kind', [
  /** ISO 8601: an instant, a duration, or `R<n>/<duration>`; a cycle may also be a cron expression. */
  z.object({ kind: z.literal('timer'), form: z.enum(['date', 'duration', 'cycle']), text: Expression }),
  /** `topic`: of one that throws, that an outside worker sends it; without, nothing is sent. */
  z.object({ kind: z.literal('message'), name: Expression.optional(), topic: Expression.optional() }),
  z.object({ kind: z.literal('signal'), name: Expression }),
  /** Without a code: any error. The variables are set by what catches it. */
  z.object({
    kind: z.literal('error'),
    code: z.string().optional(),
    /** Of one that throws: what `messageVariable` of what catches it is given. */
    message: Expression.optional(),
    codeVariable: z.string().optional(),
    messageVariable: z.string().optional(),
  }),
  z.object({ kind: z.literal('escalation'), code: z.string().optional(), codeVariable: z.string().optional() }),
  z.object({
    kind: z.literal('conditional'),
    condition: Expression,
    /** Looked at only when this variable changes, and only in these ways (`create`, `update`, `delete`). */
    variableName: z.string().optional(),
    variableEvents: z.array(z.enum(['create', 'update', 'delete'])).optional(),
  }),
  /** Without an activity: everything that has been completed in the scope. */
  z.object({ kind: z.literal('compensation'), activity: z.string().optional() }),
  z.object({ kind: z.literal('link'), name: z.string() }),
  z.object({ kind: z.literal('terminate') }),
  z.object({ kind: z.literal('cancel') }),
]);
export type EventDefinition = z.infer<typeof EventDefinition>;

/** Multi-instance (BPMN 2.0, 13.3.7): by a number, or once for every element of a collection. */
export const Loop = z.object({
  sequential: z.boolean(),
  cardinality: Expression.optional(),
  collection: Expression.optional(),
  elementVariable: z.string().optional(),
  completionCondition: Expression.optional(),
});
export type Loop = z.infer<typeof Loop>;

/** What every activity of a model may have. */
const activity = {
  ...nodeBase,
  loop: Loop.optional(),
  /** Variables of its own, set when it begins; handed to the scope around it when it ends. */
  inputs: z.array(Mapping).optional(),
  outputs: z.array(Mapping).optional(),
  /** Taken when no condition of the other flows holds. */
  defaultFlow: z.string().optional(),
  /** Compensates for another activity: begins only by a compensation event. */
  forCompensation: z.boolean().optional(),
};

/** `parent`: the sub-process whose start it is. `event`: none where it simply begins. */
export const StartEventNode = z.object({
  ...nodeBase,
  type: z.literal('startEvent'),
  event: EventDefinition.optional(),
  /** Of an event sub-process: whether everything else in its scope is cancelled; absent means yes. */
  interrupting: z.boolean().optional(),
  /** Variable that is given the person who starts the run. */
  initiator: z.string().optional(),
});
export const EndEventNode = z.object({ ...nodeBase, type: z.literal('endEvent'), event: EventDefinition.optional() });
export const CatchEventNode = z.object({
  ...nodeBase,
  type: z.literal('catchEvent'),
  event: EventDefinition,
  outputs: z.array(Mapping).optional(),
});
export const ThrowEventNode = z.object({
  ...nodeBase,
  type: z.literal('throwEvent'),
  event: EventDefinition.optional(),
});
export const BoundaryEventNode = z.object({
  ...nodeBase,
  type: z.literal('boundaryEvent'),
  attachedTo: z.string(),
  /** Whether the activity is cancelled; absent means yes. */
  interrupting: z.boolean().optional(),
  event: EventDefinition,
  /** Of a compensation event: the activity that compensates. */
  handler: z.string().optional(),
  outputs: z.array(Mapping).optional(),
});
export const EventBasedGatewayNode = z.object({ ...nodeBase, type: z.literal('eventBasedGateway') });

export const UserTaskNode = z.object({
  ...activity,
  type: z.literal('userTask'),
  /** The name as the model has it, which may hold an expression; absent where it has none. */
  title: Expression.optional(),
  /** Who has it in this house; without, the lead. */
  addressee: Addressee.optional(),
  assignee: Expression.optional(),
  /** Separated by commas. */
  candidateUsers: Expression.optional(),
  candidateGroups: Expression.optional(),
  dueDate: Expression.optional(),
  followUpDate: Expression.optional(),
  priority: Expression.optional(),
  formKey: Expression.optional(),
});
export const ReceiveTaskNode = z.object({
  ...activity,
  type: z.literal('receiveTask'),
  /** Without, it goes on when it is told to. */
  message: Expression.optional(),
});
/** A service task that an outside worker fetches by its topic and completes. */
export const ExternalTaskNode = z.object({ ...activity, type: z.literal('externalTask'), topic: Expression });
/** Manual and abstract tasks are passed: nothing is known of how they are done. */
export const ManualTaskNode = z.object({ ...activity, type: z.literal('manualTask') });
export const AbstractTaskNode = z.object({ ...activity, type: z.literal('abstractTask') });
/** The nodes inside name it as their `parent`. An event sub-process is begun by its start event alone. */
export const SubProcessNode = z.object({
  ...activity,
  type: z.literal('subProcess'),
  byEvent: z.boolean().optional(),
  /** Its completed activities are compensated for by a cancel end event. */
  transaction: z.boolean().optional(),
});

/** One variable, a value by an expression, or all variables; `local` leaves out those of the scopes around. */
const Handover = z.object({
  source: z.string().optional(),
  expression: Expression.optional(),
  all: z.boolean().optional(),
  target: z.string().optional(),
  local: z.boolean().optional(),
});
export const CallActivityNode = z.object({
  ...activity,
  type: z.literal('callActivity'),
  /** Key in `bundle.called`, or an expression that gives it. */
  process: Expression,
  ins: z.array(Handover).optional(),
  outs: z.array(Handover).optional(),
});

export const BPMN_NODES = [
  StartEventNode,
  EndEventNode,
  CatchEventNode,
  ThrowEventNode,
  BoundaryEventNode,
  EventBasedGatewayNode,
  UserTaskNode,
  ReceiveTaskNode,
  ExternalTaskNode,
  ManualTaskNode,
  AbstractTaskNode,
  SubProcessNode,
  CallActivityNode,
] as const;
export type BpmnNode = z.infer<(typeof BPMN_NODES)[number]>;
export type BpmnNodeOf<Type extends BpmnNode['type']> = Extract<BpmnNode, { type: Type }>;
/** A node of a model that does something and may have a loop and variables of its own. */
export type ActivityNode = Extract<BpmnNode, { forCompensation?: unknown }>;

/** Of a definition that has been read from a BPMN file: the id of its process, and the language of its expressions. */
export const ImportedModel = z.object({
  process: z.string().max(255),
  language: z.enum(['juel', 'feel']),
});
export type ImportedModel = z.infer<typeof ImportedModel>;
