import { Injectable } from '@nestjs/common';
import type { DocumentChange, DocumentReplacement, DocumentSummary } from '@querraum/contracts';
import { access, DomainError, Transactions, type ActorTransaction, type Caller, requireRevision } from '../platform';
import { appendHistory, historyBy, lockProject, requireOpen, touchProject, type ProjectRecord } from '../projects';
import { getDocument, requireCurrent, type DocumentRecord } from './document-record';
import { documentSummary } from './document-view';

interface Asked {
  id: string;
  revision: number;
}

/** How a document is called and how it stands. Its versions stay as they are, whatever becomes of it (docs/adr/0033). */
@Injectable()
export class DocumentStatesService {
  constructor(private readonly transactions: Transactions) {}

  /** Another title or kind. */
  change(caller: Caller, key: string, asked: Asked, change: DocumentChange): Promise<DocumentSummary> {
    return this.command(caller, key, asked, { command: 'changeDocument', ...change }, async (tx, document) => {
      const { title = document.title, kind = document.kind } = change;
      await requireKind(tx, kind);
      await tx.rows('update document set title = $3, kind = $4 where tenant_id = $1 and id = $2', [
        document.tenantId,
        document.id,
        title,
        kind,
      ]);
      return { action: 'document.changed', data: { title, before: document.title, documentKind: kind } };
    });
  }

  /** Another document of the project takes its place. */
  replace(caller: Caller, key: string, asked: Asked, input: DocumentReplacement): Promise<DocumentSummary> {
    return this.command(caller, key, asked, { command: 'replaceDocument', ...input }, async (tx, document) => {
      requireCurrent(document);
      await requireNoRun(tx, document);
      const successor = await getDocument(tx, input.replacedById);
      if (successor.projectId !== document.projectId) throw new DomainError('notFound');
      if (successor.id === document.id) throw new DomainError('documentReplacesItself');
      requireCurrent(successor);
      await setState(tx, document, { state: 'replaced', reason: input.reason, replacedById: successor.id });
      return {
        action: 'document.replaced',
        data: { title: document.title, by: successor.title, replacedById: successor.id, words: input.reason },
      };
    });
  }

  /** No longer to be used; its bytes stay, because what was done with it stays, too. */
  withdraw(caller: Caller, key: string, asked: Asked, reason: string): Promise<DocumentSummary> {
    return this.command(caller, key, asked, { command: 'withdrawDocument', reason }, async (tx, document) => {
      requireCurrent(document);
      await requireNoRun(tx, document);
      await setState(tx, document, { state: 'withdrawn', reason, replacedById: null });
      return { action: 'document.withdrawn', data: { title: document.title, words: reason } };
    });
  }

  /** What was replaced or withdrawn by mistake is current again. */
  restore(caller: Caller, key: string, asked: Asked, reason: string): Promise<DocumentSummary> {
    return this.command(caller, key, asked, { command: 'restoreDocument', reason }, async (tx, document) => {
      if (document.state === 'current') throw new DomainError('documentCurrent', { title: document.title });
      await tx.rows(
        `update document set state = 'current', state_reason = null, state_at = null, state_by_name = null,
           replaced_by_id = null where tenant_id = $1 and id = $2`,
        [document.tenantId, document.id],
      );
      return { action: 'document.restored', data: { title: document.title, words: reason } };
    });
  }

  private command(
    caller: Caller,
    key: string,
    { id, revision }: Asked,
    input: object,
    work: (
      tx: ActorTransaction,
      document: DocumentRecord,
    ) => Promise<{ action: string; data: Record<string, unknown> }>,
  ): Promise<DocumentSummary> {
    return this.transactions.command(caller, { key, request: { id, revision, ...input } }, async (tx) => {
      const project = await lockProject(tx, (await getDocument(tx, id)).projectId);
      access.require(tx, 'document:edit', { leadUnitId: project.leadUnitId });
      requireOpen(project);
      const document = await getDocument(tx, id);
      requireRevision(document.revision, revision);
      const { action, data } = await work(tx, document);
      await tx.rows(
        `update document set revision = revision + 1, active_at = greatest(active_at, $3)
         where tenant_id = $1 and id = $2`,
        [document.tenantId, document.id, tx.now],
      );
      await tell(tx, project, action, { documentId: document.id, ...data });
      return documentSummary(tx, id);
    });
  }
}

async function tell(
  tx: ActorTransaction,
  project: ProjectRecord,
  action: string,
  data: Record<string, unknown>,
): Promise<void> {
  await touchProject(tx, project.id);
  const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
  await appendHistory(tx, project, [{ action, at: tx.now, by, data }]);
}

async function requireKind(tx: ActorTransaction, kind: string): Promise<void> {
  const [known] = await tx.rows('select 1 from document_kind where key = $1', [kind]);
  if (!known) throw new DomainError('documentKindUnknown', { kind });
}

/** Procedures belong to a higher room; their rows are read, not their code. */
async function requireNoRun(tx: ActorTransaction, { id, title }: DocumentRecord): Promise<void> {
  const [running] = await tx.rows("select 1 from run where document_id = $1 and status = 'running'", [id]);
  if (running) throw new DomainError('documentInRun', { title });
}

async function setState(
  tx: ActorTransaction,
  document: DocumentRecord,
  { state, reason, replacedById }: { state: 'replaced' | 'withdrawn'; reason: string; replacedById: string | null },
): Promise<void> {
  await tx.rows(
    `update document set state = $3, state_reason = $4, state_at = $5, state_by_name = $6, replaced_by_id = $7
     where tenant_id = $1 and id = $2`,
    [document.tenantId, document.id, state, reason, tx.now, tx.actor.name, replacedById],
  );
}
