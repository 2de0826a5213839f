import { Injectable, computed, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { Page, ProjectHolder } from '@querraum/contracts';
import { Api } from '../../core/api';
import { kept } from '../../core/kept';
import { CurrentProject } from '../../core/project/current-project';

const AT_FIRST = 10;
/** As many as a page of the server holds. */
const AT_MOST = 200;
/** Everything open in the project, the most urgent first; provided by the overview for its sentence and its list. */
@Injectable()
export class OpenMatters {
  private readonly current = inject(CurrentProject);
  private readonly api = inject(Api);
  private readonly limit = signal(AT_FIRST);
  readonly resource = rxResource({
    params: () => ({ id: this.current.project().id, limit: this.limit(), revision: this.current.revision() }),
    stream: ({ params: { id, limit } }) => this.api.get<Page<ProjectHolder>>(`/projects/${id}/holders`, { limit }),
  });
  readonly page = kept(this.resource, () => this.current.project().id);
  private readonly isCut = computed(() => (this.page()?.nextCursor ?? null) !== null);
  readonly hasMore = computed(() => this.isCut() && this.limit() === AT_FIRST);
  readonly isCutForGood = computed(() => this.isCut() && this.limit() === AT_MOST);
  /** Units that have a task by hand, the most urgent first. */
  readonly unitsWithTasks = computed(() => [
    ...new Set(
      (this.page()?.items ?? []).filter(({ link }) => link.to === 'assignment').flatMap(({ unit }) => unit?.name ?? []),
    ),
  ]);

  showAll(): void {
    this.limit.set(AT_MOST);
  }
}
