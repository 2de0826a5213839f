import { Injectable, inject } from '@angular/core';
import type {
  CalendarChange,
  CalendarChangeEntry,
  CalendarEffect,
  DeadlinePreview,
  HouseCalendar,
  Page,
} from '@querraum/contracts';
import { Api } from '../../core/api';

/** A period as the calculator asks for it. */
export interface PeriodInput {
  start: string;
  length: number;
  unit: string;
}

@Injectable({ providedIn: 'root' })
export class CalendarApi {
  private readonly api = inject(Api);

  year(year: number): Promise<HouseCalendar> {
    return this.api.read<HouseCalendar>('/calendar', { year });
  }

  preview(change: CalendarChange): Promise<CalendarEffect> {
    return this.api.read<CalendarEffect>('/calendar/preview', { change: JSON.stringify(change) });
  }

  change(change: CalendarChange, revision: number): Promise<CalendarEffect> {
    return this.api.post<CalendarEffect>('/calendar/changes', change, revision);
  }

  changes(cursor?: string): Promise<Page<CalendarChangeEntry>> {
    return this.api.read<Page<CalendarChangeEntry>>('/calendar/changes', { limit: 20, cursor });
  }

  /** With a change that has not been made: what the Frist would then be. */
  deadline(period: PeriodInput, change?: CalendarChange): Promise<DeadlinePreview> {
    return this.api.read<DeadlinePreview>('/deadline-preview', {
      ...period,
      change: change === undefined ? undefined : JSON.stringify(change),
    });
  }
}
