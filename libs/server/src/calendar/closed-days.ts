import type { Transaction } from '../platform';

/**
 * The days on which an authority does not work, beside Saturday and Sunday: holidays of its Land and its own house days,
 * local date → name, both ends included. Where both fall on one day, the holiday names it.
 */
export async function closedDaysOf(
  tx: Transaction,
  tenantId: string,
  fromDate: string,
  toDate: string,
): Promise<Record<string, string>> {
  const rows = await tx.rows<{ date: string; name: string }>(
    `select d.date::text as date, d.name from (
       select date, name, 1 as rank from house_day where tenant_id = $1 and date between $2 and $3
       union all
       select h.date, h.name, 2 from holiday h join tenant t on t.state = h.state
       where t.id = $1 and h.date between $2 and $3
     ) d order by d.date, d.rank`,
    [tenantId, fromDate, toDate],
  );
  return Object.fromEntries(rows.map(({ date, name }) => [date, name]));
}
