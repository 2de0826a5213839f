import type { NewProject, TemplateContent } from '@querraum/contracts';
import { insertDocument, type StoredFile } from '../documents';
import { DomainError, newId, type ActorTransaction } from '../platform';
import { appendHistory, historyBy, type ProjectRecord } from '../projects';
import { startRun } from '../runs';
import { faultsOf, faultWords, type Place, type PlaceUnit } from './template-check';
import { filesOf, findTemplate, houseUnits, releasedProcedures, type TemplateRecord } from './template-record';

/** Puts into the new project what its template, or else its kind, starts it with. */
export async function furnish(
  tx: ActorTransaction,
  project: ProjectRecord,
  { templateId }: Pick<NewProject, 'templateId' | 'startOn'>,
  copyOf: Map<string, StoredFile | undefined>,
): Promise<void> {
  if (templateId === undefined) return;
  const template = await usableTemplate(tx, project, templateId);
  const { content } = template;
  await requireFit(tx, project, content);
  const documents = await addDocuments(tx, project, template, copyOf);
  await startProcedures(tx, project, content, documents);
  await appendHistory(tx, project, [
    {
      action: 'template.applied',
      at: tx.now,
      by: historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName }),
      data: { templateId, title: template.name },
    },
  ]);
}

async function usableTemplate(tx: ActorTransaction, project: ProjectRecord, id: string): Promise<TemplateRecord> {
  const template = await findTemplate(tx, id);
  if (template?.state !== 'released') throw new DomainError('projectTemplateUnknown');
  if (template.kind.id !== project.kindId)
    throw new DomainError('projectTemplateKind', { name: template.name, kind: template.kind.name });
  return template;
}

async function requireFit(tx: ActorTransaction, project: ProjectRecord, content: TemplateContent): Promise<Place> {
  const place = {
    leadUnitId: project.leadUnitId,
    parties: await partiesOf(tx, project),
    house: await houseUnits(tx, project.tenantId),
    procedures: await releasedProcedures(tx, project.tenantId),
  };
  const faults = faultsOf(content, place);
  if (faults.length > 0) throw new DomainError('projectTemplateUnfit', { summary: faultWords(faults) });
  return place;
}

const partiesOf = (tx: ActorTransaction, project: ProjectRecord): Promise<PlaceUnit[]> =>
  tx.rows<PlaceUnit>(
    `select u.id, u.name, u.department, u.dissolved_at is not null as "isGone"
     from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.role not in ('ADDRESSEE', 'ASSIGNEE')
     order by p.role <> 'LEAD', p.since, u.code`,
    [project.id],
  );

interface Started {
  id: string;
  title: string;
}

/** The files of the template as first versions; by the id that they have in the template. */
async function addDocuments(
  tx: ActorTransaction,
  project: ProjectRecord,
  template: TemplateRecord,
  copyOf: Map<string, StoredFile | undefined>,
): Promise<Map<string, Started>> {
  const documents = new Map<string, Started>();
  for (const { id: fileId, title, kind } of await filesOf(tx, template.id)) {
    const copy = copyOf.get(fileId);
    // The template has changed since its files were copied: whoever asks again gets the new ones.
    if (!copy) throw new DomainError('busy');
    const document = { id: newId(), title, kind };
    await insertDocument(tx, project, document, copy);
    documents.set(fileId, document);
  }
  return documents;
}

async function startProcedures(
  tx: ActorTransaction,
  project: ProjectRecord,
  { procedures }: TemplateContent,
  documents: Map<string, Started>,
): Promise<void> {
  for (const { procedureId, documentId } of procedures) {
    const document = documentId === null ? undefined : documents.get(documentId);
    if (document) await startRun(tx, project, document, procedureId);
  }
}
