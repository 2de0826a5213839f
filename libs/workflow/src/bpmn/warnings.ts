import type { ModdleDocument, ModdleElement, ModdleWarning } from './moddle';
import { add, note, refusal, refuse, type Refusal, type Report } from './report';

/** References that move nothing: a wrong one is passed over. */
const WITHOUT_EFFECT = new Set([
  'incoming',
  'outgoing',
  'flowNodeRef',
  'itemRef',
  'itemSubjectRef',
  'structureRef',
  'bpmnElement',
  'sourceElement',
  'targetElement',
  'processRef',
  'interfaceRef',
  'operationRef',
  'dataObjectRef',
  'dataStoreRef',
  'categoryValueRef',
  'resourceRef',
]);

/** What the reader of the file stumbled over. */
export function warningsAsRefusals(report: Report, document: ModdleDocument, text: string): void {
  const lines = text.split('\n');
  for (const warning of document.warnings) {
    if (warning.message.startsWith('unresolved reference')) unresolved(report, document, warning);
    else if (warning.message.startsWith('unknown attribute') && warning.element !== undefined) {
      refuse(report, warning.element, 'notAllowedHere', warning.property);
    } else if (!warning.message.startsWith('unsupported document encoding'))
      add(report, refusalOf(warning.message, lines));
  }
}

function unresolved(report: Report, document: ModdleDocument, warning: ModdleWarning): void {
  const { element, property = '', value = '' } = warning;
  if (element === undefined) return;
  const local = property.slice(property.indexOf(':') + 1);
  if (local === 'loopDataInputRef')
    Object.defineProperty(element, local, { value: { $type: 'bpmn:DataInput', id: value } });
  // As the engines do that models were made for: an error that the file does not declare is its own code.
  else if (local === 'errorRef')
    Object.defineProperty(element, local, { value: { $type: 'bpmn:Error', errorCode: value } });
  else if (WITHOUT_EFFECT.has(local)) note(report, element, `${local} ${value}`);
  else if (!resolvePrefixed(document, element, local, value)) {
    refuse(report, element, 'unknownReference', `${local}="${value}"`);
  }
}

/** A reference is a qualified name: `tns:message` is the `message` of this file. */
function resolvePrefixed(document: ModdleDocument, element: ModdleElement, property: string, value: string): boolean {
  const target = document.elementsById[value.slice(value.indexOf(':') + 1)];
  if (!value.includes(':') || target === undefined) return false;
  Object.defineProperty(element, property, { value: target, enumerable: true, configurable: true });
  return true;
}

/** What the reader says of a place in the file. */
export function refusalOf(message: string, lines: string[]): Refusal {
  if (/failed to parse document|unexpected element/.test(message)) return refusal('definitions', null, 'notBpmn');
  const [, line = '0', column = '0'] = /line: (\d+)\s+column: (\d+)/.exec(message) ?? [];
  const detail = /nested error: (.*)/.exec(message)?.[1] ?? message;
  const tag = lines[Number(line)]?.slice(Number(column), Number(column) + 1000) ?? '';
  const [, name = 'definitions'] = /^<\/?(?:[^\s:/>]+:)?([^\s/>]+)/.exec(tag) ?? [];
  const [, id = null] = /\sid\s*=\s*["']([^"']*)["']/.exec(tag.split('>')[0] ?? '') ?? [];
  return refusal(name, id, 'notAllowedHere', detail);
}
