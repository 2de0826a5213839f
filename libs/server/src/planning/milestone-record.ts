import { LocalDate, type Milestone, type MilestoneEntry, type Page, type PageQuery } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, DomainError, toPage, type ActorTransaction, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { mayReport, requireRoom, requireUnits, todayOf } from './plan-file';

type Row = Omit<Milestone, 'isOverdue' | 'allowed'>;

const CursorOfList = z.object({ day: LocalDate, id: z.uuid() });

const MILESTONE = `
  select m.id, m.revision, m.name, m.day::text as day, m.done_on::text as "doneOn",
    jsonb_build_object('id', u.id, 'name', u.name) as unit,
    case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as phase,
    case when p.id is not null then m.day not between p.from_day and p.to_day
      else coalesce(m.day not between span.from_day and span.to_day, false) end as "isOutside"
  from milestone m
  join org_unit u on u.tenant_id = m.unit_tenant_id and u.id = m.unit_id
  left join project_phase p on p.tenant_id = m.tenant_id and p.id = m.phase_id
  cross join (
    select min(from_day) as from_day, max(to_day) as to_day from project_phase where project_id = $1 and ended_at is null
  ) span
  where m.project_id = $1 and m.ended_at is null`;

export async function listMilestones(
  tx: ActorTransaction,
  project: ProjectRecord,
  query: PageQuery,
): Promise<Page<Milestone>> {
  const cursor = decodeCursor(query.cursor, CursorOfList);
  const rows = await tx.rows<Row>(
    `${MILESTONE} and ($2::date is null or (m.day, m.id) > ($2, $3::uuid)) order by m.day, m.id limit $4`,
    [project.id, cursor?.day ?? null, cursor?.id ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    count: await countMilestones(tx, project.id),
    item: (row) => milestoneOf(tx, project, row),
    cursorOf: ({ day, id }) => ({ day, id }),
  });
}

export async function getMilestone(tx: ActorTransaction, project: ProjectRecord, id: string): Promise<Milestone> {
  const [row] = await tx.rows<Row>(`${MILESTONE} and m.id = $2`, [project.id, id]);
  if (!row) throw new DomainError('notFound');
  return milestoneOf(tx, project, row);
}

const milestoneOf = (tx: ActorTransaction, project: ProjectRecord, row: Row): Milestone => ({
  ...row,
  isOverdue: row.doneOn === null && row.day < todayOf(tx),
  allowed: mayReport(tx, project, row.unit),
});

async function countMilestones(tx: Transaction, projectId: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from milestone where project_id = $1 and ended_at is null',
    [projectId],
  );
  return row?.count ?? 0;
}

/** A new milestone of a project that is locked; also for what a template begins with. */
export async function insertMilestone(
  tx: Transaction,
  project: { tenantId: string; id: string },
  { id, ...entry }: MilestoneEntry & { id: string },
): Promise<void> {
  requireRoom('milestones', await countMilestones(tx, project.id));
  await requireUnits(tx, project.id, { involved: [entry.unitId] });
  await requirePhase(tx, project.id, entry.phaseId);
  await tx.rows(
    `insert into milestone (tenant_id, id, project_id, name, day, unit_id, unit_tenant_id, phase_id, created_at)
     select $1, $2, $3, $4, $5, u.id, u.tenant_id, $7, $8 from org_unit u where u.id = $6`,
    [project.tenantId, id, project.id, entry.name, entry.day, entry.unitId, entry.phaseId, tx.now],
  );
}

export async function requirePhase(tx: Transaction, projectId: string, phaseId: string | null): Promise<void> {
  if (phaseId === null) return;
  const found = await tx.rows('select 1 from project_phase where project_id = $1 and id = $2 and ended_at is null', [
    projectId,
    phaseId,
  ]);
  if (found.length === 0) throw new DomainError('phaseMissing');
}
