import type { NewProject, TemplateContent } from '@querraum/contracts';
import { addDays, localDate, type LocalDate } from '@querraum/workflow';
import { insertDocument, type StoredFile } from '../documents';
import { DomainError, newId, type ActorTransaction } from '../platform';
import { appendHistory, findKind, historyBy, type ProjectRecord } from '../projects';
import { startRun } from '../runs';
import { beginPlan, phasesOfKind } from './furnish-plan';
import { giveTasks } from './furnish-tasks';
import { faultsOf, faultWords, fittedTo, type Place, type PlaceUnit } from './template-check';
import { filesOf, findTemplate, houseUnits, releasedProcedures, type TemplateRecord } from './template-record';

/** Puts into the new project what its template, or else its kind, starts it with. */
export async function furnish(
  tx: ActorTransaction,
  project: ProjectRecord,
  { templateId, startOn = localDate(tx.now.toISOString()) }: Pick<NewProject, 'templateId' | 'startOn'>,
  copyOf: Map<string, StoredFile | undefined>,
): Promise<void> {
  requireNear(tx, startOn);
  if (templateId === undefined) return beginPhases(tx, project, startOn);
  const template = await usableTemplate(tx, project, templateId);
  const { content } = template;
  const place = await requireFit(tx, project, content);
  await beginPlan(tx, project, content, { startOn, place });
  const documents = await addDocuments(tx, project, template, copyOf);
  await giveTasks(tx, project, content, place);
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

/**
 * Puts into the new project what another was made of: without its documents, and what no longer fits lies with the lead.
 * Procedures are offered, not started, because the paper is still to be written.
 */
export async function furnishFrom(
  tx: ActorTransaction,
  project: ProjectRecord,
  content: TemplateContent,
  startOn: LocalDate = localDate(tx.now.toISOString()),
): Promise<void> {
  requireNear(tx, startOn);
  const place = await placeOf(tx, project);
  const fitted = fittedTo(content, place);
  await beginPlan(tx, project, fitted, { startOn, place });
  await giveTasks(tx, project, fitted, place);
}

/** What counts its days from further away than this is a slip of the pen. */
const FURTHEST_DAYS = 3660;

function requireNear(tx: ActorTransaction, startOn: LocalDate): void {
  const today = localDate(tx.now.toISOString());
  if (startOn < addDays(today, -FURTHEST_DAYS) || startOn > addDays(today, FURTHEST_DAYS))
    throw new DomainError('invalidInput', { summary: 'startOn' });
}

/** Without a template it begins with the phases of its kind. */
async function beginPhases(tx: ActorTransaction, project: ProjectRecord, startOn: LocalDate): Promise<void> {
  const kind = await findKind(tx, project.tenantId, project.kindId);
  const place = { leadUnitId: project.leadUnitId, parties: [], house: [], procedures: new Map() };
  const phases = phasesOfKind(kind?.phases ?? []);
  await beginPlan(tx, project, { phases, milestones: [], measures: [] }, { startOn, place });
}

async function usableTemplate(tx: ActorTransaction, project: ProjectRecord, id: string): Promise<TemplateRecord> {
  const template = await findTemplate(tx, id);
  if (template?.state !== 'released') throw new DomainError('projectTemplateUnknown');
  if (template.kind.id !== project.kindId)
    throw new DomainError('projectTemplateKind', { name: template.name, kind: template.kind.name });
  return template;
}

async function requireFit(tx: ActorTransaction, project: ProjectRecord, content: TemplateContent): Promise<Place> {
  const place = await placeOf(tx, project);
  const faults = faultsOf(content, place);
  if (faults.length > 0) throw new DomainError('projectTemplateUnfit', { summary: faultWords(faults) });
  return place;
}

const placeOf = async (tx: ActorTransaction, project: ProjectRecord): Promise<Place> => ({
  leadUnitId: project.leadUnitId,
  parties: await partiesOf(tx, project),
  house: await houseUnits(tx, project.tenantId),
  procedures: await releasedProcedures(tx, project.tenantId),
});

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
