import { Injectable, inject } from '@angular/core';
import type { JobRegister, WorkItem, WorkItems } from '@querraum/contracts';
import { Api, type Query } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class JobsApi {
  private readonly api = inject(Api);

  register() {
    return this.api.get<JobRegister>('/jobs');
  }

  items(query: Query) {
    return this.api.get<WorkItems>('/work-items', query);
  }

  retry(id: string): Promise<WorkItem> {
    return this.api.post(`/work-items/${id}/retry`);
  }

  skip(id: string, reason: string): Promise<WorkItem> {
    return this.api.post(`/work-items/${id}/skip`, { reason });
  }
}
