import { Injectable } from '@nestjs/common';
import type { DocumentSummary } from '@querraum/contracts';
import { access, DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import { appendHistory, historyBy, lockProject, requireOpen, touchProject, type ProjectRecord } from '../projects';
import { getDocument } from './document-record';
import { documentSummary } from './document-view';

/**
 * A document of one project in the list of another. The link opens nothing: it is seen by those who see the document
 * anyway, and the history tells it without the document's title (docs/adr/0033).
 */
@Injectable()
export class DocumentLinksService {
  constructor(private readonly transactions: Transactions) {}

  add(caller: Caller, key: string, projectId: string, documentId: string): Promise<DocumentSummary> {
    return this.transactions.command(
      caller,
      { key, request: { command: 'linkDocument', projectId, documentId } },
      async (tx) => {
        const project = await openProject(tx, projectId);
        const document = await getDocument(tx, documentId);
        if (document.projectId === projectId) throw new DomainError('documentOwn', { title: document.title });
        const [link] = await tx.rows(
          `insert into document_link (tenant_id, id, project_id, document_tenant_id, document_id, linked_at, linked_by_id,
           linked_by_name) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (project_id, document_id) where removed_at is null do nothing returning id`,
          [
            project.tenantId,
            newId(),
            projectId,
            document.tenantId,
            documentId,
            tx.now,
            tx.actor.personId,
            tx.actor.name,
          ],
        );
        if (!link) throw new DomainError('documentLinked', { title: document.title });
        await tell(tx, project, 'document.linked', documentId);
        return documentSummary(tx, documentId);
      },
    );
  }

  remove(caller: Caller, key: string, projectId: string, linkId: string): Promise<null> {
    return this.transactions.command(
      caller,
      { key, request: { command: 'unlinkDocument', projectId, linkId } },
      async (tx) => {
        const project = await openProject(tx, projectId);
        const [link] = await tx.rows<{ documentId: string }>(
          `update document_link set removed_at = $4
         where tenant_id = $1 and project_id = $2 and id = $3 and removed_at is null returning document_id as "documentId"`,
          [project.tenantId, projectId, linkId, tx.now],
        );
        if (!link) throw new DomainError('notFound');
        await tell(tx, project, 'document.unlinked', link.documentId);
        return null;
      },
    );
  }
}

async function openProject(tx: ActorTransaction, projectId: string): Promise<ProjectRecord> {
  const project = await lockProject(tx, projectId);
  access.require(tx, 'document:edit', { leadUnitId: project.leadUnitId });
  requireOpen(project);
  return project;
}

/** Everybody who sees this project reads its history, but not everybody sees the document: it is told by its id. */
async function tell(tx: ActorTransaction, project: ProjectRecord, action: string, documentId: string): Promise<void> {
  await touchProject(tx, project.id);
  const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
  await appendHistory(tx, project, [{ action, at: tx.now, by, data: { documentId } }]);
}
