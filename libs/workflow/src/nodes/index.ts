import type { NodeDefinition } from '../definition';
import type { StepState } from '../state';
import { call } from './call.node';
import { coSignatureRound } from './co-signature-round.node';
import { end } from './end.node';
import { exclusiveGateway } from './exclusive-gateway.node';
import { finalSignature } from './final-signature.node';
import { inclusiveGateway } from './inclusive-gateway.node';
import type { NodeKind, StepKind } from './node';
import { parallelGateway } from './parallel-gateway.node';
import { start } from './start.node';
import { task } from './task.node';
import { timer } from './timer.node';
import { unbuilt } from './unbuilt';

const kinds = {
  start,
  end,
  task,
  parallelGateway,
  exclusiveGateway,
  timer,
  coSignatureRound,
  finalSignature,
  takeNote: unbuilt,
  contribution: unbuilt,
  dispatch: unbuilt,
  resubmission: unbuilt,
  committee: unbuilt,
  automatic: unbuilt,
  call,
  decision: unbuilt,
  inclusiveGateway,
  wait: unbuilt,
} as const satisfies {
  [Type in NodeDefinition['type']]: Type extends StepState['type']
    ? StepKind<Extract<NodeDefinition, { type: Type }>, Extract<StepState, { type: Type }>>
    : NodeKind<Extract<NodeDefinition, { type: Type }>>;
};

export const kindOf = (node: NodeDefinition): NodeKind => kinds[node.type];
export const stepKindOf = (step: StepState): StepKind => kinds[step.type];
