import type { FieldValues, PartyRole, Situation } from '@querraum/contracts';
import { DomainError, newId, statement, type Transaction } from '../platform';

/** A project as other features need it. */
export interface ProjectRecord {
  tenantId: string;
  id: string;
  reference: string;
  title: string;
  description: string;
  state: 'open' | 'closed';
  revision: number;
  kindId: string;
  fields: FieldValues;
  leadUnitId: string;
  leadUnitName: string;
  /** Names of the areas by key, as the inbox shows them. */
  areaNames: string;
  createdByName: string;
  createdAt: Date;
  updatedAt: Date;
  situation: Situation | null;
}

/** One row a project, by `p.id`. */
export const PROJECT = `select p.tenant_id as "tenantId", p.id, p.reference, p.title, p.description, p.state, p.revision,
    p.kind_id as "kindId", p.fields, l.unit_id as "leadUnitId", u.name as "leadUnitName",
    coalesce((select string_agg(n.name, ', ' order by n.key) from project_area a
      join area_unit n on n.edition = a.edition and n.key = a.area_key
      where a.tenant_id = p.tenant_id and a.project_id = p.id), '') as "areaNames",
    p.created_by_name as "createdByName", p.created_at as "createdAt", p.updated_at as "updatedAt", p.situation
  from project p
  join project_party l on l.project_id = p.id and l.role = 'LEAD' and l."until" is null
  join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
  where p.id = `;
const HOLD_PROJECT = statement('holdProject', 'select app.hold_project($1)');
const GET_PROJECT = statement('getProject', `${PROJECT}$1`);

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function getProject(tx: Transaction, id: string): Promise<ProjectRecord> {
  const [project] = await tx.rows<ProjectRecord>(GET_PROJECT, [id]);
  if (!project) throw new DomainError('notFound');
  return project;
}

/** A project whose file the person sees; to whom only has a task in it, the file is like unknown (docs/adr/0027). */
export async function requireFile(tx: Transaction, id: string): Promise<ProjectRecord> {
  const project = await getProject(tx, id);
  await openFile(tx, id);
  return project;
}

/** The file stays open for this transaction, so that row level security need not ask again for each entry (docs/adr/0036). */
export async function openFile(tx: Transaction, projectId: string): Promise<void> {
  const [file] = await tx.rows<{ open: boolean }>('select app.open_file($1) as open', [projectId]);
  if (!file?.open) throw new DomainError('notFound');
}

/** Locks the row, then reads: a read in the locking statement would still see what was before the other's commit. */
export async function lockProject(tx: Transaction, id: string): Promise<ProjectRecord> {
  if (tx.held?.kind !== 'project' || tx.held.id !== id) {
    await tx.rows(HOLD_PROJECT, [id]);
    await tx.lookAtClock();
  }
  return getProject(tx, id);
}

/** What is closed is only read: everything that would change it is refused until it is opened again. */
export function requireOpen({ state, reference }: Pick<ProjectRecord, 'state' | 'reference'>): void {
  if (state === 'closed') throw new DomainError('projectClosed', { reference });
}

/** News in a project: it moves up in the lists. The revision stays, nobody's edit is in conflict with it. */
export async function touchProject(tx: Transaction, projectId: string): Promise<void> {
  await tx.rows('update project set updated_at = greatest(updated_at, $2) where id = $1', [projectId, tx.now]);
}

/** Exactly these units are addressed by an open or answered step of a procedure, and see the file as long as they are. */
export const followAddressees = (tx: Transaction, project: ProjectKeys, unitIds: string[]): Promise<void> =>
  followParties(tx, project, 'ADDRESSEE', unitIds);

/** Exactly these units have a task by hand, and see the head of the project as long as they have it (docs/adr/0027). */
export const followAssignees = (tx: Transaction, project: ProjectKeys, unitIds: string[]): Promise<void> =>
  followParties(tx, project, 'ASSIGNEE', unitIds);

type ProjectKeys = Pick<ProjectRecord, 'tenantId' | 'id'>;

/** Rows are ended, not deleted. New ones come first: whoever ends the own row sees the project no more. */
async function followParties(
  tx: Transaction,
  project: ProjectKeys,
  role: 'ADDRESSEE' | 'ASSIGNEE',
  unitIds: string[],
): Promise<void> {
  const added = unitIds.map((unitId) => ({ id: newId(), unitId }));
  await tx.rows(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select $1, r.id, $2, u.id, u.tenant_id, $5, $4
     from jsonb_to_recordset($3::jsonb) as r(id uuid, "unitId" uuid) join org_unit u on u.id = r."unitId"
     on conflict (project_id, unit_id, role) where "until" is null do nothing`,
    [project.tenantId, project.id, JSON.stringify(added), tx.now, role],
  );
  await tx.rows(
    `update project_party set "until" = $3
     where project_id = $1 and role = $4 and "until" is null and unit_id <> all ($2)`,
    [project.id, unitIds, tx.now, role],
  );
}

/**
 * Parties that are known to be new. Without `on conflict`, which would ask row level security whether the row may be
 * seen: whoever opens a project sees it only once the lead stands there.
 */
export async function insertParties(
  tx: Transaction,
  project: { tenantId: string; id: string },
  parties: { unitId: string; role: PartyRole }[],
): Promise<void> {
  if (parties.length === 0) return;
  await tx.rows(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select $1, r.id, $2, u.id, u.tenant_id, r.role, $4
     from jsonb_to_recordset($3::jsonb) as r(id uuid, "unitId" uuid, role text) join org_unit u on u.id = r."unitId"`,
    [project.tenantId, project.id, JSON.stringify(parties.map((party) => ({ id: newId(), ...party }))), tx.now],
  );
}
