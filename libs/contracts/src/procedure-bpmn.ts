import { z } from 'zod';
import { LocalizedText } from '@querraum/workflow';

/** Larger than any model that people draw; nothing above is even read. */
export const BPMN_LIMIT_BYTES = 5 * 1024 * 1024;

const Sentence = z.object({ de: z.string(), en: z.string() });
/** What in a BPMN file stands in the way; without an id it is about the file. */
export const BpmnRefusal = z.object({
  element: z.string(),
  id: z.string().nullable(),
  code: z.string(),
  message: Sentence,
});
export type BpmnRefusal = z.infer<typeof BpmnRefusal>;

/** Something of a BPMN file that has no effect, or that came otherwise than it had been written here. */
export const BpmnNote = z.object({ element: z.string(), id: z.string().nullable(), message: Sentence });
export type BpmnNote = z.infer<typeof BpmnNote>;

/** A draft for every process of the file that can be carried out, and what is to be said of it. */
export const ImportedProcedures = z.object({
  procedures: z.array(z.object({ id: z.uuid(), key: z.string(), name: LocalizedText })),
  notes: z.array(BpmnNote),
});
export type ImportedProcedures = z.infer<typeof ImportedProcedures>;

/** Without a version the one that is valid; `draft`: what is being worked on. */
export const ProcedureBpmnQuery = z.object({
  version: z.coerce.number().pipe(z.int().min(1).max(999_999)).optional(),
  draft: z.enum(['true', 'false']).optional(),
});
export type ProcedureBpmnQuery = z.infer<typeof ProcedureBpmnQuery>;

export const PROCEDURE_BPMN_PROBLEMS = {
  bpmnRefused: {
    status: 422,
    message: {
      de: 'Die BPMN-Datei wird nicht übernommen ({count} Befunde): {summary}',
      en: 'The BPMN file is not taken over (findings: {count}): {summary}',
    },
  },
} as const;
