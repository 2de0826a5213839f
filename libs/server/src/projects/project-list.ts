import { COUNT_CAP, Instant, type Page, type ProjectQuery, type ProjectSummary } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, toPage, type ActorTransaction } from '../platform';

/** German letters are folded by name, because `lower` knows them in some databases only. */
const FOLDED = (text: string) => `translate(lower(${text}), 'ÄÖÜẞ', 'äöüß')`;
/** The day came later than the rest: a page of the release before ends without it. */
const CursorOfList = z.object({ order: Instant, id: z.uuid(), day: z.iso.date().optional() });

/** The projects of the person's units first, then the rest: the index of parties bounds the work, row level security stands behind. */
const VISIBLE = `
  from (select distinct project_id from project_party where unit_id = any ($1::uuid[]) and "until" is null) mine
  join project p on p.id = mine.project_id
  where ($2::text is null or p.state = $2)
    and ($3::text is null or ${FOLDED('p.title')} like ${FOLDED('$3')} or ${FOLDED('p.reference')} like ${FOLDED('$3')})
    and ($4::uuid is null or p.kind_id = $4)`;

/** By the index of days, and within a day by the instant (docs/adr/0066). */
export const LAST_CHANGED_FIRST = 'p.changed_on desc, p.updated_at desc, p.id desc';

type Row = Omit<ProjectSummary, 'updatedAt'> & { updatedAt: Date; changedOn: string };

function filterOf(
  tx: ActorTransaction,
  { query, state, kind }: Pick<ProjectQuery, 'query' | 'state' | 'kind'>,
): unknown[] {
  const pattern = query?.trim() ? `%${query.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  return [tx.actor.unitIds, state ?? null, pattern, kind ?? null];
}

export async function listProjects(tx: ActorTransaction, query: ProjectQuery): Promise<Page<ProjectSummary>> {
  const cursor = decodeCursor(query.cursor, CursorOfList);
  const filter = filterOf(tx, query);
  const rows = await tx.rows<Row>(
    `select p.id, p.reference, p.title, p.state, app.sees_file(p.id) as "seesFile", p.situation, p.updated_at as "updatedAt",
       p.changed_on::text as "changedOn",
       (select u.name from project_party l join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
        where l.project_id = p.id and l.role = 'LEAD' and l."until" is null) as "leadUnitName",
       (select jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name) from project_kind k
        where k.tenant_id = p.tenant_id and k.id = p.kind_id) as kind,
       coalesce((select jsonb_agg(jsonb_build_object('edition', n.edition, 'key', n.key, 'name', n.name, 'level', n.level)
         order by n.edition, n.key) from project_area a join area_unit n on n.edition = a.edition and n.key = a.area_key
         where a.tenant_id = p.tenant_id and a.project_id = p.id), '[]') as areas
     ${VISIBLE} and ($5::timestamptz is null or (p.updated_at, p.id) < ($5, $6::uuid)) and ($7::date is null or p.changed_on <= $7)
     order by ${LAST_CHANGED_FIRST} limit $8`,
    [...filter, cursor?.order ?? null, cursor?.id ?? null, cursor?.day ?? null, query.limit + 1],
  );
  const [total] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from (select 1 ${VISIBLE} limit ${COUNT_CAP + 1}) capped`,
    filter,
  );
  return toPage(rows, {
    limit: query.limit,
    count: total?.count ?? 0,
    item: ({ changedOn: _, ...row }) => ({
      ...row,
      situation: row.seesFile ? row.situation : null,
      updatedAt: row.updatedAt.toISOString(),
    }),
    cursorOf: (row) => ({ order: row.updatedAt, id: row.id, day: row.changedOn }),
  });
}

/** The projects of the list whose file the person sees, those that changed last first; at most so many. */
export async function filesOfList(
  tx: ActorTransaction,
  query: Pick<ProjectQuery, 'query' | 'state' | 'kind'>,
  most: number,
): Promise<{ id: string; tenantId: string; reference: string }[]> {
  return tx.rows(
    `select p.id, p.tenant_id as "tenantId", p.reference ${VISIBLE} and app.sees_file(p.id) order by ${LAST_CHANGED_FIRST} limit $5`,
    [...filterOf(tx, query), most],
  );
}
