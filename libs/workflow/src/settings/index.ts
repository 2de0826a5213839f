import type { NodeDefinition } from '../definition';
import { committee } from './committee';
import {
  automatic,
  call,
  decision,
  end,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
  start,
  timer,
  wait,
} from './course';
import type { BlockSettings, SettingField } from './field';
import {
  abstractTask,
  boundaryEvent,
  callActivity,
  catchEvent,
  endEvent,
  eventBasedGateway,
  externalTask,
  manualTask,
  receiveTask,
  startEvent,
  subProcess,
  throwEvent,
  userTask,
} from './imported';
import { coSignatureRound, finalSignature } from './signatures';
import { contribution, dispatch, resubmission, takeNote, task } from './work';

export { valueAt, withValueAt, type BlockSettings, type FieldKind, type SettingField } from './field';

/** Every block with its settings as data, in the order in which they are offered: forms and words are drawn from it. */
export const BLOCKS = {
  coSignatureRound,
  finalSignature,
  task,
  takeNote,
  contribution,
  committee,
  dispatch,
  resubmission,
  wait,
  timer,
  exclusiveGateway,
  decision,
  automatic,
  call,
  parallelGateway,
  inclusiveGateway,
  start,
  end,
  startEvent,
  endEvent,
  catchEvent,
  throwEvent,
  boundaryEvent,
  eventBasedGateway,
  userTask,
  receiveTask,
  externalTask,
  manualTask,
  abstractTask,
  subProcess,
  callActivity,
} as const satisfies Record<NodeDefinition['type'], BlockSettings>;

export const NODE_TYPES = Object.keys(BLOCKS) as NodeDefinition['type'][];

export const blockOf = ({ type }: { type: NodeDefinition['type'] }): BlockSettings => BLOCKS[type];

/** The settings that matter as the others stand. */
export const shownFields = (node: NodeDefinition): SettingField[] =>
  blockOf(node).fields.filter(({ shownWhen }) => shownWhen?.(node) ?? true);
