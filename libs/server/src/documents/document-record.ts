import type { DocumentState } from '@querraum/contracts';
import { access, DomainError, statement, workItems, type ActorTransaction, type Transaction } from '../platform';
import { appendHistory, historyBy, lockProject, requireOpen, touchProject, type ProjectRecord } from '../projects';
import type { StoredFile } from './document-store';
import { hasText } from './read-text';
import { holdStored } from './stored-bytes';

export interface DocumentRecord {
  tenantId: string;
  id: string;
  projectId: string;
  title: string;
  kind: string;
  state: DocumentState;
  revision: number;
}

export interface VersionRecord {
  number: number;
  sha256: string;
  size: number;
  mediaType: string;
  fileName: string;
  storageKey: string;
}

// Every document has a version, and versions are found by the document's id alone.
const GET_DOCUMENT = statement(
  'getDocument',
  `select d.tenant_id as "tenantId", d.id, d.project_id as "projectId", d.title, d.kind, d.state, d.revision
   from document_version v join document d on d.tenant_id = v.tenant_id and d.id = v.document_id
   where v.document_id = $1 and v.number = 1`,
);
const AUTHORS = statement(
  'authorsOf',
  'select author_id as author from document_version where document_id = $1 group by author_id order by min(number)',
);

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function getDocument(tx: Transaction, id: string): Promise<DocumentRecord> {
  const [document] = await tx.rows<DocumentRecord>(GET_DOCUMENT, [id]);
  if (!document) throw new DomainError('notFound');
  return document;
}

/** Only what is current goes on: a replaced or withdrawn paper gets neither a version nor a procedure. */
export function requireCurrent({ state, title }: Pick<DocumentRecord, 'state' | 'title'>): void {
  if (state !== 'current') throw new DomainError('documentNotCurrent', { title });
}

export async function getVersion(tx: Transaction, documentId: string, number: number): Promise<VersionRecord> {
  const [version] = await tx.rows<VersionRecord>(
    `select number, sha256, size::float8 as size, media_type as "mediaType", file_name as "fileName", storage_key as "storageKey"
     from document_version where document_id = $1 and number = $2`,
    [documentId, number],
  );
  if (!version) throw new DomainError('notFound');
  return version;
}

/** Everybody who wrote a version: authors do not sign their own text. */
export async function authorsOf(tx: Transaction, documentId: string): Promise<string[]> {
  const rows = await tx.rows<{ author: string }>(AUTHORS, [documentId]);
  return rows.map(({ author }) => author);
}

export async function insertDocument(
  tx: ActorTransaction,
  project: ProjectRecord,
  document: { id: string; title: string; kind: string },
  stored: StoredFile,
): Promise<void> {
  const [known] = await tx.rows('select 1 from document_kind where key = $1', [document.kind]);
  if (!known) throw new DomainError('documentKindUnknown', { kind: document.kind });
  await tx.rows(
    `insert into document (tenant_id, id, project_id, title, kind, created_at, active_at)
     values ($1, $2, $3, $4, $5, $6, $6)`,
    [project.tenantId, document.id, project.id, document.title, document.kind, tx.now],
  );
  await writeVersion(tx, project, { ...document, tenantId: project.tenantId }, stored);
}

/**
 * Adds the next version under the lock of the project. For the round that may be running on the document this is only
 * half the work: `runs` tells the engine in the same transaction.
 */
export async function insertVersion(
  tx: ActorTransaction,
  document: DocumentRecord,
  stored: StoredFile,
): Promise<{ number: number; sha256: string }> {
  const project = await lockProject(tx, document.projectId);
  access.require(tx, 'document:add', { leadUnitId: project.leadUnitId });
  requireOpen(project);
  requireCurrent(await getDocument(tx, document.id));
  return writeVersion(tx, project, document, stored);
}

async function writeVersion(
  tx: ActorTransaction,
  project: ProjectRecord,
  document: Pick<DocumentRecord, 'tenantId' | 'id' | 'title'>,
  stored: StoredFile,
): Promise<{ number: number; sha256: string }> {
  const { sha256, size, mediaType, fileName, storageKey } = stored;
  holdStored(tx, [storageKey]);
  const [version] = await tx.rows<{ number: number }>(
    `insert into document_version (tenant_id, document_id, number, project_id, sha256, size, media_type, file_name, storage_key,
       author_id, author_name, created_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11 from document_version where document_id = $2
     returning number`,
    [
      document.tenantId,
      document.id,
      project.id,
      sha256,
      size,
      mediaType,
      fileName,
      storageKey,
      tx.actor.personId,
      tx.actor.name,
      tx.now,
    ],
  );
  const number = version?.number ?? 1;
  await tx.rows('update document set active_at = greatest(active_at, $3) where tenant_id = $1 and id = $2', [
    document.tenantId,
    document.id,
    tx.now,
  ]);
  if (hasText(mediaType))
    await workItems.add(tx, 'extractText', {
      payload: { projectId: project.id, documentId: document.id, number },
      dueAt: tx.now,
      dedupeKey: `extractText:${document.id}:${number}`,
    });
  await touchProject(tx, project.id);
  await appendHistory(tx, project, [
    {
      action: 'document.versionAdded',
      at: tx.now,
      by: historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName }),
      data: { documentId: document.id, title: document.title, number, sha256, fileName, size },
    },
  ]);
  return { number, sha256 };
}
