/// <reference types="./bpmn-moddle" />
import { BpmnModdle } from 'bpmn-moddle';
import { OWN_NAMESPACE } from './extension';

/** An element as bpmn-moddle gives it; attributes of foreign namespaces and unknown ones stand in `$attrs`. */
export interface ModdleElement {
  readonly $type: string;
  readonly $attrs?: Record<string, string>;
  readonly $parent?: ModdleElement;
  /** Only of elements of foreign namespaces. */
  readonly $children?: ModdleElement[];
  readonly $body?: string;
  readonly [property: string]: unknown;
}

export interface ModdleWarning {
  message: string;
  element?: ModdleElement;
  property?: string;
  value?: string;
}

export interface ModdleDocument {
  rootElement: ModdleElement;
  elementsById: Record<string, ModdleElement>;
  warnings: ModdleWarning[];
}

/** The vendors' namespaces by families that mean the same by the same names. */
const PREFIXES = {
  'http://camunda.org/schema/1.0/bpmn': 'vendor',
  'http://operaton.org/schema/1.0/bpmn': 'vendor',
  'http://flowable.org/bpmn': 'flowable',
  'http://activiti.org/bpmn': 'flowable',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
  'http://camunda.org/schema/modeler/1.0': 'modeler',
  [OWN_NAMESPACE]: 'querraum',
};

/** Looking up where a problem stands costs the reader the text before it: so many of them may take a second. */
const MOST_LOOK_UPS = 1_000_000_000;

/** Goes on behind a problem, so that all are found; a large file breaks off at the first. */
export async function readModdle(xml: string, elements: number): Promise<ModdleDocument> {
  // The reader writes into the map that it is given.
  const reader = new BpmnModdle({}, { nsMap: { ...PREFIXES } });
  return reader.fromXML(xml, { lax: xml.length * elements < MOST_LOOK_UPS });
}
