import { childOf, childrenOf, nameOf, textOf } from '../element';
import type { ModdleElement } from '../moddle';

/** A process or sub-process with what stands directly in it. */
export interface Scope {
  container: ModdleElement;
  nodes: ModdleElement[];
  flows: ModdleElement[];
}

export function* scopesOf(container: ModdleElement): Generator<Scope> {
  const elements = childrenOf(container, 'flowElements');
  yield {
    container,
    nodes: elements.filter((element) => nameOf(element) !== 'sequenceFlow'),
    flows: elements.filter((element) => nameOf(element) === 'sequenceFlow'),
  };
  for (const element of elements) if (isSubProcess(element)) yield* scopesOf(element);
}

export const isSubProcess = (element: ModdleElement) =>
  ['subProcess', 'transaction', 'adHocSubProcess'].includes(nameOf(element));

export const isEventSubProcess = (element: ModdleElement) => element['triggeredByEvent'] === true;

export const isActivity = (element: ModdleElement) =>
  isSubProcess(element) || nameOf(element) === 'callActivity' || /task$/i.test(nameOf(element));

/** `timer` of a `timerEventDefinition`; none of an event without a definition. */
export function eventOf(element: ModdleElement): string | undefined {
  const [definition] = childrenOf(element, 'eventDefinitions');
  return definition === undefined ? undefined : nameOf(definition).replace(/EventDefinition$/, '');
}

export function linkOf(element: ModdleElement): string | undefined {
  const [definition] = childrenOf(element, 'eventDefinitions');
  if (definition === undefined || nameOf(definition) !== 'linkEventDefinition') return undefined;
  return textOf(definition, 'name')?.trim();
}

export const conditionOf = (flow: ModdleElement) => childOf(flow, 'conditionExpression');
