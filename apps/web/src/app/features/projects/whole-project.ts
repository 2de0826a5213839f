import { Injectable, inject } from '@angular/core';
import type { ProjectDetail, RunDetail, RunSummary } from '@querraum/contracts';
import { EMPTY, Observable, expand, forkJoin, from, map, mergeMap, of, switchMap, toArray } from 'rxjs';
import { RunsApi } from '../../core/round/runs.api';
import { ProjectsApi } from './projects.api';

export interface ProjectWithRuns {
  project: ProjectDetail;
  runs: RunDetail[];
}

/** So many requests at once leave room for those that somebody waits for. */
const AT_ONCE = 4;

/** A project together with what runs or ran in it. */
@Injectable({ providedIn: 'root' })
export class WholeProject {
  private readonly projects = inject(ProjectsApi);
  private readonly runs = inject(RunsApi);

  /** With every run, however many: for what is put to the file. */
  get(id: string): Observable<ProjectWithRuns> {
    const runs = this.runs.ofProject(id, null).pipe(
      expand(({ nextCursor }) => (nextCursor === null ? EMPTY : this.runs.ofProject(id, nextCursor))),
      mergeMap(({ items }) => from(items)),
      mergeMap((run) => this.runs.run(run.id), AT_ONCE),
      toArray(),
    );
    return this.projects.project(id).pipe(switchMap((project) => runs.pipe(map((all) => ({ project, runs: all })))));
  }

  details(runs: readonly RunSummary[]): Observable<RunDetail[]> {
    return runs.length === 0 ? of([]) : forkJoin(runs.map((run) => this.runs.run(run.id)));
  }
}

export const newestFirst = <T extends RunSummary>(runs: readonly T[]): T[] =>
  [...runs].sort((one, other) => other.startedAt.localeCompare(one.startedAt));
