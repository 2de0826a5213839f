import { Injectable } from '@nestjs/common';
import type { DeadlinePreview, DeadlineQuery, Holiday, HolidayQuery, HouseDay } from '@querraum/contracts';
import { explainPeriod, periodEnd, startOfDay } from '@querraum/workflow';
import { access, appendAudit, type Caller, DomainError, Transactions } from '../platform';
import { closedDaysOf } from './closed-days';

/** A period may be as long as it likes; every day that we know is asked for. */
const END_OF_CALENDAR = '9999-12-31';

@Injectable()
export class CalendarService {
  constructor(private readonly transactions: Transactions) {}

  /** What a Frist would be, in the calendar of the person's own house, and why. */
  previewDeadline(caller: Caller, { start, ...rest }: DeadlineQuery): Promise<DeadlinePreview> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:read');
      const closedDays = await closedDaysOf(tx, tx.actor.tenantId, start, END_OF_CALENDAR);
      const result = periodEnd(startOfDay(start), rest, closedDays);
      const { lastDay, dueEnd, skipped } = result;
      const explanation = { de: explainPeriod(result, rest, 'de'), en: explainPeriod(result, rest, 'en') };
      return { start, lastDay, dueEnd, skipped, explanation };
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
      return tx.rows<HouseDay>('select date::text as date, name from house_day where tenant_id = $1 order by date', [
        tx.actor.tenantId,
      ]);
    });
  }

  addHouseDay(caller: Caller, key: string, day: HouseDay): Promise<HouseDay> {
    return this.transactions.command(caller, { key, request: { act: 'calendar.addHouseDay', day } }, async (tx) => {
      access.require(tx, 'calendar:edit');
      const { tenantId, personId } = tx.actor;
      const added = await tx.rows(
        'insert into house_day (tenant_id, date, name) values ($1, $2, $3) on conflict do nothing returning date',
        [tenantId, day.date, day.name],
      );
      if (added.length === 0) throw new DomainError('houseDayTaken', { date: localized(day.date) });
      await appendAudit(tx, tenantId, tenantId, [
        { action: 'calendar.houseDayAdded', actor: personId, at: tx.now, body: day },
      ]);
      return day;
    });
  }

  removeHouseDay(caller: Caller, key: string, date: string): Promise<null> {
    return this.transactions.command(caller, { key, request: { act: 'calendar.removeHouseDay', date } }, async (tx) => {
      access.require(tx, 'calendar:edit');
      const { tenantId, personId } = tx.actor;
      const [removed] = await tx.rows<{ name: string }>(
        'delete from house_day where tenant_id = $1 and date = $2 returning name',
        [tenantId, date],
      );
      if (!removed) throw new DomainError('notFound');
      await appendAudit(tx, tenantId, tenantId, [
        { action: 'calendar.houseDayRemoved', actor: personId, at: tx.now, body: { date, name: removed.name } },
      ]);
      return null;
    });
  }
}

/** `2027-04-02` → 02.04.2027 in German. */
const localized = (date: string) => ({ de: date.split('-').reverse().join('.'), en: date });
