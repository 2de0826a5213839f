import { Injectable, inject } from '@angular/core';
import type { DeadlinePreview, ProcedureDetail, ProcedureSummary } from '@querraum/contracts';
import type { Period } from '@querraum/workflow';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class ProceduresApi {
  private readonly api = inject(Api);

  procedures() {
    return this.api.get<{ items: ProcedureSummary[] }>('/procedures');
  }

  procedure(id: string) {
    return this.api.get<ProcedureDetail>(`/procedures/${id}`);
  }

  /** `opens`: the day on which the step begins, where its Frist counts from another day. */
  deadline(start: string, { length, unit, roll, latestTime }: Period, opens?: string) {
    return this.api.get<DeadlinePreview>('/deadline-preview', { start, length, unit, roll, latestTime, opens });
  }
}
