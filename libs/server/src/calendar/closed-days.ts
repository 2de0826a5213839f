import type { Transaction } from '../platform';

/** A Frist may be as long as it likes: whoever counts one asks for every day that we know. */
export const WHOLE_CALENDAR = ['0001-01-01', '9999-12-31'] as const;

/**
 * The days on which an authority does not work, beside Saturday and Sunday: holidays of its Land and its own house days,
 * local date → name, both ends included. Where both fall on one day, the holiday names it; a house day of the kind "open"
 * takes a holiday away.
 */
export async function closedDaysOf(
  tx: Transaction,
  tenantId: string,
  [fromDate, toDate]: readonly [fromDate: string, toDate: string] = WHOLE_CALENDAR,
): Promise<Record<string, string>> {
  const rows = await tx.rows<{ date: string; name: string }>(
    `select d.date::text as date, d.name from (
       select date, name, 1 as rank from house_day where tenant_id = $1 and kind = 'closed' and date between $2 and $3
       union all
       select h.date, h.name, 2 from holiday h join tenant t on t.state = h.state
       where t.id = $1 and h.date between $2 and $3
         and not exists (select 1 from house_day o where o.tenant_id = $1 and o.date = h.date and o.kind = 'open')
     ) d order by d.date, d.rank`,
    [tenantId, fromDate, toDate],
  );
  return Object.fromEntries(rows.map(({ date, name }) => [date, name]));
}

/**
 * Whoever counts a Frist and stores it waits for a change of the calendar, and the change waits for them: no Frist is stored
 * that was counted with the calendar before. An expression over a row with a tenant_id, for the statement that locks it.
 */
export const SHARED_CALENDAR_LOCK = "pg_advisory_xact_lock_shared(hashtextextended('calendar:' || tenant_id::text, 0))";

export async function lockCalendar(tx: Transaction, tenantId: string): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('calendar:' || $1::uuid::text, 0))", [tenantId]);
  await tx.lookAtClock();
}
