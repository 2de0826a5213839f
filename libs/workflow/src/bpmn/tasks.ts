import type { BpmnNode } from '../definition';
import { activityOf, performersOf } from './activities';
import { childOf, extensionOf, nameOf, textOf, vendorOf } from './element';
import { messageName } from './events';
import type { ModdleElement } from './moddle';
import { checkedExpression, type Reading } from './reading';
import { refuse } from './report';

type TaskReader = (reading: Reading, element: ModdleElement, parent: string | undefined) => BpmnNode | undefined;

/** Every attribute with the places where the vendors write it. */
const USER_TASK = {
  assignee: 'zeebe:assignmentDefinition',
  candidateUsers: 'zeebe:assignmentDefinition',
  candidateGroups: 'zeebe:assignmentDefinition',
  dueDate: 'zeebe:taskSchedule',
  followUpDate: 'zeebe:taskSchedule',
  priority: 'zeebe:priorityDefinition',
  formKey: 'zeebe:formDefinition',
} as const;
type UserTaskText = keyof typeof USER_TASK;

const readUserTask: TaskReader = (reading, element, parent) => {
  const texts: Partial<Record<UserTaskText, string>> = {};
  for (const key of Object.keys(USER_TASK) as UserTaskText[]) {
    const zeebe = extensionOf(element, USER_TASK[key]);
    const text =
      vendorOf(element, key) ?? (zeebe && (textOf(zeebe, key) ?? (key === 'formKey' ? formOf(zeebe) : undefined)));
    if (text !== undefined && text !== '') texts[key] = checkedExpression(reading, element, text);
  }
  for (const { role, kind, text } of performersOf(element)) {
    checkedExpression(reading, element, text);
    if (role === 'humanPerformer') texts.assignee ??= text;
    else if (role === 'potentialOwner') {
      const key = kind === 'user' ? 'candidateUsers' : 'candidateGroups';
      texts[key] = texts[key] === undefined ? text : `${texts[key]}, ${text}`;
    } else refuse(reading.report, element, 'unsupported', role);
  }
  const title = textOf(element, 'name')?.trim() ?? '';
  return {
    ...activityOf(reading, element, parent),
    type: 'userTask',
    ...(title === '' ? {} : { title: checkedExpression(reading, element, title) }),
    ...texts,
  };
};

function formOf(definition: ModdleElement): string | undefined {
  return textOf(definition, 'formId') ?? textOf(definition, 'externalReference');
}

const readReceiveTask: TaskReader = (reading, element, parent) => {
  if (element['instantiate'] === true) refuse(reading.report, element, 'unsupported', 'instantiate="true"');
  const message = childOf(element, 'messageRef');
  return {
    ...activityOf(reading, element, parent),
    type: 'receiveTask',
    ...(message === undefined ? {} : { message: messageName(reading, element, message) }),
  };
};

/** Work that a program of the vendor would do in its own process. */
const CODE = ['class', 'delegateExpression', 'expression', 'decisionRef'] as const;

/** A service task that a worker outside fetches; anything else would need the program that the model names. */
const readExternalTask: TaskReader = (reading, element, parent) => {
  const zeebe = extensionOf(element, 'zeebe:taskDefinition');
  const type = vendorOf(element, 'type');
  const topic = vendorOf(element, 'topic') ?? (zeebe && textOf(zeebe, 'type'));
  const code = CODE.filter((attribute) => vendorOf(element, attribute) !== undefined);
  for (const attribute of code) refuse(reading.report, element, 'unsupported', attribute);
  if (code.length > 0) return undefined;
  if (zeebe === undefined && type !== 'external' && type !== 'external-worker') {
    refuse(reading.report, element, 'unsupported', type === undefined ? nameOf(element) : `type="${type}"`);
    return undefined;
  }
  if (topic === undefined || topic === '') {
    refuse(reading.report, element, 'missing', 'topic');
    return undefined;
  }
  return {
    ...activityOf(reading, element, parent),
    type: 'externalTask',
    topic: checkedExpression(reading, element, topic),
  };
};

export const TASKS: Record<string, TaskReader> = {
  userTask: readUserTask,
  receiveTask: readReceiveTask,
  serviceTask: readExternalTask,
  sendTask: readExternalTask,
  businessRuleTask: readExternalTask,
  scriptTask: readExternalTask,
  manualTask: (reading, element, parent) => ({ ...activityOf(reading, element, parent), type: 'manualTask' }),
  task: (reading, element, parent) => ({ ...activityOf(reading, element, parent), type: 'abstractTask' }),
};
