import type { Transaction } from '../platform';

/**
 * The days on which an authority does not work, beside Saturday and Sunday: holidays of its Land and its own house days,
 * local date → name. Where both fall on one day, the holiday names it; a house day of the kind "open"
 * takes a holiday away. All that are known: a Frist may be as long as it likes.
 */
export async function closedDaysOf(tx: Transaction, tenantId: string): Promise<Record<string, string>> {
  const rows = await tx.rows<{ date: string; name: string }>(
    `select d.date::text as date, d.name from (
       select date, name, 1 as rank from house_day where tenant_id = $1 and kind = 'closed'
       union all
       select h.date, h.name, 2 from holiday h join tenant t on t.state = h.state
       where t.id = $1
         and not exists (select 1 from house_day o where o.tenant_id = $1 and o.date = h.date and o.kind = 'open')
     ) d order by d.date, d.rank`,
    [tenantId],
  );
  return Object.fromEntries(rows.map(({ date, name }) => [date, name]));
}

/**
 * Whoever counts a Frist and stores it waits for a change of the calendar, and the change waits for them: no Frist is stored
 * that was counted with the calendar before. An expression over a row with a tenant_id, for the statement that locks it.
 */
export const SHARED_CALENDAR_LOCK = "pg_advisory_xact_lock_shared(hashtextextended('calendar:' || tenant_id::text, 0))";

/** As `SHARED_CALENDAR_LOCK`, for whoever has no row yet: before all other locks. */
export async function holdCalendar(tx: Transaction, tenantId: string): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock_shared(hashtextextended('calendar:' || $1::uuid::text, 0))", [tenantId]);
  await tx.lookAtClock();
}

/** For whoever changes the calendar. */
export async function lockCalendar(tx: Transaction, tenantId: string): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('calendar:' || $1::uuid::text, 0))", [tenantId]);
  await tx.lookAtClock();
}
