import { Injectable, inject } from '@angular/core';
import type { ProjectDetail, RunDetail } from '@querraum/contracts';
import { Observable, forkJoin, map, of, switchMap } from 'rxjs';
import { RunsApi } from '../../core/round/runs.api';
import { ProjectsApi } from './projects.api';

export interface ProjectWithRuns {
  project: ProjectDetail;
  runs: RunDetail[];
}

/** A project together with everything that runs or ran in it. */
@Injectable({ providedIn: 'root' })
export class WholeProject {
  private readonly projects = inject(ProjectsApi);
  private readonly runs = inject(RunsApi);

  get(id: string): Observable<ProjectWithRuns> {
    return this.projects
      .project(id)
      .pipe(switchMap((project) => this.runsOf(project).pipe(map((runs) => ({ project, runs })))));
  }

  runsOf(project: ProjectDetail): Observable<RunDetail[]> {
    const runs = project.runs.map((run) => this.runs.run(run.id));
    return runs.length === 0 ? of([]) : forkJoin(runs);
  }
}

export const newestFirst = (runs: readonly RunDetail[]): RunDetail[] =>
  [...runs].sort((one, other) => other.startedAt.localeCompare(one.startedAt));
