import { z } from 'zod';
import { FactKey, LocalizedText } from './basics';

/** A choice of a fact or of a result. */
export const Choice = z.object({ key: FactKey, name: LocalizedText });
export type Choice = z.infer<typeof Choice>;

/**
 * A fact that a procedure declares: given at the start, filled in by a task, set by a decision table or a job. Conditions
 * read it as `facts.<key>`; whatever is not declared does not exist.
 */
export const FactDefinition = z.object({
  key: FactKey,
  name: LocalizedText,
  /** `date`: a local date. `units`: ids of units. `departments`: Ressorts, each the participating unit of that Ressort. */
  type: z.enum(['number', 'text', 'boolean', 'date', 'choice', 'units', 'departments']),
  choices: z.array(Choice).min(1).max(50).optional(),
  /** Must be given when the run starts. */
  atStart: z.boolean().optional(),
});
export type FactDefinition = z.infer<typeof FactDefinition>;

export const FactValue = z.union([
  z.number(),
  z.string().max(10_000),
  z.boolean(),
  z.array(z.string().max(100)).max(1000),
  z.null(),
]);
export type FactValue = z.infer<typeof FactValue>;

/** A way to complete a task or a place of a block; conditions read it as `steps.<nodeId>.result`. */
export const ResultDefinition = Choice.extend({ needsWords: z.boolean().optional() });
export type ResultDefinition = z.infer<typeof ResultDefinition>;
