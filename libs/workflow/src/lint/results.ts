import type { NodeDefinition } from '../definition';
import { AGENDA_RESULTS } from '../nodes/committee/agenda';
import { MINUTES_RESULTS } from '../nodes/committee/minutes';

const keysOf = (results: readonly { key: string }[]): string[] => results.map(({ key }) => key);

/** The results with which a step of the node can end; `null` where it just ends. */
export function resultsOf(node: NodeDefinition): string[] | null {
  switch (node.type) {
    case 'task':
      return node.results === undefined ? null : keysOf(node.results);
    case 'takeNote':
    case 'contribution':
      return ['complete', 'incomplete'];
    case 'coSignatureRound':
      return ['agreed', 'returned', 'rejected', 'cancelled'];
    case 'finalSignature':
      return ['signed', 'returned', 'rejected', 'cancelled'];
    case 'dispatch':
      return ['sent'];
    case 'resubmission':
      return ['done'];
    case 'committee':
      return [...keysOf(AGENDA_RESULTS), ...keysOf(MINUTES_RESULTS)];
    case 'wait':
      return node.until.kind === 'event' ? ['reported', 'timeout'] : null;
    case 'call':
      return ['completed', 'returned', 'rejected', 'cancelled'];
    default:
      return null;
  }
}

const COMPARED = /steps\.([\w-]+)\.result\s*!?=\s*"([^"]*)"/g;

/** Results that a condition compares with though the step never has them; the lead may skip any step. */
export function impossibleResults(nodes: readonly NodeDefinition[], condition: string): string[] {
  return [...condition.matchAll(COMPARED)].flatMap(([, nodeId, result = '']) => {
    const node = nodes.find(({ id }) => id === nodeId);
    const results = node === undefined ? null : resultsOf(node);
    return results === null || result === 'skipped' || results.includes(result) ? [] : [result];
  });
}
