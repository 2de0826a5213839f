import { Injectable, inject } from '@angular/core';
import type { NewProject, Page, ProjectDetail, ProjectSummary } from '@querraum/contracts';
import { Api } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class ProjectsApi {
  private readonly api = inject(Api);

  projects(filter: { query?: string; kind?: string }, cursor?: string) {
    return this.api.get<Page<ProjectSummary>>('/projects', { ...filter, cursor });
  }

  project(id: string) {
    return this.api.get<ProjectDetail>(`/projects/${id}`);
  }

  create(project: NewProject): Promise<ProjectDetail> {
    return this.api.post<ProjectDetail>('/projects', project);
  }
}
