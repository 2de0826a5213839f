import type { TextComparison } from '@querraum/contracts';
import { serveProject, type JobPayload, type Transaction } from '../platform';
import { compareTexts } from './compare-texts';
import { getVersion, type VersionRecord } from './document-record';
import { hasText, type ReadText } from './read-text';

interface TextRow {
  number: number;
  status: 'ready' | 'unreadable';
  text: string;
}

/** What there is to read for this work; `undefined` where the text lies there already. */
export async function beginText(
  tx: Transaction,
  { projectId, documentId, number }: JobPayload<'extractText'>,
): Promise<VersionRecord | undefined> {
  await serveProject(tx, projectId);
  const [read] = await tx.rows('select 1 from document_text where document_id = $1 and number = $2', [
    documentId,
    number,
  ]);
  return read ? undefined : getVersion(tx, documentId, number);
}

/** Keeps what was read; whoever comes second finds it there. */
export async function keepText(
  tx: Transaction,
  { projectId, documentId, number }: JobPayload<'extractText'>,
  { status, text }: ReadText,
): Promise<void> {
  await serveProject(tx, projectId);
  await tx.rows(
    `insert into document_text (tenant_id, document_id, number, project_id, status, text, read_at)
     select tenant_id, document_id, number, project_id, $3, $4, $5 from document_version where document_id = $1 and number = $2
     on conflict (tenant_id, document_id, number) do nothing`,
    [documentId, number, status, text, tx.now],
  );
}

export async function compareVersions(
  tx: Transaction,
  documentId: string,
  { from, to }: { from: number; to: number },
): Promise<TextComparison> {
  const versions = [await getVersion(tx, documentId, from), await getVersion(tx, documentId, to)];
  const texts = await tx.rows<TextRow>(
    'select number, status, text from document_text where document_id = $1 and number = any ($2::int[])',
    [documentId, [from, to]],
  );
  const [one, other] = [from, to].map((number) => texts.find((text) => text.number === number));
  const nothing = { from, to, passages: [], isWhole: true };
  if (versions.some(({ mediaType }) => !hasText(mediaType))) return { ...nothing, status: 'noText' };
  if (!one || !other) return { ...nothing, status: 'pending' };
  // A scan has pages but no words: there is nothing to compare.
  if ([one, other].some(({ status }) => status === 'unreadable')) return { ...nothing, status: 'unreadable' };
  const compared = compareTexts(one.text, other.text);
  return compared ? { from, to, status: 'ready', ...compared } : { ...nothing, status: 'tooDifferent' };
}
