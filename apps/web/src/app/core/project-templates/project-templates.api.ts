import { Injectable, inject } from '@angular/core';
import type {
  ProjectTemplate,
  TemplateChange,
  TemplatePreview,
  TemplateProposal,
  TemplateSummary,
} from '@querraum/contracts';
import { Api } from '../api';

const ROOT = '/project-templates';

/** What projects of the own house can start with. */
@Injectable({ providedIn: 'root' })
export class ProjectTemplatesApi {
  private readonly api = inject(Api);

  templates() {
    return this.api.get<{ items: TemplateSummary[] }>(ROOT);
  }
  template(id: string) {
    return this.api.get<ProjectTemplate>(`${ROOT}/${id}`);
  }
  change(id: string, template: TemplateChange, revision: number) {
    return this.api.put<ProjectTemplate>(`${ROOT}/${id}`, template, revision);
  }
  release(id: string, revision: number) {
    return this.api.post<ProjectTemplate>(`${ROOT}/${id}/release`, {}, revision);
  }
  retire(id: string, revision: number) {
    return this.api.post<ProjectTemplate>(`${ROOT}/${id}/retirement`, {}, revision);
  }
  file(id: string, documentId: string): Promise<Blob> {
    return this.api.blob(`${ROOT}/${id}/documents/${documentId}/content`);
  }

  preview(projectId: string) {
    return this.api.get<TemplatePreview>(`/projects/${projectId}/template`);
  }
  propose(projectId: string, proposal: TemplateProposal) {
    return this.api.post<ProjectTemplate>(`/projects/${projectId}/template`, proposal);
  }
}
