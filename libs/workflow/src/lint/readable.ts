import type { Definition } from '../definition';
import { CONDITION_PATHS } from '../feel';

const RESULT = /^steps\.([\w-]+)\.result$/;
const FACT = /^facts\.(\w+)$/;

/** Whether the run can know what a condition asks for: its own course, a declared fact, the result of a step that is there. */
export function isReadable({ facts, nodes }: Definition, path: string): boolean {
  const [, fact] = FACT.exec(path) ?? [];
  const [, nodeId] = RESULT.exec(path) ?? [];
  if (fact !== undefined) return (facts ?? []).some(({ key }) => key === fact);
  if (nodeId !== undefined) return nodes.some(({ id }) => id === nodeId);
  return CONDITION_PATHS.some((known) => known === path);
}
