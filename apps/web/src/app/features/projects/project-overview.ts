import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail, RunDetail } from '@querraum/contracts';
import { CalendarSubscription } from '../../core/calendar-feed/calendar-subscription';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { LeadHint } from '../../core/project/lead-hint';
import { RunSection } from '../../core/round/run-section';
import { roundProgress, situationSentence } from '../../core/round/situation';
import { Texts } from '../../core/texts';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { FurtherRuns } from './further-runs';
import { LatestHistory } from './latest-history';
import { OpenMatters } from './open-matters';
import { ProcedureStart } from './procedure-start';
import { ProjectDocuments } from './project-documents';
import { ProjectFacts } from './project-facts';
import { ProjectHolders } from './project-holders';
import { shownRuns } from './shown-runs';
import { WholeProject, newestFirst } from './whole-project';

/** Überblick of a project: who has it, since when, what follows; then what runs and what it is. */
@Component({
  selector: 'app-project-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CalendarSubscription,
    EmptyState,
    FurtherRuns,
    LatestHistory,
    LeadHint,
    ProblemView,
    ProcedureStart,
    ProjectDocuments,
    ProjectFacts,
    ProjectHolders,
    RunSection,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [OpenMatters],
  templateUrl: './project-overview.html',
  styleUrl: './project-overview.scss',
})
export class ProjectOverview {
  protected readonly current = inject(CurrentProject);
  private readonly whole = inject(WholeProject);
  private readonly matters = inject(OpenMatters);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly summaries = computed(() => shownRuns(this.current.project()));
  protected readonly resource = rxResource({
    params: () => this.summaries().full,
    stream: ({ params }) => this.whole.details(params),
  });
  private readonly known = kept(this.resource, this.current.id);
  protected readonly areKnown = computed(() => this.known() !== undefined);
  protected readonly runs = computed(() => newestFirst(this.known() ?? []));
  protected readonly running = computed(() => this.current.project().runs.filter((run) => run.status === 'running'));
  protected readonly sentence = computed(() => {
    const { situation, leadUnitName } = this.current.project();
    const run = this.runs().find((candidate) => candidate.id === situation?.runId);
    return situationSentence(run?.status === 'running' ? run.situation : situation, {
      say: this.texts.say,
      leadUnitName,
      progress: run?.status === 'running' ? roundProgress(run) : undefined,
      withTasks: this.matters.unitsWithTasks(),
    });
  });

  protected canStart(project: ProjectDetail): boolean {
    return project.allowed.includes('run:start') && project.documentCount > 0;
  }

  /** After a command of the run: its new state at once, everything around it by asking again. */
  protected follow(run: RunDetail): void {
    this.resource.update((runs) => runs?.map((one) => (one.id === run.id ? run : one)));
    this.refresh();
  }

  protected refresh(): void {
    this.current.refresh();
    void this.announcer.announce(this.texts.say('saved'));
  }
}
