import type {
  KindReference,
  ProjectTemplate,
  TemplateContent,
  TemplateDocument,
  TemplateState,
  TemplateSummary,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import type { StoredFile } from '../documents';
import { access, DomainError, type ActorTransaction, type Transaction } from '../platform';
import { faultsOf, type Place, type PlaceUnit } from './template-check';

export interface TemplateRecord {
  id: string;
  name: string;
  description: string;
  kind: KindReference;
  content: TemplateContent;
  state: TemplateState;
  proposedBy: { id: string; name: string } | null;
  revision: number;
  documentCount: number;
  changedAt: Date | null;
  changedBy: string | null;
  changedByName: string | null;
}

const TEMPLATE = `
  select t.id, t.name, t.description, t.content, t.state, t.revision, t.changed_at as "changedAt", t.changed_by as "changedBy",
    c.name as "changedByName", jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name) as kind,
    case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as "proposedBy",
    (select count(*)::int from project_template_document d
     where d.tenant_id = t.tenant_id and d.template_id = t.id and d.removed_at is null) as "documentCount"
  from project_template t
  join project_kind k on k.tenant_id = t.tenant_id and k.id = t.kind_id
  left join org_unit u on u.tenant_id = t.tenant_id and u.id = t.proposed_by
  left join person c on c.id = t.changed_by
  where t.tenant_id = $1`;

/** The templates of the own house that the person sees: what waits for a release first, what is retired last. */
export const templatesOfHouse = (tx: ActorTransaction): Promise<TemplateRecord[]> =>
  tx.rows<TemplateRecord>(
    `${TEMPLATE} order by array_position(array['proposed', 'released', 'retired'], t.state), t.name, t.id`,
    [tx.actor.tenantId],
  );

export async function findTemplate(tx: ActorTransaction, id: string): Promise<TemplateRecord | undefined> {
  const [template] = await tx.rows<TemplateRecord>(`${TEMPLATE} and t.id = $2`, [tx.actor.tenantId, id]);
  return template;
}

export async function getTemplate(tx: ActorTransaction, id: string): Promise<TemplateRecord> {
  const template = await findTemplate(tx, id);
  if (!template) throw new DomainError('notFound');
  return template;
}

/** A file of a template, with where its bytes lie. */
export type TemplateFile = TemplateDocument & StoredFile;

export const filesOf = (tx: ActorTransaction, templateId: string): Promise<TemplateFile[]> =>
  tx.rows<TemplateFile>(
    `select id, title, kind, file_name as "fileName", media_type as "mediaType", size::float8 as size, sha256,
       storage_key as "storageKey"
     from project_template_document where tenant_id = $1 and template_id = $2 and removed_at is null order by position, id`,
    [tx.actor.tenantId, templateId],
  );

/** What others may know of a file: not its place in the store. */
export const documentOf = ({ id, title, kind, fileName, mediaType, size }: TemplateFile): TemplateDocument => ({
  ...{ id, title, kind, fileName, mediaType, size },
});

export function summaryOf(template: TemplateRecord): TemplateSummary {
  const { id, name, description, kind, state, content, proposedBy, revision, changedAt, changedBy, changedByName } =
    template;
  return {
    ...{ id, name, description, kind, state, proposedBy, revision },
    counts: {
      phase: content.phases.length,
      milestone: content.milestones.length,
      measure: content.measures.length,
      task: content.tasks.length,
      document: template.documentCount,
      procedure: content.procedures.length,
    },
    lastChange: changedAt && {
      at: changedAt.toISOString(),
      by: changedBy === null || changedByName === null ? null : { id: changedBy, name: changedByName },
    },
  };
}

export async function templateDetail(tx: ActorTransaction, template: TemplateRecord): Promise<ProjectTemplate> {
  const files = await filesOf(tx, template.id);
  const place = await placeInHouse(tx);
  return {
    ...summaryOf(template),
    content: template.content,
    documents: files.map(documentOf),
    ...(await namesIn(tx, template.content)),
    faults: faultsOf(template.content, place),
    allowed: access.may(tx, 'template:edit') ? ['template:edit'] : [],
  };
}

/** As if the whole house took part: what is a fault there is one in every project. */
export async function placeInHouse(tx: ActorTransaction): Promise<Place> {
  const house = await houseUnits(tx, tx.actor.tenantId);
  return { leadUnitId: '', parties: house, house, procedures: await releasedProcedures(tx, tx.actor.tenantId) };
}

/** The offices first: of several units of a Ressort the first is meant. */
export const houseUnits = (tx: Transaction, tenantId: string): Promise<PlaceUnit[]> =>
  tx.rows<PlaceUnit>(
    `select id, name, department, dissolved_at is not null as "isGone" from org_unit
     where tenant_id = $1 order by kind <> 'OFFICE', code, id`,
    [tenantId],
  );

export async function releasedProcedures(tx: Transaction, tenantId: string): Promise<Map<string, LocalizedText>> {
  const rows = await tx.rows<{ id: string; name: LocalizedText }>(
    `select distinct on (procedure_id) procedure_id as id, bundle -> 'definition' -> 'name' as name
     from procedure_version where tenant_id = $1 order by procedure_id, version desc`,
    [tenantId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The units and procedures that a content names, by their name of today. */
export async function namesIn(
  tx: ActorTransaction,
  { milestones, measures, tasks, procedures }: TemplateContent,
): Promise<Pick<ProjectTemplate, 'units' | 'procedures'>> {
  const unitIds = [...milestones, ...measures, ...tasks].flatMap(({ unit }) =>
    unit.kind === 'unit' ? [unit.unitId] : [],
  );
  const units = await tx.rows<{ id: string; name: string }>(
    'select id, name from org_unit where id = any ($1) order by name, id',
    [unitIds],
  );
  const released = await releasedProcedures(tx, tx.actor.tenantId);
  const wanted = new Set(procedures.map(({ procedureId }) => procedureId));
  return { units, procedures: [...released].filter(([id]) => wanted.has(id)).map(([id, name]) => ({ id, name })) };
}
