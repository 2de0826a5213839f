import { z } from 'zod';
import { LocalDate } from './page';

const words = z.string().trim().min(1).max(5000);
/** Longer than what a definition may hold: whole paragraphs of the operator. Plain text; nothing of it is read as HTML. */
const Words = z.strictObject({ de: words, en: words });

/** Impressum or Datenschutz, as the operator has written it. */
export const LegalText = z.strictObject({
  sections: z
    .array(z.strictObject({ heading: Words, paragraphs: z.array(Words).min(1).max(50) }))
    .min(1)
    .max(50),
});
export type LegalText = z.infer<typeof LegalText>;

/** What the Erklärung zur Barrierefreiheit is made of. */
export const AccessibilityStatement = z.strictObject({
  conformance: z.enum(['full', 'partial', 'none']),
  assessedOn: LocalDate,
  method: Words,
  gaps: z.array(Words).max(100),
});
export type AccessibilityStatement = z.infer<typeof AccessibilityStatement>;

/** Open to everyone, before sign-in too. `null`: the operator has not filled it in yet. */
export const Legal = z.object({
  imprint: LegalText.nullable(),
  privacy: LegalText.nullable(),
  accessibility: AccessibilityStatement.nullable(),
  barrierMail: z.email().nullable(),
});
export type Legal = z.infer<typeof Legal>;
