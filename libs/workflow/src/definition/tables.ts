import { z } from 'zod';
import { FactKey } from './basics';
import { FactValue } from './facts';

/**
 * A decision table as DMN 1.5 has it (chapter 8): each input is a path that conditions may read, each cell a FEEL unary
 * test (`-` for "any"). `unique`: exactly one rule may fit; `first`: the first that fits; `collect`: all, as a list.
 */
export const DecisionTable = z.object({
  hitPolicy: z.enum(['unique', 'first', 'collect']),
  inputs: z.array(z.string().min(1).max(200)).min(1).max(20),
  /** Facts that the table sets. */
  outputs: z.array(FactKey).min(1).max(20),
  rules: z
    .array(z.object({ when: z.array(z.string().min(1).max(500)), then: z.array(FactValue) }))
    .min(1)
    .max(500),
});
export type DecisionTable = z.infer<typeof DecisionTable>;
