import type { BpmnNode, BpmnNodeOf } from '../../definition';
import { activityOf, handovers, mappings } from './activities';
import { eventDefinitions } from './events';
import type { ModdleElement } from '../moddle';
import type { Writable, Writing } from './writing';

/** An element, and what stands in its extension elements. */
export interface Written {
  element: Writable;
  extensions?: ModdleElement[];
}

type Writer<Type extends BpmnNode['type']> = (writing: Writing, node: BpmnNodeOf<Type>) => Written;

const USER_TASK = [
  'assignee',
  'candidateUsers',
  'candidateGroups',
  'dueDate',
  'followUpDate',
  'priority',
  'formKey',
] as const;

function external(writing: Writing, element: Writable, topic: string): Writable {
  element.set('camunda:type', 'external');
  element.set('camunda:topic', topic);
  return element;
}

const WRITERS: { [Type in BpmnNode['type']]: Writer<Type> } = {
  startEvent(writing, { event, interrupting, initiator }) {
    const element = writing.element('StartEvent', {
      isInterrupting: interrupting === false ? false : undefined,
      eventDefinitions: eventDefinitions(writing, event, false),
    });
    if (initiator !== undefined) element.set('camunda:initiator', initiator);
    return { element };
  },
  endEvent: (writing, { event }) => ({
    element: writing.element('EndEvent', { eventDefinitions: eventDefinitions(writing, event, true) }),
  }),
  catchEvent: (writing, { event, outputs }) => ({
    element: writing.element('IntermediateCatchEvent', { eventDefinitions: eventDefinitions(writing, event, false) }),
    extensions: mappings(writing, [], outputs),
  }),
  throwEvent: (writing, { event }) => ({
    element: writing.element('IntermediateThrowEvent', { eventDefinitions: eventDefinitions(writing, event, true) }),
  }),
  boundaryEvent: (writing, { event, interrupting, outputs }) => ({
    element: writing.element('BoundaryEvent', {
      cancelActivity: interrupting === false ? false : undefined,
      eventDefinitions: eventDefinitions(writing, event, false),
    }),
    extensions: mappings(writing, [], outputs),
  }),
  eventBasedGateway: (writing) => ({ element: writing.element('EventBasedGateway') }),
  userTask(writing, node) {
    const element = writing.element('UserTask', activityOf(writing, node));
    for (const attribute of USER_TASK) {
      if (node[attribute] !== undefined) element.set(`camunda:${attribute}`, node[attribute]);
    }
    return { element, extensions: mappings(writing, node.inputs, node.outputs) };
  },
  receiveTask: (writing, node) => ({
    element: writing.element('ReceiveTask', {
      ...activityOf(writing, node),
      messageRef: node.message === undefined ? undefined : writing.root('Message', { name: node.message }),
    }),
    extensions: mappings(writing, node.inputs, node.outputs),
  }),
  externalTask: (writing, node) => ({
    element: external(writing, writing.element('ServiceTask', activityOf(writing, node)), node.topic),
    extensions: mappings(writing, node.inputs, node.outputs),
  }),
  manualTask: (writing, node) => ({
    element: writing.element('ManualTask', activityOf(writing, node)),
    extensions: mappings(writing, node.inputs, node.outputs),
  }),
  abstractTask: (writing, node) => ({
    element: writing.element('Task', activityOf(writing, node)),
    extensions: mappings(writing, node.inputs, node.outputs),
  }),
  subProcess: (writing, node) => ({
    element: writing.element(node.transaction === true ? 'Transaction' : 'SubProcess', {
      ...activityOf(writing, node),
      triggeredByEvent: node.byEvent,
    }),
    extensions: mappings(writing, node.inputs, node.outputs),
  }),
  callActivity(writing, node) {
    // By the schema it is a name; which process an expression names is known only when it is called.
    const isName = /^[\p{L}_][\p{L}\p{N}._-]*$/u.test(node.process);
    const calledElement = isName ? node.process : undefined;
    const element = writing.element('CallActivity', { ...activityOf(writing, node), calledElement });
    if (!isName) element.set('querraum:calledElement', node.process);
    return { element, extensions: [...mappings(writing, node.inputs, node.outputs), ...handovers(writing, node)] };
  },
};

/** A node that came from a model is written as what it was. */
export const writeModelNode = (writing: Writing, node: BpmnNode): Written =>
  (WRITERS[node.type] as (writing: Writing, node: BpmnNode) => Written)(writing, node);
