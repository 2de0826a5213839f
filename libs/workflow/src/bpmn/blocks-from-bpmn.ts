import { type Definition, type Flow, NodeDefinition } from '../definition';
import { plainBlock } from './block-of-standard';
import { bodyOf, childOf, childrenOf, nameOf, textOf } from './element';
import { shownName, writeStandard } from './export/process';
import { writable, Writing } from './export/writing';
import type { ModdleElement } from './moddle';
import { DATA } from './nodes';
import { isSame } from './own';
import { flowIdOf, localized, nodeIdOf, type Reading } from './reading';
import { newReport, note } from './report';
import { Head, ownOf, withRest } from './rest';

/**
 * A procedure of building blocks, from a file that `exportBpmn` wrote. Where something was changed elsewhere, the
 * standard part counts and a note says so; nothing where that is no procedure of blocks any more.
 */
export function readProcedure(reading: Reading, process: ModdleElement): Definition | undefined {
  const own = ownOf(reading, process, 'procedure');
  if (own === undefined) return undefined;
  const head = Head.safeParse(own);
  if (!head.success) {
    note(reading.report, process, 'querraum:procedure', 'unreadable');
    return undefined;
  }
  const trial = { ...reading, report: newReport() };
  const parts: Parts = { nodes: [], flows: [], unfit: undefined };
  readScope(trial, process, undefined, parts);
  if (parts.unfit !== undefined) {
    note(reading.report, parts.unfit, nameOf(parts.unfit), 'setAside');
    return undefined;
  }
  const { order: _, ...said } = head.data;
  const name = namedElsewhere(trial, process, said.name.de === textOf(process, 'id') ? undefined : said.name.de);
  const definition = withRest(trial, process, {
    ...said,
    ...(name === undefined ? {} : { name }),
    nodes: parts.nodes,
    flows: parts.flows,
  });
  reading.report.notes.push(...trial.report.notes);
  reading.report.refused.push(...trial.report.refused);
  return definition;
}

interface Parts {
  nodes: NodeDefinition[];
  flows: Flow[];
  /** The first element that is no block. */
  unfit: ModdleElement | undefined;
}

function readScope(reading: Reading, scope: ModdleElement, parent: string | undefined, parts: Parts): void {
  for (const element of childrenOf(scope, 'flowElements')) {
    const name = nameOf(element);
    if (name === 'sequenceFlow') parts.flows.push(...readFlow(reading, element));
    else if (DATA.includes(name)) note(reading.report, element, name);
    else {
      const node = readNode(reading, element, parent);
      if (node === undefined) parts.unfit ??= element;
      else parts.nodes.push(node);
      readScope(reading, element, nodeIdOf(reading, element), parts);
    }
  }
}

function readFlow(reading: Reading, element: ModdleElement): Flow[] {
  const [source, target] = [childOf(element, 'sourceRef'), childOf(element, 'targetRef')];
  if (source === undefined || target === undefined) return [];
  const condition = bodyOf(element, 'conditionExpression') ?? '';
  const flow = { id: flowIdOf(reading, element), from: nodeIdOf(reading, source), to: nodeIdOf(reading, target) };
  return [condition === '' ? flow : { ...flow, condition }];
}

function readNode(reading: Reading, element: ModdleElement, parent: string | undefined): NodeDefinition | undefined {
  const base = { id: nodeIdOf(reading, element), ...(parent === undefined ? {} : { parent }) };
  const own = ownOf(reading, element, 'node');
  const read = NodeDefinition.safeParse({ ...own, ...base });
  const node = read.success && fits(read.data, element) ? read.data : undefined;
  if (node === undefined) {
    const plain = plainBlock(element, { ...base, name: localized(textOf(element, 'name') ?? base.id) });
    if (plain !== undefined) note(reading.report, element, nameOf(element), 'asStandard');
    return plain && withReferences(reading, element, plain);
  }
  const name = namedElsewhere(reading, element, shownName(node));
  return withReferences(reading, element, name === undefined ? node : { ...node, name });
}

/** A name that was changed in another tool, which knows but one. */
function namedElsewhere(reading: Reading, element: ModdleElement, meant: string | undefined) {
  const [is, was] = [textOf(element, 'name') ?? '', writable(meant ?? '')].map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  );
  if (is === was || is === undefined || is === '') return undefined;
  note(reading.report, element, 'name', 'changedElsewhere');
  return localized(is);
}

/** What refers to other elements stands in the standard part. */
function withReferences(reading: Reading, element: ModdleElement, node: NodeDefinition): NodeDefinition {
  const flow = childOf(element, 'default');
  const defaultFlow = flow === undefined ? undefined : flowIdOf(reading, flow);
  if ('defaultFlow' in node ? node.defaultFlow === defaultFlow : defaultFlow === undefined) return node;
  const { defaultFlow: _, ...rest } = node as Extract<NodeDefinition, { defaultFlow?: unknown }>;
  const result = NodeDefinition.safeParse({ ...rest, ...(defaultFlow === undefined ? {} : { defaultFlow }) });
  if (!result.success) return node;
  note(reading.report, element, 'default', 'changedElsewhere');
  return result.data;
}

/** Whether the standard part still is what these settings are written as. */
function fits(node: NodeDefinition, element: ModdleElement): boolean {
  const written = writeStandard(new Writing([]), node).element;
  return isSame(traitsOf(written), traitsOf(element));
}

const TIMES = ['timeDate', 'timeDuration', 'timeCycle'] as const;

/** What another tool shows and changes of an element beside its name and its place. */
function traitsOf(element: ModdleElement) {
  const loop = childOf(element, 'loopCharacteristics');
  return {
    type: element.$type,
    calls: textOf(element, 'calledElement'),
    events: childrenOf(element, 'eventDefinitions').map((event) => ({
      type: event.$type,
      times: TIMES.map((time) => bodyOf(event, time)),
      message: textOf(childOf(event, 'messageRef') ?? event, 'name'),
    })),
    loop: loop && {
      type: loop.$type,
      sequential: loop['isSequential'] === true,
      cardinality: bodyOf(loop, 'loopCardinality'),
    },
  };
}
