import type { EventDefinition } from '../definition';
import { bodyOf, childOf, childrenOf, extensionOf, nameOf, textOf, vendorOf } from './element';
import type { ModdleElement } from './moddle';
import { checkedCondition, checkedExpression, nodeIdOf, type Reading } from './reading';
import { note, refuse } from './report';

type Direction = 'catch' | 'throw';
type Reader = (reading: Reading, event: ModdleElement, direction: Direction) => EventDefinition | undefined;

const TIMES = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;

const readTimer: Reader = (reading, event) => {
  const given = (Object.keys(TIMES) as (keyof typeof TIMES)[]).filter((time) => childOf(event, time) !== undefined);
  const [time] = given;
  const text = time === undefined ? '' : (bodyOf(event, time) ?? '');
  if (time === undefined || text === '') {
    refuse(reading.report, event, 'missing', 'timeDate, timeDuration, timeCycle');
    return undefined;
  }
  if (given.length > 1) refuse(reading.report, event, 'notAllowedHere', given.join(', '));
  return { kind: 'timer', form: TIMES[time], text: checkedExpression(reading, event, text) };
};

/** The element that the event refers to; without, the event cannot be understood. */
function referred(reading: Reading, event: ModdleElement, property: string): ModdleElement | undefined {
  const target = childOf(event, property);
  if (target === undefined) refuse(reading.report, event, 'missing', property);
  return target;
}

const readMessage: Reader = (reading, event, direction) => {
  if (direction === 'throw') return readThrownMessage(reading, event);
  const message = referred(reading, event, 'messageRef');
  if (message === undefined) return undefined;
  return { kind: 'message', name: messageName(reading, event, message) };
};

export function messageName(reading: Reading, event: ModdleElement, message: ModdleElement): string {
  const name = textOf(message, 'name')?.trim() ?? '';
  if (name === '') refuse(reading.report, message, 'missing', 'name');
  const subscription = extensionOf(message, 'zeebe:subscription');
  if (subscription !== undefined) note(reading.report, message, 'zeebe:subscription');
  return checkedExpression(reading, event, name);
}

const CODE = ['class', 'delegateExpression', 'expression'] as const;

function readThrownMessage(reading: Reading, event: ModdleElement): EventDefinition {
  for (const attribute of CODE) {
    if (vendorOf(event, attribute) !== undefined) refuse(reading.report, event, 'unsupported', attribute);
  }
  const message = childOf(event, 'messageRef');
  const name = message === undefined ? undefined : messageName(reading, event, message);
  const external = vendorOf(event, 'type');
  const topic = vendorOf(event, 'topic') ?? taskDefinition(event.$parent)?.topic;
  if (external !== undefined && external !== 'external') {
    refuse(reading.report, event, 'unsupported', `type="${external}"`);
  }
  return {
    kind: 'message',
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic: checkedExpression(reading, event, topic) }),
  };
}

function taskDefinition(element: ModdleElement | undefined): { topic: string | undefined } | undefined {
  const definition = element === undefined ? undefined : extensionOf(element, 'zeebe:taskDefinition');
  return definition === undefined ? undefined : { topic: textOf(definition, 'type') };
}

const readSignal: Reader = (reading, event) => {
  const signal = referred(reading, event, 'signalRef');
  if (signal === undefined) return undefined;
  const name = textOf(signal, 'name')?.trim() ?? '';
  if (name === '') refuse(reading.report, signal, 'missing', 'name');
  return { kind: 'signal', name: checkedExpression(reading, event, name) };
};

const readError: Reader = (reading, event, direction) => {
  const error = childOf(event, 'errorRef');
  const code = error === undefined ? '' : (textOf(error, 'errorCode')?.trim() ?? '');
  // What throws must say what (BPMN 2.0, table 10.89); what catches catches everything without a code.
  if (direction === 'throw' && code === '') {
    refuse(reading.report, error ?? event, 'missing', error === undefined ? 'errorRef' : 'errorCode');
  }
  const message = error === undefined || direction === 'catch' ? undefined : vendorOf(error, 'errorMessage');
  const codeVariable = vendorOf(event, 'errorCodeVariable');
  const messageVariable = vendorOf(event, 'errorMessageVariable');
  return {
    kind: 'error',
    ...(code === '' ? {} : { code }),
    ...(message === undefined ? {} : { message: checkedExpression(reading, event, message) }),
    ...(codeVariable === undefined ? {} : { codeVariable }),
    ...(messageVariable === undefined ? {} : { messageVariable }),
  };
};

const readEscalation: Reader = (reading, event, direction) => {
  const escalation = childOf(event, 'escalationRef');
  if (direction === 'throw' && escalation === undefined) {
    refuse(reading.report, event, 'missing', 'escalationRef');
  }
  const code = escalation === undefined ? '' : (textOf(escalation, 'escalationCode')?.trim() ?? '');
  const codeVariable = vendorOf(event, 'escalationCodeVariable');
  return {
    kind: 'escalation',
    ...(code === '' ? {} : { code }),
    ...(codeVariable === undefined ? {} : { codeVariable }),
  };
};

const CHANGES = ['create', 'update', 'delete'] as const;

const readConditional: Reader = (reading, event) => {
  const condition = bodyOf(event, 'condition') ?? '';
  if (condition === '') {
    refuse(reading.report, event, 'missing', 'condition');
    return undefined;
  }
  const variableName = vendorOf(event, 'variableName');
  const named =
    vendorOf(event, 'variableEvents')
      ?.split(',')
      .map((word) => word.trim()) ?? [];
  const variableEvents = CHANGES.filter((change) => named.includes(change));
  const unknown = named.find((word) => !CHANGES.some((change) => change === word));
  if (unknown !== undefined) refuse(reading.report, event, 'unsupported', `variableEvents="${unknown}"`);
  return {
    kind: 'conditional',
    condition: checkedCondition(reading, event, condition),
    ...(variableName === undefined ? {} : { variableName }),
    ...(variableEvents.length === 0 ? {} : { variableEvents }),
  };
};

const readCompensation: Reader = (reading, event) => {
  const activity = childOf(event, 'activityRef');
  if (event['waitForCompletion'] === false) {
    refuse(reading.report, event, 'unsupported', 'waitForCompletion="false"');
  }
  return { kind: 'compensation', ...(activity === undefined ? {} : { activity: nodeIdOf(reading, activity) }) };
};

const readLink: Reader = (reading, event) => {
  const name = textOf(event, 'name')?.trim() ?? '';
  if (name === '') refuse(reading.report, event, 'missing', 'name');
  return { kind: 'link', name };
};

const READERS: Record<string, Reader> = {
  timerEventDefinition: readTimer,
  messageEventDefinition: readMessage,
  signalEventDefinition: readSignal,
  errorEventDefinition: readError,
  escalationEventDefinition: readEscalation,
  conditionalEventDefinition: readConditional,
  compensateEventDefinition: readCompensation,
  linkEventDefinition: readLink,
  terminateEventDefinition: () => ({ kind: 'terminate' }),
  cancelEventDefinition: () => ({ kind: 'cancel' }),
};

/** What an event waits for or brings about; none where it has no definition or one that is refused. */
export function readEvent(reading: Reading, element: ModdleElement, direction: Direction): EventDefinition | undefined {
  const definitions = childrenOf(element, 'eventDefinitions');
  if (definitions.length > 1 || element['parallelMultiple'] === true) {
    refuse(reading.report, element, 'unsupported', 'multiple eventDefinition');
    return undefined;
  }
  if (childrenOf(element, 'eventDefinitionRef').length > 0) {
    refuse(reading.report, element, 'unsupported', 'eventDefinitionRef');
  }
  const [definition] = definitions;
  return definition === undefined ? undefined : READERS[nameOf(definition)]?.(reading, definition, direction);
}
