import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  type CalendarChangeEntry,
  type CalendarDay,
  type CalendarQuery,
  type DeadlinePreview,
  type DeadlineQuery,
  type Holiday,
  type HolidayQuery,
  type HouseCalendar,
  type HouseDay,
  type Page,
  type PageQuery,
} from '@querraum/contracts';
import { explainPeriod, latestStart, periodEnd, startOfDay } from '@querraum/workflow';
import { access, type Caller, DomainError, Transactions } from '../platform';
import { closedDaysOf } from './closed-days';
import { calendarRevision, holidaysUntil, readChange } from './house-calendar';

@Injectable()
export class CalendarService {
  constructor(private readonly transactions: Transactions) {}

  /** What a Frist would be, or when it has to begin, in the calendar of the person's own house or with a change of it, and why. */
  previewDeadline(
    caller: Caller,
    { start: begins, end, opens, change, ...rest }: DeadlineQuery,
  ): Promise<DeadlinePreview> {
    const fixed = begins ?? end;
    if (fixed === undefined || (end !== undefined && (begins ?? opens) !== undefined))
      throw new DomainError('invalidInput', { summary: 'start | end' });
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:read');
      const closedDays = change ? (await readChange(tx, change)).closedDays : await closedDaysOf(tx, tx.actor.tenantId);
      const until = await holidaysUntil(tx, tx.actor.tenantId);
      const start = end === undefined ? fixed : latestStart(end, rest, closedDays);
      const period = opens ? { ...rest, begins: { at: startOfDay(start), leavesTime: true } } : rest;
      const result = periodEnd(startOfDay(opens ?? start), period, closedDays);
      const { lastDay, dueEnd, skipped } = result;
      const explanation = {
        de: explainPeriod(result, rest, 'de', until),
        en: explainPeriod(result, rest, 'en', until),
      };
      return { start, lastDay, dueEnd, skipped, explanation, holidaysUntil: until };
    });
  }

  holidays(caller: Caller, { state, year }: HolidayQuery): Promise<Holiday[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:read');
      return tx.rows<Holiday>(
        `select state, date::text as date, name from holiday
         where state = $1 and ($2::int is null or extract(year from date) = $2) order by date`,
        [state, year ?? null],
      );
    });
  }

  houseDays(caller: Caller): Promise<HouseDay[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:read');
      return tx.rows<HouseDay>(
        'select date::text as date, name, kind from house_day where tenant_id = $1 order by date',
        [tx.actor.tenantId],
      );
    });
  }

  /** One year of the own house: holidays of the Land, what the house adds and what it takes away. */
  year(caller: Caller, { year }: CalendarQuery): Promise<HouseCalendar> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:read');
      const { tenantId } = tx.actor;
      const [tenant] = await tx.rows<{ state: string }>('select state from tenant where id = $1', [tenantId]);
      if (!tenant) throw new DomainError('notFound');
      const days = await tx.rows<CalendarDay>(
        `select coalesce(d.date, h.date)::text as date, coalesce(d.name, h.name) as name, coalesce(d.kind, 'holiday') as kind, h.name as holiday
         from (select * from house_day where tenant_id = $1 and extract(year from date) = $3) d
         full join (select * from holiday where state = $2 and extract(year from date) = $3) h on h.date = d.date
         order by 1`,
        [tenantId, tenant.state, year],
      );
      const revision = await calendarRevision(tx, tenantId);
      return { year, state: tenant.state, revision, holidaysUntil: await holidaysUntil(tx, tenantId), days };
    });
  }

  /** Who changed what in the calendar of the own house, newest first; a page ends between two changes. */
  changes(caller: Caller, { cursor, limit }: PageQuery): Promise<Page<CalendarChangeEntry>> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:edit');
      const { tenantId } = tx.actor;
      const before = cursor === undefined ? null : revisionOf(cursor);
      const rows = await tx.rows<Omit<CalendarChangeEntry, 'at'> & { at: Date }>(
        `select c.revision, c.at, p.name as person, c.date::text as date, c.name, c.kind, c.act
         from calendar_change c join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
         where c.tenant_id = $1 and c.revision in (
           select distinct revision from calendar_change where tenant_id = $1 and ($2::int is null or revision < $2)
           order by revision desc limit $3)
         order by c.revision desc, c.date`,
        [tenantId, before, limit],
      );
      const [counted] = await tx.rows<{ n: number }>(
        'select count(*)::int as n from (select 1 from calendar_change where tenant_id = $1 limit $2) c',
        [tenantId, COUNT_CAP + 1],
      );
      const oldest = rows.at(-1)?.revision ?? 1;
      const count = counted?.n ?? 0;
      return {
        items: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
        nextCursor: oldest > 1 ? String(oldest) : null,
        count: Math.min(count, COUNT_CAP),
        countExact: count <= COUNT_CAP,
      };
    });
  }
}

function revisionOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw new DomainError('invalidInput', { summary: 'cursor' });
  return Number(cursor);
}
