import { z } from 'zod';
import { LocalizedText } from '@querraum/workflow';
import { Instant, PageQuery } from './page';

export const DOCUMENT_LIMIT_BYTES = 25 * 1024 * 1024;
/** What may be attached: media type → endings. The content decides, the ending must fit it. */
export const DOCUMENT_TYPES = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'text/plain': ['txt', 'md'],
  'text/csv': ['csv'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
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
  /** Where it stands in the list of another project: the link, and the project that it belongs to. */
  link: z
    .object({ id: z.uuid(), at: Instant, by: z.string(), projectReference: z.string(), projectTitle: z.string() })
    .nullable(),
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

/** A piece of a changed passage: what stayed, what came, what went. */
export const ComparedPart = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type ComparedPart = z.infer<typeof ComparedPart>;
/** A changed passage; `after` is what stands before it in the text, shortened, empty at the beginning. */
export const ComparedPassage = z.object({ after: z.string(), parts: z.array(ComparedPart) });
export type ComparedPassage = z.infer<typeof ComparedPassage>;
/**
 * What changed between two versions. `pending`: the text of one is still being read · `noText`: of one there is none to compare
 * (a picture, a table) · `unreadable`: it could not be read · `tooDifferent`: hardly anything is the same.
 */
export const TextComparison = z.object({
  from: z.int(),
  to: z.int(),
  status: z.enum(['ready', 'pending', 'noText', 'unreadable', 'tooDifferent']),
  passages: z.array(ComparedPassage),
  /** False where there are more passages than are given. */
  isWhole: z.boolean(),
});
export type TextComparison = z.infer<typeof TextComparison>;
export const ComparisonQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

export const DocumentChange = z.strictObject({
  title: NewDocumentFields.shape.title.optional(),
  kind: DocumentKindKey.optional(),
});
export type DocumentChange = z.infer<typeof DocumentChange>;
const Reason = z.string().trim().min(3).max(1000);
export const DocumentWithdrawal = z.strictObject({ reason: Reason });
export const DocumentReplacement = z.strictObject({
  replacedById: z.uuid(),
  reason: z.string().trim().max(1000).default(''),
});
export type DocumentReplacement = z.infer<typeof DocumentReplacement>;

export const NewDocumentLink = z.strictObject({ documentId: z.uuid() });

/** That a person has opened a version for a task, the first time. */
export const DocumentReading = z.object({
  number: z.int(),
  person: z.string(),
  unitName: z.string(),
  taskName: LocalizedText,
  at: Instant,
});
export type DocumentReading = z.infer<typeof DocumentReading>;
export const NewReading = z.strictObject({ taskId: z.uuid() });
