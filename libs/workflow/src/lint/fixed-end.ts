import { periodEnd } from '../calendar';
import type { Definition, NodeDefinition, Period, TimeLimit } from '../definition';
import { graphOf, incomingOf, outgoingOf } from '../graph';
import type { Found } from './messages';
import { idsOfType } from './reach';

/** A working day without holidays near it: what is compared are lengths, not days. */
const BEGIN = '2027-06-07T10:00:00.000Z';

const times = (period: TimeLimit, count: number): TimeLimit[] => Array.from({ length: count }, () => period);

/** The Fristen that a step takes one after the other; a session's day and a reported event are nobody's Frist. */
function periodsOf(node: NodeDefinition): TimeLimit[] {
  switch (node.type) {
    case 'coSignatureRound':
      return times(node.period, node.waves.length);
    case 'finalSignature':
      return times(node.period, node.signers.length);
    case 'contribution':
      return [node.period, ...(node.combinePeriod === undefined ? [] : [node.combinePeriod])];
    case 'resubmission':
      return [
        ...(node.at.kind === 'period' ? [node.at.period] : []),
        ...(node.period === undefined ? [] : [node.period]),
      ];
    case 'takeNote':
      return node.waits && node.period !== undefined ? [node.period] : [];
    case 'task':
    case 'dispatch':
      return node.period === undefined ? [] : [node.period];
    case 'timer':
      return [node.period];
    default:
      return [];
  }
}

/** Every node after all that come before it, where no way leads back: what goes round is counted once. */
function inOrder(definition: Definition): string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  // Depth first without recursion, so that a chain of thousands does not exhaust the stack.
  const ahead = idsOfType(definition, 'start').map((id) => ({ id, next: outgoingOf(definition, id).values() }));
  for (const { id } of ahead) seen.add(id);
  for (let top = ahead.at(-1); top !== undefined; top = ahead.at(-1)) {
    const flow = top.next.next();
    if (flow.done === true) {
      order.unshift(top.id);
      ahead.pop();
    } else if (!seen.has(flow.value.to)) {
      seen.add(flow.value.to);
      ahead.push({ id: flow.value.to, next: outgoingOf(definition, flow.value.to).values() });
    }
  }
  return order;
}

const laterOf = (one: string, other: string): string => (one < other ? other : one);

/** The day that a fact names is taken for that of the receipt, on which all begins. */
function beginOf({ from }: TimeLimit, at: string, ends: ReadonlyMap<string, string>): string {
  if (from === undefined) return at;
  return from.kind === 'fact' ? BEGIN : (ends.get(from.nodeId) ?? at);
}

/** The last local day of a period, at noon: the next step begins on the day on which the one before ends. */
const noonOfEnd = (from: string, period: Period): string => `${periodEnd(from, period, {}).lastDay}T10:00:00.000Z`;

/**
 * When the longest way reaches its end although everybody takes all their time, it must be within the fixed end; the step
 * is named that is the first to be too late.
 */
export function lintFixedEnd(definition: Definition): Found[] {
  const { mustEndWithin } = definition;
  if (mustEndWithin === undefined) return [];
  const latest = noonOfEnd(BEGIN, mustEndWithin);
  const ends = new Map<string, string>();
  for (const id of inOrder(definition)) {
    const node = graphOf(definition).nodes.get(id);
    const before = incomingOf(definition, id).flatMap(({ from }) => ends.get(from) ?? []);
    const end = (node === undefined ? [] : periodsOf(node)).reduce(
      (at, period) => laterOf(at, noonOfEnd(beginOf(period, at, ends), period)),
      before.sort().at(-1) ?? BEGIN,
    );
    if (end > latest) return [{ nodeId: id, code: 'pastFixedEnd' }];
    ends.set(id, end);
  }
  return [];
}
