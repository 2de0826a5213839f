import { z } from 'zod';
import { Definition, LocalizedText } from '@querraum/workflow';
import { Instant } from './page';

export const ProcedureSummary = z.object({
  id: z.uuid(),
  key: z.string(),
  name: LocalizedText,
  description: LocalizedText.nullable(),
  version: z.int(),
  publishedAt: Instant,
});
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

export const ProcedureDetail = ProcedureSummary.extend({ hash: z.string(), definition: Definition });
export type ProcedureDetail = z.infer<typeof ProcedureDetail>;
