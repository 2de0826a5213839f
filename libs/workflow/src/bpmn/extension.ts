/** What a model of ours holds beside standard BPMN, so that it comes back as it was. */
export const OWN_NAMESPACE = 'urn:querraum:bpmn:1';
export const VENDOR_NAMESPACE = 'http://camunda.org/schema/1.0/bpmn';
export const FEEL = 'https://www.omg.org/spec/DMN/20191111/FEEL/';
/** Our own extension elements: all settings of a procedure and of its nodes, or what the standard part leaves out. */
export type OwnElement = 'procedure' | 'node' | 'rest';
