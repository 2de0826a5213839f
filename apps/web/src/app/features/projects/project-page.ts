import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail, RunDetail } from '@querraum/contracts';
import { lastMomentInWords } from '../../core/deadline';
import { formatDateTime } from '../../core/format';
import { kept } from '../../core/kept';
import { News } from '../../core/news';
import { PageTitle } from '../../core/page-title';
import { PrintButton } from '../../core/print-button';
import { PrintFoot } from '../../core/print-foot';
import { ProblemView } from '../../core/problem-view';
import { RunSection } from '../../core/round/run-section';
import { roundProgress, situationSentence } from '../../core/round/situation';
import { TaskCounts } from '../../core/task-counts';
import { Texts } from '../../core/texts';
import { ServerClock } from '../../core/server-clock';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { HistoryList } from './history-list';
import { ProcedureStart } from './procedure-start';
import { ProjectDocuments } from './project-documents';
import { ProjectFacts } from './project-facts';
import { WholeProject, newestFirst } from './whole-project';

/** Vorhaben: who has it, since when, what follows; then everything about it. */
@Component({
  selector: 'app-project-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    EmptyState,
    HistoryList,
    Icon,
    PageHead,
    PrintButton,
    ProblemView,
    ProcedureStart,
    ProjectDocuments,
    ProjectFacts,
    RouterLink,
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
  private readonly whole = inject(WholeProject);
  private readonly texts = inject(Texts);
  private readonly counts = inject(TaskCounts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.whole.get(params),
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
    const foot = inject(PrintFoot);
    const clock = inject(ServerClock);
    effect(() => {
      const project = this.project();
      if (project === undefined) return;
      title.say(project.title);
      const stand = this.texts.say('slip.stand', { moment: formatDateTime(clock.now()) });
      foot.say(`${project.reference} · ${stand}`);
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
