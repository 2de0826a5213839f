import type { NodeDefinition } from '../definition';
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
import type { NodeKind, StepKind } from './node';
import { parallelGateway } from './parallel-gateway.node';
import { start } from './start.node';
import { task } from './task.node';
import { timer } from './timer.node';
import { takeNote } from './take-note.node';
import { contribution } from './contribution.node';
import { dispatch } from './dispatch.node';
import { resubmission } from './resubmission.node';
import { wait } from './wait.node';

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
} as const satisfies {
  [Type in NodeDefinition['type']]: Type extends StepState['type']
    ? StepKind<Extract<NodeDefinition, { type: Type }>, Extract<StepState, { type: Type }>>
    : NodeKind<Extract<NodeDefinition, { type: Type }>>;
};

export const kindOf = (node: NodeDefinition): NodeKind => kinds[node.type];
export const stepKindOf = (step: StepState): StepKind => kinds[step.type];
