import type { DocumentSummary } from '@querraum/contracts';
import { DomainError, type Transaction } from '../platform';

interface SummaryRow {
  id: string;
  projectId: string;
  title: string;
  number: number;
  sha256: string;
  size: number;
  mediaType: string;
  fileName: string;
  author: string;
  createdAt: Date;
}

const SUMMARY = `
  select d.id, d.project_id as "projectId", d.title, v.number, v.sha256, v.size::float8 as size, v.media_type as "mediaType",
    v.file_name as "fileName", v.author_name as author, v.created_at as "createdAt"
  from document_version v join document d on d.tenant_id = v.tenant_id and d.id = v.document_id`;

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function documentSummary(tx: Transaction, id: string): Promise<DocumentSummary> {
  const rows = await tx.rows<SummaryRow>(`${SUMMARY} where v.document_id = $1 order by v.number`, [id]);
  const [document] = summaries(rows);
  if (!document) throw new DomainError('notFound');
  return document;
}

/** The documents of a project with all versions, in the order in which they were added. */
export async function documentsOf(
  tx: Transaction,
  project: { tenantId: string; id: string },
): Promise<DocumentSummary[]> {
  const rows = await tx.rows<SummaryRow>(
    `${SUMMARY} where d.tenant_id = $1 and d.project_id = $2 order by d.created_at, d.id, v.number`,
    [project.tenantId, project.id],
  );
  return summaries(rows);
}

function summaries(rows: SummaryRow[]): DocumentSummary[] {
  const documents = new Map<string, DocumentSummary>();
  for (const { id, projectId, title, createdAt, ...version } of rows) {
    const document = documents.get(id) ?? { id, projectId, title, versions: [] };
    document.versions.push({ ...version, createdAt: createdAt.toISOString() });
    documents.set(id, document);
  }
  return [...documents.values()];
}
