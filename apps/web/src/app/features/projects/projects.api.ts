import { Injectable, inject } from '@angular/core';
import type { HistoryEntry, NewProject, Page, ProjectDetail, ProjectSummary } from '@querraum/contracts';
import { Api } from '../../core/api';

const HISTORY_ROWS = 50;

@Injectable({ providedIn: 'root' })
export class ProjectsApi {
  private readonly api = inject(Api);

  projects(query: string, cursor?: string) {
    return this.api.get<Page<ProjectSummary>>('/projects', { query, cursor });
  }

  project(id: string) {
    return this.api.get<ProjectDetail>(`/projects/${id}`);
  }

  create(project: NewProject): Promise<ProjectDetail> {
    return this.api.post<ProjectDetail>('/projects', project);
  }

  history(projectId: string, cursor?: string): Promise<Page<HistoryEntry>> {
    return this.api.read<Page<HistoryEntry>>(`/projects/${projectId}/history`, { cursor, limit: HISTORY_ROWS });
  }
}
