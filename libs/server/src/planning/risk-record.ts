import type { Page, PageQuery, Risk, RiskEntry } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, DomainError, toPage, type ActorTransaction, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { mayReport, requireRoom, requireUnits } from './plan-file';

type Row = Omit<Risk, 'statedAt' | 'allowed'> & { statedAt: Date; weight: number };

const CursorOfList = z.object({ weight: z.int(), id: z.uuid() });

/** What is open comes first, then what weighs most; an obstacle is there already and weighs as a grave risk does. */
const RISK = `select * from (
  select r.id, r.revision, r.kind, r.category, r.title, r.description, jsonb_build_object('id', u.id, 'name', u.name) as unit,
    r.likelihood, r.impact, case when d.id is not null then jsonb_build_object('id', d.id, 'name', d.name) end as "decisionUnit",
    r.state, r.words, r.stated_at as "statedAt", r.stated_by_name as "statedBy",
    case r.state when 'open' then 0 when 'handled' then 100 else 200 end - coalesce(r.likelihood * r.impact, 6) as weight
  from risk r
  join org_unit u on u.tenant_id = r.unit_tenant_id and u.id = r.unit_id
  left join org_unit d on d.tenant_id = r.decision_unit_tenant_id and d.id = r.decision_unit_id
  where r.project_id = $1
) risks`;

export async function listRisks(tx: ActorTransaction, project: ProjectRecord, query: PageQuery): Promise<Page<Risk>> {
  const cursor = decodeCursor(query.cursor, CursorOfList);
  const rows = await tx.rows<Row>(
    `${RISK} where ($2::int is null or (weight, id) > ($2, $3::uuid)) order by weight, id limit $4`,
    [project.id, cursor?.weight ?? null, cursor?.id ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    count: await countRisks(tx, project.id),
    item: (row) => riskOf(tx, project, row),
    cursorOf: ({ weight, id }) => ({ weight, id }),
  });
}

export async function getRisk(tx: ActorTransaction, project: ProjectRecord, id: string): Promise<Risk> {
  const [row] = await tx.rows<Row>(`${RISK} where id = $2`, [project.id, id]);
  if (!row) throw new DomainError('notFound');
  return riskOf(tx, project, row);
}

const riskOf = (tx: ActorTransaction, project: ProjectRecord, { statedAt, weight: _, ...row }: Row): Risk => ({
  ...row,
  statedAt: statedAt.toISOString(),
  allowed: mayReport(tx, project, row.unit),
});

async function countRisks(tx: Transaction, projectId: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::int as count from risk where project_id = $1', [
    projectId,
  ]);
  return row?.count ?? 0;
}

/** What only one of the two kinds has is null with the other. */
function weighed(entry: RiskEntry) {
  if (entry.kind === 'risk') return { likelihood: entry.likelihood, impact: entry.impact, decisionUnitId: null };
  return { likelihood: null, impact: null, decisionUnitId: entry.decisionUnitId };
}

function valuesOf(entry: RiskEntry): unknown[] {
  const { likelihood, impact, decisionUnitId } = weighed(entry);
  const { kind, category, title, description, unitId } = entry;
  return [kind, category, title, description, unitId, likelihood, impact, decisionUnitId];
}

export async function insertRisk(
  tx: ActorTransaction,
  project: ProjectRecord,
  id: string,
  entry: RiskEntry,
): Promise<void> {
  requireRoom('risks', await countRisks(tx, project.id));
  const { decisionUnitId } = weighed(entry);
  await requireUnits(tx, project.id, {
    involved: [entry.unitId],
    others: decisionUnitId === null ? [] : [decisionUnitId],
  });
  await tx.rows(
    `insert into risk (kind, category, title, description, unit_id, unit_tenant_id, likelihood, impact, decision_unit_id,
       decision_unit_tenant_id, tenant_id, id, project_id, stated_at, stated_by_name, created_at)
     select $1, $2, $3, $4, u.id, u.tenant_id, $6, $7, d.id, d.tenant_id, $9, $10, $11, $12, $13, $12
     from org_unit u left join org_unit d on d.id = $8 where u.id = $5`,
    [...valuesOf(entry), project.tenantId, id, project.id, tx.now, tx.actor.name],
  );
}

export async function updateRisk(
  tx: ActorTransaction,
  project: ProjectRecord,
  before: Risk,
  entry: RiskEntry,
): Promise<void> {
  const { decisionUnitId } = weighed(entry);
  await requireUnits(tx, project.id, {
    involved: [entry.unitId].filter((unitId) => unitId !== before.unit.id),
    others: [decisionUnitId].filter((unitId) => unitId !== null).filter((unitId) => unitId !== before.decisionUnit?.id),
  });
  await tx.rows(
    `update risk r set kind = $1, category = $2, title = $3, description = $4, unit_id = u.id, unit_tenant_id = u.tenant_id,
       likelihood = $6, impact = $7, decision_unit_id = d.id, decision_unit_tenant_id = d.tenant_id, revision = r.revision + 1
     from org_unit u left join org_unit d on d.id = $8 where r.id = $9 and u.id = $5`,
    [...valuesOf(entry), before.id],
  );
}
