import { dayInBoth, localDate, type ChangedDay } from '@querraum/workflow';
import type { CalendarChange, HouseDay, HouseDayKind } from '@querraum/contracts';
import { appendAudit, DomainError, type ActorTransaction, type Transaction } from '../platform';
import { closedDaysOf } from './closed-days';

/** What a change means for a day that is named in it. */
interface ChangedHouseDay extends HouseDay {
  act: 'added' | 'removed';
  /** What it makes of the day; `null` where the day was closed before and after. */
  effect: 'closed' | 'opened' | null;
}

export interface ReadChange {
  days: ChangedHouseDay[];
  /** For the engine: the days that have become others. */
  changed: ChangedDay[];
  /** The calendar with the change. */
  closedDays: Record<string, string>;
}

/** Reads what the change would do to the calendar as it is now, or refuses it. */
export async function readChange(tx: ActorTransaction, change: CalendarChange): Promise<ReadChange> {
  const { tenantId } = tx.actor;
  const today = localDate(tx.now.toISOString());
  const dates = [...change.add.map(({ date }) => date), ...change.remove].sort();
  const past = dates.find((date) => date < today);
  if (past !== undefined) throw new DomainError('houseDayPast', { date: dayInBoth(past) });
  const houseDays = await houseDaysOn(tx, tenantId, dates);
  const holidays = await holidaysOn(tx, tenantId, dates);
  const before = await closedDaysOf(tx, tenantId);
  for (const { date, kind } of change.add) {
    if (houseDays.has(date)) throw new DomainError('houseDayTaken', { date: dayInBoth(date) });
    if (kind === 'open' && !holidays.has(date)) throw new DomainError('houseDayNoHoliday', { date: dayInBoth(date) });
  }
  const removed = change.remove.map((date): HouseDay => {
    const day = houseDays.get(date);
    if (day === undefined) throw new DomainError('houseDayMissing', { date: dayInBoth(date) });
    return day;
  });
  const days = [
    ...change.add.map((day) => ({ ...day, act: 'added' as const, effect: effectOf(day, 'added', holidays) })),
    ...removed.map((day) => ({ ...day, act: 'removed' as const, effect: effectOf(day, 'removed', holidays) })),
  ];
  const changed = days.flatMap(({ date, name, effect }) =>
    effect ? [{ date, name, closed: effect === 'closed' }] : [],
  );
  const open = new Set(changed.filter(({ closed }) => !closed).map(({ date }) => date));
  const closedDays = {
    ...Object.fromEntries(Object.entries(before).filter(([date]) => !open.has(date))),
    ...Object.fromEntries(changed.filter(({ closed }) => closed).map(({ date, name }) => [date, name])),
  };
  return { days, changed, closedDays };
}

/** On a holiday a closed house day changes nothing, and only there an open one does. */
function effectOf(
  { date, kind }: HouseDay,
  act: 'added' | 'removed',
  holidays: ReadonlyMap<string, string>,
): ChangedHouseDay['effect'] {
  if (kind === 'closed' && holidays.has(date)) return null;
  return (kind === 'closed') === (act === 'added') ? 'closed' : 'opened';
}

/** Writes the change, which `readChange` has let through, as the next revision. */
export async function writeChange(tx: ActorTransaction, { days }: ReadChange): Promise<number> {
  const { tenantId, personId } = tx.actor;
  const removed = days.filter(({ act }) => act === 'removed').map(({ date }) => date);
  await tx.rows('delete from house_day where tenant_id = $1 and date = any ($2::date[])', [tenantId, removed]);
  await tx.rows(
    `insert into house_day (tenant_id, date, name, kind)
     select $1, date, name, kind from jsonb_to_recordset($2::jsonb) as d(date date, name text, kind text, act text) where act = 'added'`,
    [tenantId, JSON.stringify(days)],
  );
  const [next] = await tx.rows<{ revision: number }>(
    `insert into house_calendar (tenant_id, revision) values ($1, 1)
     on conflict (tenant_id) do update set revision = house_calendar.revision + 1 returning revision`,
    [tenantId],
  );
  const revision = next?.revision ?? 0;
  await tx.rows(
    `insert into calendar_change (tenant_id, revision, date, name, kind, act, effect, person_id, at)
     select $1, $2, date, name, kind, act, effect, $4, $5
     from jsonb_to_recordset($3::jsonb) as d(date date, name text, kind text, act text, effect text)`,
    [tenantId, revision, JSON.stringify(days), personId, tx.now],
  );
  await appendAudit(
    tx,
    tenantId,
    tenantId,
    days.map(({ date, name, kind, act }) => ({
      action: act === 'added' ? 'calendar.houseDayAdded' : 'calendar.houseDayRemoved',
      actor: personId,
      at: tx.now,
      body: { date, name, kind, revision },
    })),
  );
  return revision;
}

export async function calendarRevision(tx: Transaction, tenantId: string): Promise<number> {
  const [row] = await tx.rows<{ revision: number }>('select revision from house_calendar where tenant_id = $1', [
    tenantId,
  ]);
  return row?.revision ?? 0;
}

/** The days that this revision and those after it have made others, as they are now. */
export function changedDaysSince(tx: Transaction, tenantId: string, revision: number): Promise<ChangedDay[]> {
  return tx.rows<ChangedDay>(
    `select distinct on (date) date::text as date, name, effect = 'closed' as closed from calendar_change
     where tenant_id = $1 and revision >= $2 and effect is not null order by date, revision desc`,
    [tenantId, revision],
  );
}

/** The last day up to which the holidays of the house's Land are known. */
export async function holidaysUntil(tx: Transaction, tenantId: string): Promise<string> {
  const [row] = await tx.rows<{ until: string }>(
    `select coalesce(extract(year from max(h.date)), extract(year from $2::timestamptz) - 1)::int || '-12-31' as until
     from holiday h join tenant t on t.state = h.state where t.id = $1`,
    [tenantId, tx.now],
  );
  return row?.until ?? '1990-01-01';
}

async function houseDaysOn(tx: Transaction, tenantId: string, dates: string[]): Promise<Map<string, HouseDay>> {
  const rows = await tx.rows<{ date: string; name: string; kind: HouseDayKind }>(
    'select date::text as date, name, kind from house_day where tenant_id = $1 and date = any ($2::date[])',
    [tenantId, dates],
  );
  return new Map(rows.map((day) => [day.date, day]));
}

async function holidaysOn(tx: Transaction, tenantId: string, dates: string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ date: string; name: string }>(
    `select h.date::text as date, h.name from holiday h join tenant t on t.state = h.state
     where t.id = $1 and h.date = any ($2::date[])`,
    [tenantId, dates],
  );
  return new Map(rows.map(({ date, name }) => [date, name]));
}
