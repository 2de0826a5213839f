import type { Measure, MeasureEntry, MeasureQuery, Page } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, DomainError, toPage, type ActorTransaction, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { mayReport, requirePeriod, requireRoom, requireUnits, todayOf } from './plan-file';
import { moveTo, nextPosition } from './plan-order';

type Keys = Pick<ProjectRecord, 'tenantId' | 'id'>;
type Row = Omit<Measure, 'statedAt' | 'isOverdue' | 'allowed'> & { statedAt: Date };

const CursorOfList = z.object({ position: z.int(), id: z.uuid() });

/** All that a row of the list shows, in one statement however many there are. */
const MEASURE = `
  select m.id, m.revision, m.position, m.title, m.description, jsonb_build_object('id', u.id, 'name', u.name) as "leadUnit",
    coalesce(p.partners, '[]') as partners, m.target_group as "targetGroup", coalesce(a.areas, '[]') as areas,
    m.from_day::text as "from", m.to_day::text as "to", m.is_key as "isKey", m.state, m.note, m.stated_at as "statedAt",
    m.stated_by_name as "statedBy"
  from measure m
  join org_unit u on u.tenant_id = m.lead_unit_tenant_id and u.id = m.lead_unit_id
  left join lateral (
    select jsonb_agg(jsonb_build_object('unitId', p.unit_id, 'name', coalesce(p.name, n.name)) order by p.position) as partners
    from measure_partner p left join org_unit n on n.tenant_id = p.unit_tenant_id and n.id = p.unit_id
    where p.tenant_id = m.tenant_id and p.measure_id = m.id
  ) p on true
  left join lateral (
    select jsonb_agg(jsonb_build_object('edition', n.edition, 'key', n.key, 'name', n.name, 'level', n.level)
      order by n.edition, n.key) as areas
    from measure_area a
    join project_area mine on mine.tenant_id = a.tenant_id and mine.project_id = m.project_id and mine.edition = a.edition
      and mine.area_key = a.area_key
    join area_unit n on n.edition = a.edition and n.key = a.area_key
    where a.tenant_id = m.tenant_id and a.measure_id = m.id
  ) a on true
  where m.project_id = $1`;

export async function listMeasures(
  tx: ActorTransaction,
  project: ProjectRecord,
  query: MeasureQuery,
): Promise<Page<Measure>> {
  const cursor = decodeCursor(query.cursor, CursorOfList);
  const rows = await tx.rows<Row>(
    `${MEASURE} and ($2::text is null or m.state = $2) and ($3::int is null or (m.position, m.id) > ($3, $4::uuid))
     order by m.position, m.id limit $5`,
    [project.id, query.state ?? null, cursor?.position ?? null, cursor?.id ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    count: await countMeasures(tx, project.id, query.state),
    item: (row) => measureOf(tx, project, row),
    cursorOf: ({ position, id }) => ({ position, id }),
  });
}

/** Every measure of the project, which are as many as a plan can hold at most. */
export async function allMeasures(tx: ActorTransaction, project: ProjectRecord): Promise<Measure[]> {
  const rows = await tx.rows<Row>(`${MEASURE} order by m.position, m.id`, [project.id]);
  return rows.map((row) => measureOf(tx, project, row));
}

export async function getMeasure(tx: ActorTransaction, project: ProjectRecord, id: string): Promise<Measure> {
  const [row] = await tx.rows<Row>(`${MEASURE} and m.id = $2`, [project.id, id]);
  if (!row) throw new DomainError('notFound');
  return measureOf(tx, project, row);
}

function measureOf(tx: ActorTransaction, project: ProjectRecord, { statedAt, ...row }: Row): Measure {
  const isOpen = row.state === 'planned' || row.state === 'running';
  return {
    ...row,
    statedAt: statedAt.toISOString(),
    isOverdue: isOpen && row.to !== null && row.to < todayOf(tx),
    allowed: mayReport(tx, project, row.leadUnit),
  };
}

async function countMeasures(tx: Transaction, projectId: string, state?: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from measure where project_id = $1 and ($2::text is null or state = $2)',
    [projectId, state ?? null],
  );
  return row?.count ?? 0;
}

/** A new measure of a project that is locked; also for what a template begins with. */
export async function insertMeasure(
  tx: ActorTransaction,
  project: Keys,
  { id, ...entry }: MeasureEntry & { id: string },
): Promise<void> {
  requireRoom('measures', await countMeasures(tx, project.id));
  requirePeriod(entry);
  await requireUnits(tx, project.id, { involved: [entry.leadUnitId], others: partnerUnits(entry) });
  await tx.rows(
    `insert into measure (tenant_id, id, project_id, position, title, description, lead_unit_id, lead_unit_tenant_id,
       target_group, from_day, to_day, is_key, stated_at, stated_by_name, created_at)
     select $1, $2, $3, $4, $5, $6, u.id, u.tenant_id, $8, $9, $10, $11, $12, $13, $12 from org_unit u where u.id = $7`,
    [
      project.tenantId,
      id,
      project.id,
      await nextPosition(tx, 'measures', project.id),
      ...[entry.title, entry.description, entry.leadUnitId, entry.targetGroup, entry.from, entry.to, entry.isKey],
      tx.now,
      tx.actor.name,
    ],
  );
  await writeReach(tx, project, id, entry);
}

/** The new words of a measure; only units that were not named before are asked about. */
export async function updateMeasure(
  tx: ActorTransaction,
  project: Keys,
  before: Measure,
  entry: MeasureEntry,
): Promise<void> {
  requirePeriod(entry);
  const known = [before.leadUnit.id, ...before.partners.map(({ unitId }) => unitId)];
  await requireUnits(tx, project.id, {
    involved: [entry.leadUnitId].filter((unitId) => unitId !== before.leadUnit.id),
    others: partnerUnits(entry).filter((unitId) => !known.includes(unitId)),
  });
  await tx.rows(
    `update measure m set title = $2, description = $3, lead_unit_id = u.id, lead_unit_tenant_id = u.tenant_id,
       target_group = $5, from_day = $6, to_day = $7, is_key = $8, revision = m.revision + 1
     from org_unit u where m.id = $1 and u.id = $4`,
    [
      before.id,
      ...[entry.title, entry.description, entry.leadUnitId, entry.targetGroup, entry.from, entry.to, entry.isKey],
    ],
  );
  await tx.rows('delete from measure_partner where tenant_id = $1 and measure_id = $2', [project.tenantId, before.id]);
  await tx.rows('delete from measure_area where tenant_id = $1 and measure_id = $2', [project.tenantId, before.id]);
  await writeReach(tx, project, before.id, entry);
}

const partnerUnits = ({ partners }: MeasureEntry): string[] =>
  partners.flatMap((partner) => ('unitId' in partner ? partner.unitId : []));

/** With whom and where, and its place in the list. */
async function writeReach(tx: Transaction, project: Keys, id: string, entry: MeasureEntry): Promise<void> {
  await tx.rows(
    `insert into measure_partner (tenant_id, measure_id, position, project_id, unit_id, unit_tenant_id, name)
     select $1, $2, r.place, $3, u.id, u.tenant_id, case when u.id is null then r.partner ->> 'name' end
     from jsonb_array_elements($4::jsonb) with ordinality r(partner, place)
     left join org_unit u on u.id = (r.partner ->> 'unitId')::uuid`,
    [project.tenantId, id, project.id, JSON.stringify(entry.partners)],
  );
  const areas = await tx.rows<{ key: string }>(
    `insert into measure_area (tenant_id, measure_id, edition, area_key, project_id)
     select distinct $1::uuid, $2::uuid, a.edition, a.area_key, a.project_id
     from jsonb_to_recordset($4::jsonb) as r(edition text, key text)
     join project_area a on a.tenant_id = $1 and a.project_id = $3 and a.edition = r.edition and a.area_key = r.key
     returning area_key as key`,
    [project.tenantId, id, project.id, JSON.stringify(entry.areas)],
  );
  const outside = entry.areas.find(({ key }) => !areas.some((area) => area.key === key));
  if (outside) throw new DomainError('areaOutside', { key: outside.key });
  if (entry.position !== undefined)
    await moveTo(tx, 'measures', { projectId: project.id, id, position: entry.position });
}
