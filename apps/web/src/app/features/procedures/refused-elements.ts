import { BpmnRefusal } from '@querraum/contracts';
import type { Problem } from '../../core/problem';

/** The elements by which a file is refused; none where it failed for another reason. */
export const refusedElements = (problem: Problem | undefined): BpmnRefusal[] =>
  BpmnRefusal.array().safeParse(problem?.more['refused']).data ?? [];
