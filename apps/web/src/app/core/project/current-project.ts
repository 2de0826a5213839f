import { Injectable, computed, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { ProjectDetail } from '@querraum/contracts';
import { Api } from '../api';
import { kept } from '../kept';
import { TaskCounts } from '../task-counts';

/** The project whose pages are open; the frame around them provides it and shows a page only once the project is there. */
@Injectable()
export class CurrentProject {
  private readonly api = inject(Api);
  private readonly counts = inject(TaskCounts);
  readonly id = signal<string | undefined>(undefined);
  readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.get<ProjectDetail>(`/projects/${params}`),
  });
  readonly loaded = kept(this.resource, this.id);
  readonly project = computed(() => {
    const project = this.loaded();
    if (project === undefined) throw new Error('A page of a project stands inside its frame.');
    return project;
  });
  /** Changes whenever anything about the project has changed: what a page has read besides must be asked again. */
  readonly revision = computed(() => {
    const { id, revision, updatedAt } = this.project();
    return `${id} ${revision} ${updatedAt}`;
  });

  /** Asks again, with the counts of the inbox: after every command. */
  refresh(): void {
    this.resource.reload();
    this.counts.reload();
  }
}
