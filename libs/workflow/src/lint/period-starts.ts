import { startsOf } from '../begins';
import type { Definition, NodeDefinition } from '../definition';
import { graphOf, incomingOf, outgoingOf } from '../graph';
import { STEP_TYPES } from '../state';
import type { Found, LintCode } from './messages';
import { idsOfType } from './reach';

const STEPS: ReadonlySet<string> = new Set(STEP_TYPES);

/** It is over when the run goes on, and has been a step whose end is known. */
const ends = (node: NodeDefinition): boolean =>
  STEPS.has(node.type) &&
  !(node.type === 'takeNote' && !node.waits) &&
  !(node.type === 'automatic' && node.job.kind !== 'number');

const union = (sets: readonly ReadonlySet<string>[]): Set<string> => new Set(sets.flatMap((set) => [...set]));
const intersection = ([first = new Set<string>(), ...others]: readonly ReadonlySet<string>[]): Set<string> =>
  new Set([...first].filter((id) => others.every((other) => other.has(id))));

/**
 * For each node the steps that have ended in any case when a token comes to it; branches that join have all come. Begins with
 * everything and only takes away, so that it comes to an end whatever the graph.
 */
function endedBefore(definition: Definition): Map<string, ReadonlySet<string>> {
  const { nodes } = graphOf(definition);
  const before = new Map<string, ReadonlySet<string>>(
    definition.nodes.map(({ id, type }) => [id, new Set(type === 'start' ? [] : nodes.keys())]),
  );
  const after = (id: string): ReadonlySet<string> => {
    const known = before.get(id) ?? new Set();
    const node = nodes.get(id);
    return node !== undefined && ends(node) ? new Set([...known, id]) : known;
  };
  const ahead = idsOfType(definition, 'start');
  const seen = new Set(ahead);
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift())
    for (const { to } of outgoingOf(definition, id)) {
      const coming = incomingOf(definition, to).map(({ from }) => after(from));
      const found = nodes.get(to)?.type === 'parallelGateway' ? union(coming) : intersection(coming);
      if (seen.has(to) && before.get(to)?.size === found.size) continue;
      seen.add(to);
      before.set(to, found);
      ahead.push(to);
    }
  return before;
}

/** A Frist counts from the end of a step that is there, and is over by then. */
export function lintPeriodStarts(definition: Definition): Found[] {
  const asking = definition.nodes.filter((node) => startsOf(node).some(({ kind }) => kind === 'step'));
  if (asking.length === 0) return [];
  const before = endedBefore(definition);
  return asking.flatMap((node) => {
    const codes = startsOf(node).flatMap((start): LintCode[] => {
      if (start.kind !== 'step') return [];
      const known = graphOf(definition).nodes.get(start.nodeId);
      if (known === undefined || !STEPS.has(known.type)) return ['unknownPeriodStart'];
      return before.get(node.id)?.has(start.nodeId) === true ? [] : ['openPeriodStart'];
    });
    return [...new Set(codes)].map((code) => ({ nodeId: node.id, code }));
  });
}
