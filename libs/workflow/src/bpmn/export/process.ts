import { BPMN_NODES, type BpmnNode, type Definition, type Flow, type NodeDefinition } from '../../definition';
import type { ModdleElement } from '../moddle';
import { processIdOf, writeBlock, type BlockNode } from './blocks';
import { writeModelNode, type Written } from './models';
import { writable, type Writable, type Writing } from './writing';

const MODEL_TYPES: ReadonlySet<string> = new Set(BPMN_NODES.flatMap(({ shape }) => [...shape.type.values]));
export const isModelNode = (node: NodeDefinition): node is BpmnNode => MODEL_TYPES.has(node.type);

/** What our own extension elements say of each part; nothing where the standard says it all. */
export interface Own {
  procedure: (definition: Definition) => ModdleElement[];
  node: (definition: Definition, node: NodeDefinition) => ModdleElement[];
  flow: (definition: Definition, flow: Flow) => ModdleElement[];
}

/** The name as other tools show it; absent where a model has none. */
export const shownName = (node: NodeDefinition): string | undefined => {
  if (node.type === 'userTask' && node.title !== undefined) return node.title;
  return node.name.de === node.id ? undefined : node.name.de;
};

/** The standard part of a node, and what Camunda has words for. */
export const writeStandard = (writing: Writing, node: NodeDefinition): Written =>
  isModelNode(node) ? writeModelNode(writing, node) : { element: writeBlock(writing, node as BlockNode) };

const extensions = (writing: Writing, values: readonly ModdleElement[]): Writable | undefined =>
  values.length === 0 ? undefined : writing.element('ExtensionElements', { values });

function writeNode(writing: Writing, node: NodeDefinition, own: readonly ModdleElement[]): Writable {
  const { element, extensions: others = [] } = writeStandard(writing, node);
  element.set('id', node.id);
  const name = shownName(node);
  if (name !== undefined) element.set('name', writable(name));
  const values = extensions(writing, [...others, ...own]);
  if (values !== undefined) element.set('extensionElements', values);
  return element;
}

function writeFlow(
  writing: Writing,
  { id, from, to, condition }: Flow,
  elements: ReadonlyMap<string, Writable>,
  own: readonly ModdleElement[],
) {
  return writing.element('SequenceFlow', {
    extensionElements: extensions(writing, own),
    id,
    sourceRef: elements.get(from),
    targetRef: elements.get(to),
    conditionExpression: writing.expression(condition),
  });
}

interface Item {
  home: string | undefined;
  node?: NodeDefinition;
  flow?: Flow;
}

/** Nodes and flows in an order from which both come back in theirs: a flow inside of a sub-process comes with it. */
function inOrder({ nodes, flows }: Definition): Item[] {
  const homes = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const around = (home: string | undefined): string[] => (home === undefined ? [] : [home, ...around(homes.get(home))]);
  const withFlows = new Set(flows.flatMap(({ from }) => around(homes.get(from))));
  const written = new Set<string>();
  const items: Item[] = [];
  let next = 0;
  for (const flow of flows) {
    const home = homes.get(flow.from);
    const parts = around(home);
    for (let node = nodes[next]; node !== undefined; node = nodes[next]) {
      const isAhead = parts.some((part) => !written.has(part));
      if (!isAhead && withFlows.has(node.id)) break;
      written.add(node.id);
      items.push({ node, home: node.parent });
      next += 1;
    }
    items.push({ flow, home });
  }
  return [...items, ...nodes.slice(next).map((node) => ({ node, home: node.parent }))];
}

/** Where it is said which flow is the default, which activity an event is attached to or compensates for. */
function connect(
  definition: Definition,
  elements: ReadonlyMap<string, Writable>,
  flows: ReadonlyMap<string, Writable>,
) {
  for (const node of definition.nodes) {
    const element = elements.get(node.id);
    if (element === undefined) continue;
    if ('defaultFlow' in node && node.defaultFlow !== undefined && flows.has(node.defaultFlow)) {
      element.set('default', flows.get(node.defaultFlow));
    }
    if (node.type === 'boundaryEvent') element.set('attachedToRef', elements.get(node.attachedTo));
    const event = 'event' in node ? node.event : undefined;
    if (event?.kind !== 'compensation' || event.activity === undefined) continue;
    const [compensation] = element['eventDefinitions'] as Writable[];
    compensation?.set('activityRef', elements.get(event.activity));
  }
}

export function writeProcess(writing: Writing, definition: Definition, own: Own): Writable {
  const elements = new Map(
    definition.nodes.map((node) => [node.id, writeNode(writing, node, own.node(definition, node))]),
  );
  const flows = new Map(
    definition.flows.map((flow) => [flow.id, writeFlow(writing, flow, elements, own.flow(definition, flow))]),
  );
  connect(definition, elements, flows);
  const { imported, key, name, description } = definition;
  const id = imported?.process ?? writing.idLike(processIdOf(key));
  const process = writing.element('Process', {
    id,
    isExecutable: true,
    name: name.de === id ? undefined : name.de,
    documentation: description && [writing.element('Documentation', { text: description.de })],
    extensionElements: extensions(writing, own.procedure(definition)),
  });
  const insides = new Map<string | undefined, Writable[]>();
  const into = (home: string | undefined) => insides.get(home) ?? insides.set(home, []).get(home) ?? [];
  for (const { node, flow, home } of inOrder(definition)) {
    const element = node === undefined ? flows.get(flow?.id ?? '') : elements.get(node.id);
    if (element !== undefined) into(home).push(element);
  }
  const artifacts = new Map<string | undefined, Writable[]>();
  for (const node of definition.nodes) {
    if (node.type !== 'boundaryEvent' || node.handler === undefined) continue;
    const association = writing.element('Association', {
      id: writing.freeId('Association'),
      associationDirection: 'One',
      sourceRef: elements.get(node.id),
      targetRef: elements.get(node.handler),
    });
    artifacts.set(node.parent, [...(artifacts.get(node.parent) ?? []), association]);
  }
  for (const [home, inside] of insides) {
    const container = home === undefined ? process : elements.get(home);
    for (const element of inside) Object.assign(element, { $parent: container });
    container?.set('flowElements', inside);
  }
  for (const [home, associations] of artifacts) {
    (home === undefined ? process : elements.get(home))?.set('artifacts', associations);
  }
  return process;
}
