import { Injectable, inject } from '@angular/core';
import type { OverviewAreas, OverviewCounts, OverviewFilter, OverviewProject, Page } from '@querraum/contracts';
import { Api } from '../../core/api';
import { language } from '../../core/language';
import { queryOf } from './overview-filter';

const ROWS = 50;

@Injectable({ providedIn: 'root' })
export class OverviewApi {
  private readonly api = inject(Api);

  projects(filter: OverviewFilter, cursor?: string) {
    return this.api.get<Page<OverviewProject>>('/overview/projects', { ...queryOf(filter), cursor, limit: ROWS });
  }

  counts(filter: OverviewFilter) {
    return this.api.get<OverviewCounts>('/overview/counts', queryOf(filter));
  }

  areas(filter: OverviewFilter, parent: string) {
    return this.api.get<OverviewAreas>('/overview/areas', { ...queryOf(filter), parent });
  }

  csv(filter: OverviewFilter): Promise<Blob> {
    const query = new URLSearchParams({ ...queryOf(filter), language: language() });
    return this.api.blob(`/overview/export?${query}`);
  }
}
