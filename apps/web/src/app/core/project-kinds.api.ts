import { Injectable, inject } from '@angular/core';
import type { KindEntry, ProjectKind, ProjectKindDetail } from '@querraum/contracts';
import { Api } from './api';

const ROOT = '/project-kinds';

/** The kinds of projects of the own house. */
@Injectable({ providedIn: 'root' })
export class ProjectKindsApi {
  private readonly api = inject(Api);

  kinds() {
    return this.api.get<{ items: ProjectKind[] }>(ROOT);
  }
  kind(id: string) {
    return this.api.get<ProjectKindDetail>(`${ROOT}/${id}`);
  }
  add(kind: KindEntry) {
    return this.api.post<ProjectKindDetail>(ROOT, kind);
  }
  change(id: string, kind: KindEntry, revision: number) {
    return this.api.put<ProjectKindDetail>(`${ROOT}/${id}`, kind, revision);
  }
  retire(id: string, revision: number) {
    return this.api.post<ProjectKindDetail>(`${ROOT}/${id}/retirement`, {}, revision);
  }
  offer(id: string, revision: number) {
    return this.api.delete<ProjectKindDetail>(`${ROOT}/${id}/retirement`, revision);
  }
}
