import type { Definition } from '../definition';
import { CONDITION_PATHS } from '../feel';
import { resultsOf } from './results';

const RESULT = /^steps\.([\w-]+)\.result$/;
const FACT = /^facts\.(\w+)$/;

/**
 * Whether the run can know what a condition asks for: its own course, a declared fact, the result of a step that is
 * there and has one.
 */
export function isReadable({ facts, nodes }: Definition, path: string): boolean {
  const [, fact] = FACT.exec(path) ?? [];
  const [, nodeId] = RESULT.exec(path) ?? [];
  if (fact !== undefined) return (facts ?? []).some(({ key }) => key === fact);
  if (nodeId !== undefined) return nodes.some((node) => node.id === nodeId && resultsOf(node) !== null);
  if (path.startsWith('round.') && !nodes.some(({ type }) => type === 'coSignatureRound')) return false;
  if (path.startsWith('finalSignature.') && !nodes.some(({ type }) => type === 'finalSignature')) return false;
  return CONDITION_PATHS.some((known) => known === path);
}
