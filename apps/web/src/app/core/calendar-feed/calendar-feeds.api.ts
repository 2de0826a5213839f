import { Injectable, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { CalendarFeed, GivenCalendarFeed } from '@querraum/contracts';
import { Api } from '../api';

/** The calendars that the signed-in person has subscribed to. */
@Injectable({ providedIn: 'root' })
export class CalendarFeeds {
  private readonly api = inject(Api);
  readonly resource = rxResource({ stream: () => this.api.get<{ items: CalendarFeed[] }>('/calendar-feeds') });

  /** A new address; the one before, if any, is worth nothing from then on. */
  async give(projectId: string | null): Promise<GivenCalendarFeed> {
    const feed = await this.api.post<GivenCalendarFeed>('/calendar-feeds', { projectId });
    this.resource.reload();
    return feed;
  }

  async revoke(id: string): Promise<void> {
    await this.api.delete(`/calendar-feeds/${id}`);
    this.resource.reload();
  }
}
