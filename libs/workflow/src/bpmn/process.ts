import type { Definition, Flow, NodeDefinition } from '../definition';
import { bodyOf, childOf, childrenOf, nameOf, textOf } from './element';
import type { ModdleElement } from './moddle';
import { DATA, NODES } from './nodes';
import { checkedCondition, flowIdOf, localized, nodeIdOf, type Reading } from './reading';
import { note, refuse } from './report';

/** The process as a definition; what cannot be said in one stands in the report. */
export function readProcess(reading: Reading, process: ModdleElement, key: string): Definition {
  const nodes: NodeDefinition[] = [];
  const flows: Flow[] = [];
  findCompensations(reading, process);
  readElements(reading, process, undefined, nodes, flows);
  const id = textOf(process, 'id') ?? key;
  const name = textOf(process, 'name')?.trim();
  return {
    schemaVersion: 1,
    key,
    name: localized(name === undefined || name === '' ? id : name),
    nodes,
    flows,
    imported: { process: id, language: reading.language },
  };
}

/** A key out of the id of a process: small letters, digits and hyphens. */
export function keyOf(id: string, taken: Set<string>): string {
  const slug = id
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const wanted = /^[a-z]./.test(slug) ? slug : `process-${slug}`.replace(/-$/, '');
  let key = wanted;
  for (let count = 2; taken.has(key); count += 1) key = `${wanted}-${count}`;
  taken.add(key);
  return key;
}

function findCompensations(reading: Reading, scope: ModdleElement): void {
  for (const artifact of childrenOf(scope, 'artifacts')) {
    const source = childOf(artifact, 'sourceRef');
    const target = childOf(artifact, 'targetRef');
    if (source === undefined || target === undefined) continue;
    if (nameOf(source) === 'boundaryEvent') reading.compensations.set(source, target);
  }
  for (const element of childrenOf(scope, 'flowElements')) findCompensations(reading, element);
}

function readElements(
  reading: Reading,
  scope: ModdleElement,
  parent: string | undefined,
  nodes: NodeDefinition[],
  flows: Flow[],
): void {
  for (const element of childrenOf(scope, 'flowElements')) {
    const name = nameOf(element);
    if (name === 'sequenceFlow') flows.push(...readFlow(reading, element));
    else if (DATA.includes(name)) note(reading.report, element, name);
    else if (NODES[name] === undefined) refuse(reading.report, element, 'unsupported', name);
    else {
      const node = NODES[name](reading, element, parent);
      if (node !== undefined) nodes.push(node);
      readElements(reading, element, nodeIdOf(reading, element), nodes, flows);
    }
  }
}

function readFlow(reading: Reading, element: ModdleElement): Flow[] {
  const source = childOf(element, 'sourceRef');
  const target = childOf(element, 'targetRef');
  if (source === undefined) refuse(reading.report, element, 'missing', 'sourceRef');
  if (target === undefined) refuse(reading.report, element, 'missing', 'targetRef');
  if (source === undefined || target === undefined) return [];
  const condition = bodyOf(element, 'conditionExpression') ?? '';
  return [
    {
      id: flowIdOf(reading, element),
      from: nodeIdOf(reading, source),
      to: nodeIdOf(reading, target),
      ...(condition === '' ? {} : { condition: checkedCondition(reading, element, condition) }),
    },
  ];
}
