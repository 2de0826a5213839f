import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail, RunDetail } from '@querraum/contracts';
import { forkJoin, map, of, switchMap } from 'rxjs';
import { lastMomentInWords } from '../../core/deadline';
import { formatDateTime } from '../../core/format';
import { kept } from '../../core/kept';
import { News } from '../../core/news';
import { PageTitle } from '../../core/page-title';
import { ProblemView } from '../../core/problem-view';
import { RunSection } from '../../core/round/run-section';
import { RunsApi } from '../../core/round/runs.api';
import { roundProgress, situationSentence } from '../../core/round/situation';
import { TaskCounts } from '../../core/task-counts';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { HistoryList } from './history-list';
import { ProcedureStart } from './procedure-start';
import { ProjectDocuments } from './project-documents';
import { ProjectFacts } from './project-facts';
import { ProjectsApi } from './projects.api';

/** Vorhaben: who has it, since when, what follows; then everything about it. */
@Component({
  selector: 'app-project-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    EmptyState,
    HistoryList,
    PageHead,
    ProblemView,
    ProcedureStart,
    ProjectDocuments,
    ProjectFacts,
    RunSection,
    Skeleton,
    TranslocoPipe,
  ],
  templateUrl: './project-page.html',
  styleUrl: './project-page.scss',
})
export class ProjectPage {
  /** From the address. */
  readonly id = input.required<string>();
  private readonly api = inject(ProjectsApi);
  private readonly runsApi = inject(RunsApi);
  private readonly texts = inject(Texts);
  private readonly counts = inject(TaskCounts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) =>
      this.api.project(params).pipe(
        switchMap((project) => {
          const runs = project.runs.map((run) => this.runsApi.run(run.id));
          return (runs.length === 0 ? of([]) : forkJoin(runs)).pipe(map((known) => ({ project, runs: known })));
        }),
      ),
  });
  private readonly shown = kept(this.resource, this.id);
  protected readonly project = computed(() => this.shown()?.project);
  protected readonly runs = computed(() => newestFirst(this.shown()?.runs ?? []));
  protected readonly running = computed(() => this.runs().filter((run) => run.status === 'running'));
  protected readonly sentence = computed(() => {
    const project = this.project();
    if (project === undefined) return '';
    const run = this.running().find((candidate) => candidate.id === project.situation?.runId);
    return situationSentence(run?.situation ?? project.situation, {
      say: this.texts.say,
      leadUnitName: project.leadUnitName,
      progress: run && roundProgress(run),
    });
  });
  protected readonly waiting = computed(() =>
    (this.project()?.situation?.waitingFor ?? []).map((entry) => ({
      unit: entry.unit?.name ?? '',
      what: this.texts.say(`waiting.${entry.kind}`),
      owner: entry.owner === null ? '' : this.texts.say('inbox.owned', { owner: entry.owner }),
      since: this.texts.say('waiting.since', { since: formatDateTime(entry.since) }),
      due: entry.dueEnd === null ? '' : this.texts.say('due.until', { moment: lastMomentInWords(entry.dueEnd) }),
    })),
  );
  protected readonly revision = computed(() => {
    const project = this.project();
    return project === undefined ? '' : `${project.id} ${project.revision} ${project.updatedAt}`;
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const project = this.project();
      if (project !== undefined) title.say(project.title);
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.resource.reload());
  }

  protected canStart(project: ProjectDetail): boolean {
    return project.allowed.includes('run:start') && project.documents.length > 0;
  }

  /** After a command of the run: its new state at once, everything around it by asking again. */
  protected follow(run: RunDetail): void {
    this.resource.update(
      (shown) => shown && { ...shown, runs: shown.runs.map((one) => (one.id === run.id ? run : one)) },
    );
    this.refresh();
  }

  protected refresh(): void {
    this.resource.reload();
    this.counts.reload();
    void this.announcer.announce(this.texts.say('saved'));
  }
}

const newestFirst = (runs: readonly RunDetail[]): RunDetail[] =>
  [...runs].sort((one, other) => other.startedAt.localeCompare(one.startedAt));
