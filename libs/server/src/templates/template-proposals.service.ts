import { Injectable } from '@nestjs/common';
import type { ProjectTemplate, TemplatePreview, TemplateProposal } from '@querraum/contracts';
import { DocumentsService, holdStored, type StoredFile } from '../documents';
import { access, DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import {
  appendHistory,
  findKind,
  getProject,
  historyBy,
  lockProject,
  requireKept,
  touchProject,
  type ProjectRecord,
} from '../projects';
import { contentOf } from './template-from-project';
import { documentOf, getTemplate, namesIn, templateDetail, type TemplateFile } from './template-record';
import { insertTemplate, requireDocuments } from './templates.service';

/**
 * A finished project becomes a template. Its lead alone may propose it, sees beforehand what would go in, and lets in
 * each document one by one; the administrators, who see no project, read the proposal and release it (docs/adr/0037).
 */
@Injectable()
export class TemplateProposalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentsService,
  ) {}

  preview(caller: Caller, projectId: string): Promise<TemplatePreview> {
    return this.transactions.read(caller, async (tx) => {
      const project = await getProject(tx, projectId);
      await requireFinished(tx, project);
      const kind = await findKind(tx, project.tenantId, project.kindId);
      if (!kind) throw new DomainError('notFound');
      const content = await contentOf(tx, project);
      return {
        kind: { id: kind.id, code: kind.code, name: kind.name },
        content,
        documents: (await currentFiles(tx, project)).map(documentOf),
        ...(await namesIn(tx, content)),
      };
    });
  }

  async propose(caller: Caller, key: string, projectId: string, proposal: TemplateProposal): Promise<ProjectTemplate> {
    const request = { command: 'proposeTemplate', projectId, ...proposal };
    const files = await this.transactions.read(caller, async (tx) => {
      const project = await getProject(tx, projectId);
      await requireFinished(tx, project);
      return chosenFiles(tx, project, proposal.documentIds);
    });
    return this.documents.withCopies(files, (copies) =>
      this.transactions.command(caller, { key, request }, async (tx) => {
        const project = await lockProject(tx, projectId);
        await requireFinished(tx, project);
        requireDocuments(proposal.content, proposal.documentIds);
        const id = newId();
        const { name, description, kindId } = { ...proposal, kindId: project.kindId };
        const { content, fileIds } = withOwnDocuments(proposal);
        await insertTemplate(tx, { id, name, description, kindId, content, proposedBy: project.leadUnitId });
        await insertFiles(
          tx,
          id,
          files.map((file, index) => ({ ...file, ...copies[index], id: fileIds.get(file.id) ?? newId() })),
        );
        await touchProject(tx, project.id);
        await appendHistory(tx, project, [
          {
            action: 'template.proposed',
            at: tx.now,
            by: historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName }),
            data: { templateId: id, title: name, documents: files.map(({ title }) => title) },
          },
        ]);
        return templateDetail(tx, await getTemplate(tx, id));
      }),
    );
  }
}

/** Its lead sees the whole file; everybody else who sees the project is told who may. */
async function requireFinished(tx: ActorTransaction, project: ProjectRecord): Promise<void> {
  access.require(tx, 'template:propose', { leadUnitId: project.leadUnitId });
  if (project.state !== 'closed') throw new DomainError('projectNotClosed', { reference: project.reference });
  await requireKept(tx, project.id);
}

/** The newest version of each document that counts. */
const currentFiles = (tx: ActorTransaction, project: ProjectRecord): Promise<TemplateFile[]> =>
  tx.rows<TemplateFile>(
    `select distinct on (d.created_at, d.id) d.id, d.title, d.kind, v.file_name as "fileName", v.media_type as "mediaType",
       v.size::float8 as size, v.sha256, v.storage_key as "storageKey"
     from document d join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id
     where d.tenant_id = $1 and d.project_id = $2 and d.state = 'current'
     order by d.created_at, d.id, v.number desc limit 200`,
    [project.tenantId, project.id],
  );

async function chosenFiles(tx: ActorTransaction, project: ProjectRecord, ids: string[]): Promise<TemplateFile[]> {
  const current = await currentFiles(tx, project);
  const chosen = current.filter(({ id }) => ids.includes(id));
  if (chosen.length !== new Set(ids).size) throw new DomainError('templateDocumentUnknown');
  return chosen;
}

/** The documents of a template have ids of their own, so that none leads back to the project. */
function withOwnDocuments({ content, documentIds }: TemplateProposal) {
  const fileIds = new Map(documentIds.map((id) => [id, newId()]));
  const procedures = content.procedures.map((procedure) => ({
    ...procedure,
    documentId: procedure.documentId === null ? null : (fileIds.get(procedure.documentId) ?? null),
  }));
  return { content: { ...content, procedures }, fileIds };
}

async function insertFiles(
  tx: ActorTransaction,
  templateId: string,
  files: (TemplateFile & StoredFile)[],
): Promise<void> {
  holdStored(
    tx,
    files.map(({ storageKey }) => storageKey),
  );
  await tx.rows(
    `insert into project_template_document (tenant_id, id, template_id, position, title, kind, sha256, size, media_type, file_name, storage_key)
     select $1, r.id, $2, r.position, r.title, r.kind, r.sha256, r.size, r."mediaType", r."fileName", r."storageKey"
     from jsonb_to_recordset($3::jsonb) as r(id uuid, position int, title text, kind text, sha256 text, size bigint,
       "mediaType" text, "fileName" text, "storageKey" text)`,
    [tx.actor.tenantId, templateId, JSON.stringify(files.map((file, position) => ({ ...file, position })))],
  );
}
