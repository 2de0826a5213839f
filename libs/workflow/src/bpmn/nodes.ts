import type { NodeDefinition } from '../definition';
import { activityOf, readCall, readMappings } from './activities';
import { childOf, vendorOf } from './element';
import { readEvent } from './events';
import type { ModdleElement } from './moddle';
import { flowIdOf, nodeBaseOf, nodeIdOf, type Reading } from './reading';
import { refuse } from './report';
import { TASKS } from './tasks';

export type NodeReader = (
  reading: Reading,
  element: ModdleElement,
  parent: string | undefined,
) => NodeDefinition | undefined;

const readStart: NodeReader = (reading, element, parent) => {
  const event = readEvent(reading, element, 'catch');
  const initiator = vendorOf(element, 'initiator');
  return {
    ...nodeBaseOf(reading, element, parent),
    type: 'startEvent',
    ...(event === undefined ? {} : { event }),
    ...(element['isInterrupting'] === false ? { interrupting: false } : {}),
    ...(initiator === undefined ? {} : { initiator }),
  };
};

const readEnd: NodeReader = (reading, element, parent) => {
  const event = readEvent(reading, element, 'throw');
  return { ...nodeBaseOf(reading, element, parent), type: 'endEvent', ...(event === undefined ? {} : { event }) };
};

const readThrow: NodeReader = (reading, element, parent) => {
  const event = readEvent(reading, element, 'throw');
  return { ...nodeBaseOf(reading, element, parent), type: 'throwEvent', ...(event === undefined ? {} : { event }) };
};

/** An event hands over what it brings; a scope of its own it has none. */
function outputsOf(reading: Reading, element: ModdleElement) {
  const { inputs, outputs } = readMappings(reading, element);
  if (inputs.length > 0) refuse(reading.report, element, 'unsupported', 'inputParameter');
  return outputs.length === 0 ? {} : { outputs };
}

const readCatch: NodeReader = (reading, element, parent) => {
  const event = readEvent(reading, element, 'catch');
  if (event === undefined) return undefined;
  return { ...nodeBaseOf(reading, element, parent), type: 'catchEvent', event, ...outputsOf(reading, element) };
};

const readBoundary: NodeReader = (reading, element, parent) => {
  const event = readEvent(reading, element, 'catch');
  const attachedTo = childOf(element, 'attachedToRef');
  if (attachedTo === undefined) refuse(reading.report, element, 'missing', 'attachedToRef');
  if (event === undefined || attachedTo === undefined) return undefined;
  const handler = reading.compensations.get(element);
  return {
    ...nodeBaseOf(reading, element, parent),
    type: 'boundaryEvent',
    attachedTo: nodeIdOf(reading, attachedTo),
    ...(element['cancelActivity'] === false ? { interrupting: false } : {}),
    event,
    ...outputsOf(reading, element),
    ...(handler === undefined ? {} : { handler: nodeIdOf(reading, handler) }),
  };
};

const defaultOf = (reading: Reading, element: ModdleElement) => {
  const flow = childOf(element, 'default');
  return flow === undefined ? {} : { defaultFlow: flowIdOf(reading, flow) };
};

const readEventGateway: NodeReader = (reading, element, parent) => {
  if (element['instantiate'] === true) refuse(reading.report, element, 'unsupported', 'instantiate="true"');
  if (element['eventGatewayType'] === 'Parallel') {
    refuse(reading.report, element, 'unsupported', 'eventGatewayType="Parallel"');
  }
  return { ...nodeBaseOf(reading, element, parent), type: 'eventBasedGateway' };
};

const readSubProcess: NodeReader = (reading, element, parent) => ({
  ...activityOf(reading, element, parent),
  type: 'subProcess',
  ...(element['triggeredByEvent'] === true ? { byEvent: true } : {}),
});

/** How each element becomes a node. What is not in the table is refused by its name. */
export const NODES: Record<string, NodeReader> = {
  ...TASKS,
  startEvent: readStart,
  endEvent: readEnd,
  intermediateThrowEvent: readThrow,
  intermediateCatchEvent: readCatch,
  boundaryEvent: readBoundary,
  exclusiveGateway: (reading, element, parent) => ({
    ...nodeBaseOf(reading, element, parent),
    type: 'exclusiveGateway',
    ...defaultOf(reading, element),
  }),
  inclusiveGateway: (reading, element, parent) => ({
    ...nodeBaseOf(reading, element, parent),
    type: 'inclusiveGateway',
    ...defaultOf(reading, element),
  }),
  parallelGateway: (reading, element, parent) => ({
    ...nodeBaseOf(reading, element, parent),
    type: 'parallelGateway',
  }),
  eventBasedGateway: readEventGateway,
  callActivity: readCall,
  subProcess: readSubProcess,
  transaction: (reading, element, parent) => ({
    ...activityOf(reading, element, parent),
    type: 'subProcess',
    transaction: true,
  }),
};

/** What stands beside the flow and moves nothing. */
export const DATA = ['dataObject', 'dataObjectReference', 'dataStoreReference'];
