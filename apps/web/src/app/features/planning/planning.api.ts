import { Injectable, inject } from '@angular/core';
import type { Page, Plan, ProjectSummary } from '@querraum/contracts';
import { EMPTY, expand, map, reduce, type Observable } from 'rxjs';
import { Api } from '../../core/api';
import { saveFile } from '../../core/save-file';

/** A thing of the plan as it was read: what is changed names its revision. */
export interface PlanRow {
  id: string;
  revision?: number;
}
type List = 'milestones' | 'measures' | 'risks' | 'resolutions' | 'citations';
type Kind = List | 'phases' | 'links';

@Injectable({ providedIn: 'root' })
export class PlanningApi {
  private readonly api = inject(Api);

  plan(projectId: string): Observable<Plan> {
    return this.api.get<Plan>(`/projects/${projectId}/plan`);
  }

  /** The whole list, which a plan keeps short: page after page. */
  all<T>(projectId: string, list: List): Observable<T[]> {
    const page = (cursor?: string) => this.api.get<Page<T>>(`/projects/${projectId}/${list}`, { limit: 200, cursor });
    return page().pipe(
      expand(({ nextCursor }) => (nextCursor === null ? EMPTY : page(nextCursor))),
      reduce<Page<T>, T[]>((items, next) => [...items, ...next.items], []),
    );
  }

  add(projectId: string, kind: Kind, entry: object): Promise<unknown> {
    return this.api.post(`/projects/${projectId}/${kind}`, entry);
  }

  change(projectId: string, kind: Kind, { id, revision }: PlanRow, entry: object): Promise<unknown> {
    return this.api.put(`/projects/${projectId}/${kind}/${id}`, entry, revision);
  }

  /** `state`, `completion`, `correction`, `end`: something that happens to it. */
  act(projectId: string, kind: Kind, { id, revision }: PlanRow, act: string, body: object): Promise<unknown> {
    return this.api.post(`/projects/${projectId}/${kind}/${id}/${act}`, body, revision);
  }

  /** Projects that this one can be linked with. */
  projects(query: string): Observable<ProjectSummary[]> {
    return this.api.get<Page<ProjectSummary>>('/projects', { query, limit: 20 }).pipe(map(({ items }) => items));
  }

  async saveMeasures(projectId: string, language: string, fileName: string): Promise<void> {
    saveFile(await this.api.blob(`/projects/${projectId}/measures/export?language=${language}`), fileName);
  }
}
