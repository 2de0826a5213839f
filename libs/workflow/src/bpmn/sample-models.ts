import { importBpmn, type BpmnImport } from './import-bpmn';

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
  'xmlns:operaton="http://operaton.org/schema/1.0/bpmn"',
  'xmlns:flowable="http://flowable.org/bpmn"',
  'xmlns:activiti="http://activiti.org/bpmn"',
  'xmlns:other="http://example.org/other"',
];

/** For tests: a file with what stands beside processes, and processes. */
export const file = (content: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<definitions ${NAMESPACES.join(' ')} targetNamespace="test" ${attributes}>${content}</definitions>`;

/** An executable process. */
export const model = (content: string, beside = ''): string =>
  file(`${beside}<process id="main" isExecutable="true">${content}</process>`);

/** A process that goes through one element with the id `it`. */
export const around = (element: string, beside = ''): string =>
  model(
    `<startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="it"/>${element}` +
      '<sequenceFlow id="out" sourceRef="it" targetRef="end"/><endEvent id="end"/>',
    beside,
  );

/** The same in the words of Camunda 8. */
export const aroundZeebe = (element: string, beside = ''): string =>
  around(element, beside).replace('<definitions ', '<definitions xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ');

/** The only definition of the file. */
export async function definitionOf(xml: string) {
  const result = await importBpmn(xml);
  const [definition] = accepted(result).definitions;
  if (definition === undefined) throw new Error('There is no definition.');
  return definition;
}

export function accepted(result: BpmnImport) {
  if (result.ok) return result;
  throw new Error(result.refused.map(({ message }) => message.en).join('\n'));
}

/** The node `it`, without what every node has. */
export async function nodeOf(xml: string, id = 'it'): Promise<Record<string, unknown>> {
  const node = (await definitionOf(xml)).nodes.find((candidate) => candidate.id === id);
  const { id: _id, name: _name, ...rest } = node ?? { id, name: undefined };
  return rest;
}

/** What is refused, as `element id code detail`. */
export async function refusedOf(xml: string | Uint8Array): Promise<string[]> {
  const result = await importBpmn(xml);
  if (result.ok) return [];
  return result.refused.map(({ element, id, code }) => `${element} ${id ?? '-'} ${code}`);
}
