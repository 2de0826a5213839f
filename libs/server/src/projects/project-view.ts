import type { Party, Permission, ProjectArea, ProjectDetail } from '@querraum/contracts';
import type { z } from 'zod';
import { access, DomainError, type ActorTransaction, type Transaction } from '../platform';
import { fieldsOf, findKind, kindReference } from './project-kind';
import type { ProjectRecord } from './project-record';
import { runsOf } from './project-runs';

type Area = z.infer<typeof ProjectArea>;
type Keys = Pick<ProjectRecord, 'tenantId' | 'id'>;

/** What its lead may do while it is open, and what once it is closed. */
const ACTS = {
  open: ['project:edit', 'document:add', 'run:start', 'participant:change', 'lead:offer', 'project:close'],
  closed: ['project:file', 'project:reopen', 'template:propose'],
} as const satisfies Record<ProjectRecord['state'], readonly Permission[]>;

export async function projectDetail(tx: ActorTransaction, project: ProjectRecord): Promise<ProjectDetail> {
  const kind = await findKind(tx, project.tenantId, project.kindId);
  if (!kind) throw new DomainError('notFound');
  const seesFile = await isFileOpen(tx, project);
  const areas = await areasOf(tx, project);
  const parties = await partiesOf(tx, project);
  const documentCount = await documentCountOf(tx, project);
  const runs = await runsOf(tx, project);
  const { id, reference, title, state, leadUnitName, revision } = project;
  return {
    ...{ id, reference, title, state, leadUnitName, areas, seesFile, revision },
    situation: seesFile ? project.situation : null,
    description: seesFile ? project.description : '',
    kind: kindReference(kind),
    fields: seesFile ? fieldsOf(kind.fields, project.fields) : [],
    createdBy: project.createdByName,
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
    ...{ parties, documentCount, runs },
    allowed: ACTS[project.state].filter((act) => access.may(tx, act, { leadUnitId: project.leadUnitId })),
  };
}

/** What lies in the file is kept from assignees by row level security; what stands on the project's own row, by this. */
async function isFileOpen(tx: Transaction, { id }: Keys): Promise<boolean> {
  const [row] = await tx.rows<{ file: boolean }>('select app.sees_file($1) as file', [id]);
  return row?.file === true;
}

export function areasOf(tx: Transaction, project: Keys): Promise<Area[]> {
  return tx.rows<Area>(
    `select a.edition, a.area_key as key, u.name, u.level
     from project_area a join area_unit u on u.edition = a.edition and u.key = a.area_key
     where a.tenant_id = $1 and a.project_id = $2 order by a.edition, a.area_key`,
    [project.tenantId, project.id],
  );
}

/** Who has to do with it now. A unit that takes part is not named once more because a task also addressed it. */
async function partiesOf(tx: Transaction, project: Keys): Promise<Party[]> {
  const rows = await tx.rows<Omit<Party, 'since'> & { since: Date }>(
    `select jsonb_build_object('id', u.id, 'tenantId', u.tenant_id, 'tenantName', t.name, 'parentId', u.parent_id,
       'code', u.code, 'name', u.name, 'kind', u.kind, 'department', u.department) as unit, p.role, p.since
     from project_party p
     join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     join tenant t on t.id = u.tenant_id
     where p.project_id = $1 and p."until" is null
     order by p.role <> 'LEAD', p.role in ('ADDRESSEE', 'ASSIGNEE'), p.since, u.code`,
    [project.id],
  );
  const isAddressed = (role: Party['role']) => role === 'ADDRESSEE' || role === 'ASSIGNEE';
  const involved = new Set(rows.filter(({ role }) => !isAddressed(role)).map(({ unit }) => unit.id));
  return rows
    .filter(({ role, unit }) => !isAddressed(role) || !involved.has(unit.id))
    .map(({ unit, role, since }) => ({ unit, role, since: since.toISOString() }));
}

/** Documents belong to another room; their rows are counted, not their code used. */
async function documentCountOf(tx: Transaction, project: Keys): Promise<number> {
  const [documents] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from document where tenant_id = $1 and project_id = $2',
    [project.tenantId, project.id],
  );
  return documents?.count ?? 0;
}
