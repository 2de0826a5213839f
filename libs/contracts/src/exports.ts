import { z } from 'zod';
import { Instant } from './page';
import { ProjectQuery } from './projects';

/** What one export may hold, and how many may be made at once for one person. */
export const EXPORT_LIMITS = {
  projects: 200,
  files: 20_000,
  /** Bytes of documents; the file is a ZIP archive without its 64 bit extension. */
  bytes: 2 * 1024 ** 3,
  atOnce: 2,
  /** The finished file ends after so many days. */
  days: 7,
} as const;

export const ExportVersions = z.enum(['current', 'all']);
export type ExportVersions = z.infer<typeof ExportVersions>;

/** The file of one project, or of all projects in a filtered list, as the list shows them at this moment. */
export const NewExport = z.strictObject({
  of: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('project'), projectId: z.uuid() }),
    z.strictObject({
      what: z.literal('list'),
      ...ProjectQuery.pick({ query: true, state: true, kind: true }).shape,
    }),
  ]),
  versions: ExportVersions.default('current'),
  language: z.enum(['de', 'en']).default('de'),
});
export type NewExport = z.infer<typeof NewExport>;

export const ExportState = z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']);
export type ExportState = z.infer<typeof ExportState>;

/** `broken`: it failed again and again · `tooLarge`: it grew meanwhile · `noAccess`: the person sees none of it any more. */
export const ExportFailure = z.enum(['broken', 'tooLarge', 'noAccess']);
export type ExportFailure = z.infer<typeof ExportFailure>;

export const ExportJob = z.object({
  id: z.uuid(),
  state: ExportState,
  /** The Aktenzeichen of a single project; `null` for those of a list. */
  reference: z.string().nullable(),
  versions: ExportVersions,
  /** Projects that are ready, of all of them. */
  done: z.int(),
  total: z.int(),
  /** Projects that the person no longer saw when their turn came. */
  skipped: z.int(),
  /** Bytes of the finished file. */
  size: z.int().nullable(),
  failure: ExportFailure.nullable(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  allowed: z.array(z.enum(['cancel', 'download'])),
});
export type ExportJob = z.infer<typeof ExportJob>;

export const ExportJobs = z.object({ items: z.array(ExportJob) });
export type ExportJobs = z.infer<typeof ExportJobs>;
