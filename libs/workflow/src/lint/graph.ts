import type { Definition, NodeDefinition } from '../definition';
import { compileCondition } from '../feel';
import { incomingOf, outgoingOf } from '../graph';
import type { Found, LintCode } from './messages';
import { isReadable } from './readable';
import { impossibleResults } from './results';
import { idsOfType, reachable } from './reach';

const doubles = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

const GATEWAYS: ReadonlySet<NodeDefinition['type']> = new Set([
  'parallelGateway',
  'exclusiveGateway',
  'inclusiveGateway',
]);
const isGateway = ({ type }: NodeDefinition): boolean => GATEWAYS.has(type);

/** Nobody acts there and no time need pass: the token goes on at once, where it waits for a day that has come too. */
const isInstant = (node: NodeDefinition): boolean =>
  isGateway(node) ||
  node.type === 'decision' ||
  (node.type === 'wait' && node.until.kind === 'date') ||
  (node.type === 'takeNote' && !node.waits) ||
  (node.type === 'automatic' && node.job.kind === 'setDate');

function lintNodeFlows(definition: Definition, node: NodeDefinition): LintCode[] {
  const outgoing = outgoingOf(definition, node.id).length;
  if (node.type === 'end') return outgoing > 0 ? ['outOfEnd'] : [];
  return [
    ...(node.type === 'start' && incomingOf(definition, node.id).length > 0 ? (['intoStart'] as const) : []),
    ...(outgoing === 0 ? (['noOutgoing'] as const) : []),
    ...(outgoing > 1 && !isGateway(node) ? (['severalOutgoing'] as const) : []),
  ];
}

/** What hangs together: one start, an end, and every connection between two steps that exist. */
export function lintFlows(definition: Definition): Found[] {
  const { nodes, flows } = definition;
  const starts = idsOfType(definition, 'start');
  const known = new Set(nodes.map(({ id }) => id));
  const whole: Found[] = [
    ...(starts.length === 0 ? [{ nodeId: null, code: 'noStart' as const }] : []),
    ...starts.slice(1).map((nodeId) => ({ nodeId, code: 'severalStarts' as const })),
    ...(idsOfType(definition, 'end').length === 0 ? [{ nodeId: null, code: 'noEnd' as const }] : []),
    ...doubles(nodes.map(({ id }) => id)).map((nodeId) => ({ nodeId, code: 'doubleId' as const })),
    ...doubles(flows.map(({ id }) => id)).map(() => ({ nodeId: null, code: 'doubleId' as const })),
    ...flows
      .filter(({ from, to }) => !known.has(from) || !known.has(to))
      .map(({ from }) => ({ nodeId: known.has(from) ? from : null, code: 'looseFlow' as const })),
  ];
  return [
    ...whole,
    ...nodes.flatMap((node) => lintNodeFlows(definition, node).map((code) => ({ nodeId: node.id, code }))),
  ];
}

/** Somewhere on every circle somebody acts or time passes. */
function lintLoops(definition: Definition): Found[] {
  const waits = new Set(definition.nodes.filter((node) => !isInstant(node)).map(({ id }) => id));
  return definition.nodes
    .filter(isInstant)
    .filter(({ id }) => {
      const next = outgoingOf(definition, id).map(({ to }) => to);
      return reachable(definition, next, 'forward', (nodeId) => waits.has(nodeId)).has(id);
    })
    .map(({ id }) => ({ nodeId: id, code: 'endlessLoop' as const }));
}

export function lintReach(definition: Definition): Found[] {
  const fromStart = reachable(definition, idsOfType(definition, 'start'), 'forward');
  const toEnd = reachable(definition, idsOfType(definition, 'end'), 'backward');
  return [
    ...definition.nodes.flatMap(({ id }) => [
      ...(fromStart.has(id) ? [] : [{ nodeId: id, code: 'unreachable' as const }]),
      ...(toEnd.has(id) ? [] : [{ nodeId: id, code: 'noPathToEnd' as const }]),
    ]),
    ...lintLoops(definition),
  ];
}

function lintCondition(definition: Definition, condition: string): LintCode[] {
  const { problem, paths } = compileCondition(condition);
  if (problem !== null) return ['badCondition'];
  if (!paths.every((path) => isReadable(definition, path))) return ['unknownFact'];
  return impossibleResults(definition.nodes, condition).length > 0 ? ['impossibleResult'] : [];
}

/** A decision always has a way out, and its conditions can be read. */
export function lintConditions(definition: Definition): Found[] {
  return definition.nodes.flatMap((node) => {
    const flows = outgoingOf(definition, node.id);
    const conditions = flows.flatMap(({ condition }) => (condition === undefined ? [] : [condition]));
    const codes: LintCode[] = conditions.flatMap((condition) => lintCondition(definition, condition));
    if (node.type === 'inclusiveGateway') {
      const named = flows.some(({ id }) => id === node.defaultFlow);
      if (node.defaultFlow !== undefined && !named) codes.push('unknownDefaultFlow');
      // A branch without condition is always taken, so that there is always a way.
      if (node.defaultFlow === undefined && conditions.length === flows.length) codes.push('noDefaultFlow');
    } else if (node.type !== 'exclusiveGateway') {
      if (conditions.length > 0) codes.push('strayCondition');
    } else if (node.defaultFlow !== undefined && !flows.some(({ id }) => id === node.defaultFlow)) {
      codes.push('unknownDefaultFlow');
    } else if (flows.length > 1 || conditions.length > 0) {
      if (node.defaultFlow === undefined) codes.push('noDefaultFlow');
      const silent = flows.filter(({ id, condition }) => id !== node.defaultFlow && condition === undefined);
      // Without a default the one flow without condition is that default, only not named.
      if (silent.length > 0 && node.defaultFlow !== undefined) codes.push('noCondition');
    }
    return codes.map((code) => ({ nodeId: node.id, code }));
  });
}
