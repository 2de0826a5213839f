import { Injectable, inject } from '@angular/core';
import type { NewRun, Page, RunCourse, RunDetail, RunSummary, StepCommand } from '@querraum/contracts';
import { Api } from '../api';

const PAGE_ROWS = 50;

@Injectable({ providedIn: 'root' })
export class RunsApi {
  private readonly api = inject(Api);

  run(id: string) {
    return this.api.get<RunDetail>(`/runs/${id}`);
  }

  course(id: string) {
    return this.api.get<RunCourse>(`/runs/${id}/course`);
  }

  /** Every run of a project, page by page. */
  ofProject(projectId: string, cursor: string | null) {
    return this.api.get<Page<RunSummary>>(`/projects/${projectId}/runs`, { cursor, limit: PAGE_ROWS });
  }

  start(projectId: string, run: NewRun): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/projects/${projectId}/runs`, run);
  }

  command(runId: string, stepId: string, command: StepCommand): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/steps/${stepId}/commands`, command);
  }

  cancel(runId: string, reason: string): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/cancel`, { reason });
  }
}
