import { z } from 'zod';
import { LocalizedText, type Variables as GivenVariables } from '@querraum/workflow';
import { Instant } from './page';

const LARGEST = 100_000;
const DEEPEST = 30;

/** What the database can hold: names without broken letters, finite numbers, not nested without end. */
function isStorable(values: unknown): boolean {
  const open: [value: unknown, depth: number][] = [[values, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > DEEPEST || (typeof value === 'number' && !Number.isFinite(value))) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (name.includes('\0') || !name.isWellFormed()) return false;
      open.push([inner, depth + 1]);
    }
  }
  return true;
}

const isSmall = (values: unknown): boolean => isStorable(values) && JSON.stringify(values).length <= LARGEST;

/** Names as an expression can say them; values of any kind that JSON has. */
const VariableName = z.string().regex(/^(?!__)[\p{L}_$][\p{L}\p{N}_$]{0,99}$/u);
export const RunVariables = z
  .record(VariableName, z.unknown())
  .refine((values) => Object.keys(values).length <= 100 && isSmall(values), {
    error: `at most 100 values, together at most ${LARGEST / 1000} kB, at most ${DEEPEST} levels deep, finite numbers`,
  })
  .transform((values) => values as GivenVariables);

const eventName = z.string().trim().min(1).max(255);

/** A message that has come; `waitingId` where several events of the run wait for it. */
export const MessageInput = z.strictObject({
  message: eventName,
  waitingId: z.string().min(1).max(20).optional(),
  variables: RunVariables.optional(),
});
export type MessageInput = z.infer<typeof MessageInput>;

/** Given to everything in the run that waits for it. */
export const SignalInput = z.strictObject({ signal: eventName, variables: RunVariables.optional() });
export type SignalInput = z.infer<typeof SignalInput>;

export const VariablesInput = z.strictObject({ variables: RunVariables });
export type VariablesInput = z.infer<typeof VariablesInput>;

/** Work that somebody or something outside has done. */
export const WorkResult = z.strictObject({ variables: RunVariables.optional() });
export type WorkResult = z.infer<typeof WorkResult>;

/** It cannot be done, for a reason that the model may know by its code. */
export const WorkError = z.strictObject({
  code: z.string().trim().min(1).max(255),
  message: z.string().trim().max(1000).optional(),
  variables: RunVariables.optional(),
});
export type WorkError = z.infer<typeof WorkError>;

/** What a run of an imported model waits for beside its tasks, and what its variables hold. */
export const RunEvents = z.object({
  waiting: z.array(
    z.object({
      id: z.string(),
      nodeId: z.string(),
      name: LocalizedText,
      kind: z.enum(['timer', 'message', 'signal', 'conditional']),
      /** The message or signal. */
      event: z.string().nullable(),
      /** When the time has come. */
      at: Instant.nullable(),
      /** Why it could not be carried out. */
      failed: z.string().nullable(),
    }),
  ),
  work: z.array(
    z.object({
      stepId: z.string(),
      nodeId: z.string(),
      name: LocalizedText,
      /** By what a worker outside finds it; `null` for what only has to be told to go on. */
      topic: z.string().nullable(),
      since: Instant,
    }),
  ),
  variables: z.record(z.string(), z.unknown()),
});
export type RunEvents = z.infer<typeof RunEvents>;

/** Open work of all runs that the person leads, oldest first: a worker asks by its topic, does it, and reports the result. */
export const ExternalWorkQuery = z.strictObject({
  topic: z.string().trim().min(1).max(255),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ExternalWorkQuery = z.infer<typeof ExternalWorkQuery>;

export const ExternalWork = z.object({
  items: z.array(
    z.object({
      projectId: z.uuid(),
      runId: z.uuid(),
      stepId: z.string(),
      nodeId: z.string(),
      since: Instant,
      /** Of the step itself first, then of the run. */
      variables: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type ExternalWork = z.infer<typeof ExternalWork>;
