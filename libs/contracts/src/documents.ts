import { z } from 'zod';
import { LocalizedText } from '@querraum/workflow';
import { Instant, PageQuery } from './page';

export const DOCUMENT_LIMIT_BYTES = 25 * 1024 * 1024;
/** What may be attached: media type → endings. The content decides, the ending must fit it. */
export const DOCUMENT_TYPES = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'text/plain': ['txt', 'md'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
} as const satisfies Record<string, readonly string[]>;

export const DocumentVersion = z.object({
  number: z.int(),
  sha256: z.string(),
  size: z.int(),
  mediaType: z.string(),
  fileName: z.string(),
  author: z.string(),
  createdAt: Instant,
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

/** A kind is data, a row (`GET /document-kinds`); this is how its key looks. */
export const DocumentKindKey = z.string().regex(/^[A-Z][A-Z_]{0,39}$/);
export const DocumentKind = z.object({ key: DocumentKindKey, name: LocalizedText });
export type DocumentKind = z.infer<typeof DocumentKind>;

export const DocumentState = z.enum(['current', 'replaced', 'withdrawn']);
export type DocumentState = z.infer<typeof DocumentState>;

export const DocumentSummary = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  title: z.string(),
  kind: DocumentKindKey,
  state: DocumentState,
  /** Why, when and by whom it is no longer current; `null` while it is. */
  standing: z.object({ reason: z.string(), at: Instant, by: z.string() }).nullable(),
  replacedById: z.uuid().nullable(),
  revision: z.int(),
  /** The newest version or change of state. */
  activeAt: Instant,
  versions: z.array(DocumentVersion),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** The documents of a project, newest activity first. */
export const DocumentQuery = PageQuery.extend({ kind: DocumentKindKey.optional(), state: DocumentState.optional() });
export type DocumentQuery = z.infer<typeof DocumentQuery>;

/** Form fields beside the part `file` of a multipart upload. */
export const NewDocumentFields = z.object({
  title: z.string().trim().min(1).max(200),
  kind: DocumentKindKey.default('OTHER'),
});
export type NewDocumentFields = z.infer<typeof NewDocumentFields>;
/**
 * Fields of a new version. While a round runs on the document the change must be described: then the version
 * replaces the text of the round in the same transaction (docs/round.md, "Changed text").
 */
export const NewVersionFields = z.object({
  change: z.enum(['editorial', 'substantive']).default('substantive'),
  reason: z.string().trim().max(1000).default(''),
  /** Seats whose answers the change touches, comma separated. */
  affectedSeatIds: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((id) => id !== '')),
});
export type NewVersionFields = z.infer<typeof NewVersionFields>;
