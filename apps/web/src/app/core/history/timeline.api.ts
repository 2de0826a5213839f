import { Injectable, inject } from '@angular/core';
import type { Page, TimelineEntry, TimelineFilter } from '@querraum/contracts';
import type { Observable } from 'rxjs';
import { Api } from '../api';

@Injectable({ providedIn: 'root' })
export class TimelineApi {
  private readonly api = inject(Api);

  page(
    projectId: string,
    filter: TimelineFilter,
    place: { limit: number; cursor?: string | null },
  ): Observable<Page<TimelineEntry>> {
    const { what, ...rest } = filter;
    return this.api.get(`/projects/${projectId}/timeline`, { ...rest, ...place, what: what?.join(',') });
  }
}
