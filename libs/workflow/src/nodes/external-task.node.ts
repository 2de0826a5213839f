import type { BpmnNodeOf } from '../definition';
import { textOf } from '../expressions';
import type { ExternalTaskStep } from '../state';
import { at } from '../variables';
import { activity } from './activity';
import type { ActivityKind } from './node';

/** Externe Arbeit: a program fetches it by its topic, completes it or reports an error. */
export const externalTask: ActivityKind<BpmnNodeOf<'externalTask'>, ExternalTaskStep> = {
  ...activity,
  open: (_node, step) => ({ ...step, type: 'externalTask', topic: '' }),
  begun(run, node, step) {
    step.topic = textOf(run, node.topic, at(step));
  },
};
