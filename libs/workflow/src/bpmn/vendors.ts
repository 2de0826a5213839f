import { childOf, extensionsOf, extensionTypeOf, nameOf } from './element';
import type { ModdleElement } from './moddle';
import { note, refuse, type Report } from './report';

const EXTERNAL = ['type', 'topic', 'class', 'delegateExpression', 'expression', 'decisionRef'];

/** The vendors' attributes that are read, by the element that may have them. */
const READ: Record<string, string[]> = {
  userTask: ['assignee', 'candidateUsers', 'candidateGroups', 'dueDate', 'followUpDate', 'priority', 'formKey'],
  startEvent: ['initiator'],
  multiInstanceLoopCharacteristics: ['collection', 'elementVariable'],
  callActivity: ['inheritVariables'],
  serviceTask: EXTERNAL,
  sendTask: EXTERNAL,
  businessRuleTask: EXTERNAL,
  scriptTask: EXTERNAL,
  messageEventDefinition: EXTERNAL,
  error: ['errorMessage'],
  errorEventDefinition: ['errorCodeVariable', 'errorMessageVariable'],
  escalationEventDefinition: ['escalationCodeVariable'],
  conditionalEventDefinition: ['variableName', 'variableEvents'],
};

/**
 * Attributes that change nothing here: borders of transactions and the order of jobs, forms and lists of the vendor's
 * own programs, the versions of called models (a bundle holds them).
 */
const WITHOUT_EFFECT = new Set([
  'async',
  'asyncAfter',
  'asyncBefore',
  'asyncLeave',
  'asyncLeaveExclusive',
  'calledElementBinding',
  'calledElementTenantId',
  'calledElementVersion',
  'calledElementVersionTag',
  'candidateStarterGroups',
  'candidateStarterUsers',
  'category',
  'diagramRelationId',
  'exclusive',
  'fallbackToDefaultTenant',
  'formFieldValidation',
  'formHandlerClass',
  'formKey',
  'formRef',
  'formRefBinding',
  'formRefVersion',
  'historyTimeToLive',
  'inheritBusinessKey',
  'isStartableInTasklist',
  'jobCategory',
  'jobPriority',
  'modelVersion',
  'processInstanceName',
  'sameDeployment',
  'taskPriority',
  'versionTag',
]);

const READ_EXTENSIONS = new Set([
  'vendor:in',
  'vendor:inputOutput',
  'vendor:out',
  'zeebe:assignmentDefinition',
  'zeebe:calledElement',
  'zeebe:formDefinition',
  'zeebe:ioMapping',
  'zeebe:loopCharacteristics',
  'zeebe:priorityDefinition',
  'zeebe:subscription',
  'zeebe:taskDefinition',
  'zeebe:taskSchedule',
  'zeebe:userTask',
]);

const EXTENSIONS_WITHOUT_EFFECT = new Set([
  'vendor:failedJobRetryTimeCycle',
  'vendor:formData',
  'vendor:formProperty',
  'vendor:localization',
  'vendor:potentialStarter',
  'vendor:properties',
  'zeebe:bindingType',
  'zeebe:properties',
  'zeebe:taskHeaders',
  'zeebe:userTaskForm',
  'zeebe:versionTag',
]);

/** Where variables of its own have a meaning. */
const MAPPINGS = new Set(['vendor:inputOutput', 'zeebe:ioMapping']);
const CALLS = new Set(['vendor:in', 'vendor:out', 'zeebe:calledElement']);

/** Everything that a vendor added to the element: read, without effect, or refused by its name. */
export function auditVendors(report: Report, element: ModdleElement): void {
  const name = nameOf(element);
  for (const attribute of Object.keys(element.$attrs ?? {})) {
    const [prefix, local = ''] = attribute.split(':');
    if (prefix === 'zeebe') note(report, element, attribute);
    if ((prefix !== 'vendor' && prefix !== 'flowable') || READ[name]?.includes(local)) continue;
    if (WITHOUT_EFFECT.has(local)) note(report, element, local);
    else refuse(report, element, 'unsupported', local);
  }
  for (const extension of extensionsOf(element)) {
    const type = extensionTypeOf(extension);
    if (type.startsWith('querraum:')) continue;
    const vendor = type.startsWith('vendor:') || type.startsWith('zeebe:');
    if (READ_EXTENSIONS.has(type)) {
      if (isInPlace(element, type)) continue;
      if (isPassedOver(element, extension)) note(report, element, type);
      else refuse(report, element, 'unsupported', nameOf(extension));
    } else if (vendor && !EXTENSIONS_WITHOUT_EFFECT.has(type)) {
      refuse(report, element, 'unsupported', nameOf(extension));
    } else note(report, element, type);
  }
}

function isInPlace(element: ModdleElement, type: string): boolean {
  const name = nameOf(element);
  if (CALLS.has(type)) return name === 'callActivity';
  if (!MAPPINGS.has(type)) return true;
  if (element['triggeredByEvent'] === true) return false;
  return /^(callActivity|subProcess|transaction|boundaryEvent|intermediateCatchEvent)$|task$/i.test(name);
}

/** Camunda and Operaton hand variables to calls and signals alone; what stands elsewhere they do not read. */
function isPassedOver(element: ModdleElement, extension: ModdleElement): boolean {
  if (nameOf(element) === 'signalEventDefinition') return false;
  return extension.$type === 'vendor:in' || extension.$type === 'vendor:out';
}

/** The whole tree below the element, itself first. */
export function* insideOf(element: ModdleElement): Generator<ModdleElement> {
  yield element;
  for (const [property, value] of Object.entries(element)) {
    if (property === 'extensionElements') continue;
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    for (const part of parts) {
      if (typeof part !== 'object' || part === null) continue;
      const child = part as ModdleElement;
      if (child.$parent === element) yield* insideOf(child);
    }
  }
}

/** A language of its own makes an expression a script. */
export function auditExpression(report: Report, element: ModdleElement): void {
  const language = element['language'];
  if (typeof language !== 'string' || language === '' || /juel|feel/i.test(language)) return;
  refuse(report, element, 'unsupported', `language="${language}"`);
}

/** Data that BPMN lets flow beside the sequence flow: variables do its work here. */
const DATA = ['ioSpecification', 'dataInputAssociations', 'dataOutputAssociations', 'properties', 'laneSets'];

export function auditData(report: Report, element: ModdleElement): void {
  for (const property of DATA) {
    const value = element[property];
    if (Array.isArray(value) ? value.length > 0 : childOf(element, property) !== undefined) {
      note(report, element, property);
    }
  }
}
