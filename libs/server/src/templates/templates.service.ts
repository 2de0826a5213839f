import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type {
  ProjectTemplate,
  TemplateChange,
  TemplateContent,
  TemplateEntry,
  TemplateSummary,
} from '@querraum/contracts';
import { DocumentStore } from '../documents';
import {
  access,
  appendAudit,
  DomainError,
  newId,
  Transactions,
  type ActorTransaction,
  type Caller,
  requireRevision,
} from '../platform';
import { findKind } from '../projects';
import { faultsOf, faultWords } from './template-check';
import {
  filesOf,
  getTemplate,
  placeInHouse,
  summaryOf,
  templateDetail,
  templatesOfHouse,
  type TemplateFile,
  type TemplateRecord,
} from './template-record';

/** Templates of projects of the own house: read by everybody once they are released, kept by its administrators. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DocumentStore,
  ) {}

  list(caller: Caller): Promise<TemplateSummary[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'template:read');
      return (await templatesOfHouse(tx)).map(summaryOf);
    });
  }

  get(caller: Caller, id: string): Promise<ProjectTemplate> {
    return this.transactions.read(caller, async (tx) => templateDetail(tx, await getTemplate(tx, id)));
  }

  /** The file of a template, to read before it is released. */
  async content(caller: Caller, id: string, documentId: string): Promise<{ file: TemplateFile; bytes: Readable }> {
    const file = await this.transactions.read(caller, async (tx) => {
      await getTemplate(tx, id);
      const found = (await filesOf(tx, id)).find((one) => one.id === documentId);
      if (!found) throw new DomainError('notFound');
      return found;
    });
    return { file, bytes: await this.store.read(file.storageKey, file.sha256) };
  }

  add(caller: Caller, key: string, entry: TemplateEntry): Promise<ProjectTemplate> {
    return this.transactions.command(caller, { key, request: { act: 'template.add', entry } }, async (tx) => {
      access.require(tx, 'template:edit');
      await requireOffered(tx, entry.kindId);
      requireDocuments(entry.content, []);
      const id = newId();
      await insertTemplate(tx, { id, ...entry, proposedBy: null });
      await record(tx, 'template.added', { templateId: id, name: entry.name, kindId: entry.kindId });
      return templateDetail(tx, await getTemplate(tx, id));
    });
  }

  change(caller: Caller, key: string, id: string, revision: number, change: TemplateChange): Promise<ProjectTemplate> {
    const request = { act: 'template.change', id, revision, change };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const before = await openTemplate(tx, id, revision);
      if (change.kindId !== before.kind.id) await requireOffered(tx, change.kindId);
      const there = (await filesOf(tx, id)).map((file) => file.id);
      if (change.documentIds.some((one) => !there.includes(one))) throw new DomainError('templateDocumentUnknown');
      requireDocuments(change.content, change.documentIds);
      await tx.rows(
        `update project_template_document set removed_at = $4
         where tenant_id = $1 and template_id = $2 and removed_at is null and id <> all ($3)`,
        [tx.actor.tenantId, id, change.documentIds, tx.now],
      );
      await tx.rows(
        'update project_template set name = $3, description = $4, kind_id = $5, content = $6 where tenant_id = $1 and id = $2',
        [tx.actor.tenantId, id, change.name, change.description, change.kindId, change.content],
      );
      await touch(tx, id);
      await record(tx, 'template.changed', {
        templateId: id,
        before: { name: before.name, description: before.description, kindId: before.kind.id, content: before.content },
        after: change,
      });
      return templateDetail(tx, await getTemplate(tx, id));
    });
  }

  /** From now on projects are opened from it; also a retired one comes back this way. */
  release(caller: Caller, key: string, id: string, revision: number): Promise<ProjectTemplate> {
    const request = { act: 'template.release', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const template = await openTemplate(tx, id, revision);
      const faults = faultsOf(template.content, await placeInHouse(tx));
      if (faults.length > 0) throw new DomainError('projectTemplateNotReleasable', { summary: faultWords(faults) });
      await setState(tx, id, 'released');
      await record(tx, 'template.released', { templateId: id, name: template.name });
      return templateDetail(tx, await getTemplate(tx, id));
    });
  }

  /** No new projects are opened from it; nothing that began with it changes. */
  retire(caller: Caller, key: string, id: string, revision: number): Promise<ProjectTemplate> {
    const request = { act: 'template.retire', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const template = await openTemplate(tx, id, revision);
      await setState(tx, id, 'retired');
      await record(tx, 'template.retired', { templateId: id, name: template.name });
      return templateDetail(tx, await getTemplate(tx, id));
    });
  }
}

/** Locked for one change after the other, by an administrator. What nobody may see is not there; what is seen is refused. */
async function openTemplate(tx: ActorTransaction, id: string, revision: number): Promise<TemplateRecord> {
  access.require(tx, 'template:edit');
  await tx.rows('select 1 from project_template where tenant_id = $1 and id = $2 for no key update', [
    tx.actor.tenantId,
    id,
  ]);
  await tx.lookAtClock();
  const template = await getTemplate(tx, id);
  requireRevision(template.revision, revision);
  return template;
}

async function requireOffered(tx: ActorTransaction, kindId: string): Promise<void> {
  const kind = await findKind(tx, tx.actor.tenantId, kindId);
  if (!kind || kind.retiredAt !== null) throw new DomainError('kindUnknown');
}

/** A procedure starts on a document of the same template. */
export function requireDocuments({ procedures }: TemplateContent, documentIds: string[]): void {
  if (procedures.some(({ documentId }) => documentId !== null && !documentIds.includes(documentId)))
    throw new DomainError('templateDocumentUnknown');
}

export const insertTemplate = (
  tx: ActorTransaction,
  { id, kindId, name, description, content, proposedBy }: TemplateEntry & { id: string; proposedBy: string | null },
): Promise<unknown> =>
  tx.rows(
    `insert into project_template (tenant_id, id, kind_id, name, description, content, state, proposed_by, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9)`,
    [tx.actor.tenantId, id, kindId, name, description, content, proposedBy, tx.now, tx.actor.personId],
  );

const touch = (tx: ActorTransaction, id: string): Promise<unknown> =>
  tx.rows(
    `update project_template set revision = revision + 1, changed_at = $3, changed_by = $4 where tenant_id = $1 and id = $2`,
    [tx.actor.tenantId, id, tx.now, tx.actor.personId],
  );

async function setState(tx: ActorTransaction, id: string, state: 'released' | 'retired'): Promise<void> {
  await tx.rows('update project_template set state = $3 where tenant_id = $1 and id = $2', [
    tx.actor.tenantId,
    id,
    state,
  ]);
  await touch(tx, id);
}

/** One entry in the tenant's own chain. */
const record = (tx: ActorTransaction, action: string, body: Record<string, unknown>): Promise<void> =>
  appendAudit(tx, tx.actor.tenantId, tx.actor.tenantId, [{ action, actor: tx.actor.personId, at: tx.now, body }]);
