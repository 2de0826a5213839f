import type { ActivityNode, NodeDefinition } from '../definition';
import type { StepState } from '../state';
import { automatic } from './automatic.node';
import { call } from './call.node';
import { coSignatureRound } from './co-signature-round.node';
import { committee } from './committee.node';
import { decision } from './decision.node';
import { end } from './end.node';
import { exclusiveGateway } from './exclusive-gateway.node';
import { finalSignature } from './final-signature.node';
import { inclusiveGateway } from './inclusive-gateway.node';
import type { ActivityKind, NodeKind, StepKind } from './node';
import { parallelGateway } from './parallel-gateway.node';
import { start } from './start.node';
import { task } from './task.node';
import { timer } from './timer.node';
import { takeNote } from './take-note.node';
import { contribution } from './contribution.node';
import { dispatch } from './dispatch.node';
import { resubmission } from './resubmission.node';
import { wait } from './wait.node';
import { startEvent } from './start-event.node';
import { endEvent } from './end-event.node';
import { catchEvent } from './catch-event.node';
import { throwEvent } from './throw-event.node';
import { boundaryEvent } from './boundary-event.node';
import { eventBasedGateway } from './event-based-gateway.node';
import { userTask } from './user-task.node';
import { receiveTask } from './receive-task.node';
import { externalTask } from './external-task.node';
import { subProcess } from './sub-process.node';
import { callActivity } from './call-activity.node';
import { passedTask } from './passed-task.node';
import { loop } from './loop';

const kinds = {
  start,
  end,
  task,
  parallelGateway,
  exclusiveGateway,
  timer,
  coSignatureRound,
  finalSignature,
  takeNote,
  contribution,
  dispatch,
  resubmission,
  committee,
  automatic,
  call,
  decision,
  inclusiveGateway,
  wait,
  startEvent,
  endEvent,
  catchEvent,
  throwEvent,
  boundaryEvent,
  eventBasedGateway,
  userTask,
  receiveTask,
  externalTask,
  subProcess,
  callActivity,
  manualTask: passedTask,
  abstractTask: passedTask,
} as const satisfies {
  [Type in NodeDefinition['type']]: Type extends StepState['type']
    ? StepKind<Extract<NodeDefinition, { type: Type }>, Extract<StepState, { type: Type }>>
    : NodeKind<Extract<NodeDefinition, { type: Type }>>;
};

export const kindOf = (node: NodeDefinition): NodeKind => kinds[node.type];
export const stepKindOf = (step: StepState): StepKind => (step.type === 'loop' ? loop : kinds[step.type]);
export const activityKindOf = (node: ActivityNode): ActivityKind => kinds[node.type];
