import { Injectable } from '@nestjs/common';
import { PROJECT_DEPTH, type LinkEntry, type PlanEnding, type ProjectLink } from '@querraum/contracts';
import { DomainError, newId, Transactions, type ActorTransaction, type Caller, type Transaction } from '../platform';
import { requireFile, touchProject } from '../projects';
import { requireRoom, lockPlan } from './plan-file';

/** Sub-projects and related projects. A link is its own record and stands in no history (docs/adr/0032). */
@Injectable()
export class ProjectLinksService {
  constructor(private readonly transactions: Transactions) {}

  add(
    caller: Caller,
    key: string,
    { projectId, entry }: { projectId: string; entry: LinkEntry },
  ): Promise<ProjectLink> {
    const request = { command: 'addProjectLink', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      // One after the other in the whole house: several at once could close a circle that none of them sees.
      await tx.rows("select pg_advisory_xact_lock(hashtext('project_link'))");
      const project = await lockPlan(tx, projectId);
      if (entry.projectId === projectId) throw new DomainError('linkToItself');
      const other = await requireFile(tx, entry.projectId);
      const links = await linksOf(tx, projectId);
      requireRoom('links', links.length);
      await makeRoomFor(tx, projectId, entry, links);
      const id = newId();
      await tx.rows(
        `insert into project_link (tenant_id, id, project_id, other_tenant_id, other_project_id, kind, created_at, created_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [project.tenantId, id, projectId, other.tenantId, other.id, entry.kind, tx.now, tx.actor.name],
      );
      await touchProject(tx, projectId);
      return getLink(tx, projectId, id);
    });
  }

  /** Either side may end it: the one that named the other, and the one that was named. */
  end(
    caller: Caller,
    key: string,
    { projectId, id, ending }: { projectId: string; id: string; ending: PlanEnding },
  ): Promise<null> {
    const request = { command: 'endProjectLink', projectId, id, ending };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await lockPlan(tx, projectId);
      await getLink(tx, projectId, id);
      // The other side may end it at the same moment.
      const ended = await tx.rows(
        `update project_link set ended_at = $2, end_reason = $3, ended_by_name = $4 where id = $1 and ended_at is null returning id`,
        [id, tx.now, ending.reason, tx.actor.name],
      );
      if (ended.length === 0) throw new DomainError('notFound');
      await touchProject(tx, projectId);
      return null;
    });
  }
}

const LINK = `
  select l.id, l.kind, case when l.project_id = $1 then 'to' else 'from' end as direction, l.created_at as since,
    jsonb_build_object('id', p.id, 'reference', p.reference, 'title', p.title, 'state', p.state, 'leadUnitName', u.name) as project
  from project_link l
  join project p on p.id = case when l.project_id = $1 then l.other_project_id else l.project_id end
  join project_party lead on lead.project_id = p.id and lead.role = 'LEAD' and lead."until" is null
  join org_unit u on u.tenant_id = lead.unit_tenant_id and u.id = lead.unit_id
  where (l.project_id = $1 or l.other_project_id = $1) and l.ended_at is null`;

type Row = Omit<ProjectLink, 'since'> & { since: Date };
const linkOf = ({ since, ...row }: Row): ProjectLink => ({ ...row, since: since.toISOString() });

/** Those of which the reader sees both projects: row level security leaves out the others. */
export async function linksOf(tx: Transaction, projectId: string): Promise<ProjectLink[]> {
  const rows = await tx.rows<Row>(`${LINK} order by l.kind, p.reference, l.id`, [projectId]);
  return rows.map(linkOf);
}

async function getLink(tx: Transaction, projectId: string, id: string): Promise<ProjectLink> {
  const [row] = await tx.rows<Row>(`${LINK} and l.id = $2`, [projectId, id]);
  if (!row) throw new DomainError('notFound');
  return linkOf(row);
}

async function makeRoomFor(
  tx: ActorTransaction,
  projectId: string,
  { kind, projectId: other }: LinkEntry,
  links: ProjectLink[],
): Promise<void> {
  const isSame = (link: ProjectLink) =>
    link.kind === kind && link.project.id === other && (link.direction === 'to' || kind === 'belongsTogether');
  if (links.some(isSame)) throw new DomainError('linkTwice');
  const isReversed = (link: ProjectLink) =>
    link.kind === kind && link.project.id === other && link.direction === 'from' && kind !== 'parent';
  if (links.some(isReversed)) throw new DomainError('linkReversed');
  if (kind !== 'parent') return;
  if (links.some((link) => link.kind === 'parent' && link.direction === 'to')) throw new DomainError('parentTwice');
  const [place] = await tx.rows<{ problem: 'parentCycle' | 'parentTooDeep' | null }>(
    'select app.parent_problem($1, $2, $3) as problem',
    [projectId, other, PROJECT_DEPTH],
  );
  if (place?.problem) throw new DomainError(place.problem, { limit: PROJECT_DEPTH });
  // A parent that the lead no longer sees must neither be told of nor stand in the way.
  await tx.rows('select app.end_unseen_parent($1, $2, $3)', [projectId, tx.now, tx.actor.name]);
}
