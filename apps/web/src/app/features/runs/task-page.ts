import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, SeatView, Task } from '@querraum/contracts';
import { Command } from '../../core/command';
import { urgencyOf } from '../../core/deadline';
import { DocumentView } from '../../core/documents/document-view';
import { DocumentsApi } from '../../core/documents/documents.api';
import { formatDateTime } from '../../core/format';
import { Me } from '../../core/me';
import { kept } from '../../core/kept';
import { News } from '../../core/news';
import { PageTitle } from '../../core/page-title';
import { ProblemView } from '../../core/problem-view';
import { RunDuties } from '../../core/round/run-duties';
import { RunsApi } from '../../core/round/runs.api';
import { SeatRoles } from '../../core/round/seat-role';
import { SeatStepForm } from '../../core/round/seat-step-form';
import { stepsOf } from '../../core/round/seat-duties';
import { DUTY_KINDS, dueSentence } from '../../core/round/task-kinds';
import { TasksApi } from '../../core/round/tasks.api';
import { ServerClock } from '../../core/server-clock';
import { TaskCounts } from '../../core/task-counts';
import { Texts } from '../../core/texts';
import { DueChip } from '../../ui/due-chip';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { AnswerForm } from './answer-form';
import { CompletionForm } from './completion-form';
import { SignatureForm } from './signature-form';
import { SilenceNote } from './silence-note';
import { TaskDone } from './task-done';
import { TaskOwner } from './task-owner';
import { TaskParties } from './task-parties';

type Stand = 'waiting' | 'free' | 'mine' | 'others' | 'duty' | 'done';

/** Antwort und Schlusszeichnung: the paper on one side, the decision on the other. */
@Component({
  selector: 'app-task-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AnswerForm,
    CompletionForm,
    DocumentView,
    DueChip,
    Icon,
    PageHead,
    ProblemView,
    RouterLink,
    RunDuties,
    SeatStepForm,
    SignatureForm,
    SilenceNote,
    Skeleton,
    TaskDone,
    TaskOwner,
    TaskParties,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './task-page.html',
})
export class TaskPage {
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly command = inject(Command);
  private readonly tasks = inject(TasksApi);
  private readonly runs = inject(RunsApi);
  private readonly documents = inject(DocumentsApi);
  private readonly me = inject(Me);
  private readonly roles = inject(SeatRoles);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  private readonly counts = inject(TaskCounts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  protected readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.tasks.task(params),
  });
  protected readonly task = kept(this.resource, this.id);
  protected readonly runResource = rxResource({
    params: () => this.task()?.runId,
    stream: ({ params }) => this.runs.run(params),
  });
  protected readonly run = kept(this.runResource, this.id);
  /** A new version is another question; everything else that changes in a run is not. */
  private readonly paper = computed(
    () => {
      const run = this.run();
      return run && { documentId: run.documentId, number: run.paper.number };
    },
    { equal: (one, other) => one?.documentId === other?.documentId && one?.number === other?.number },
  );
  protected readonly documentResource = rxResource({
    params: () => this.paper(),
    stream: ({ params }) => this.documents.document(params.documentId),
  });
  protected readonly document = kept(this.documentResource, this.id);
  /** What the person has just done here, in words; forgotten when another task is shown. */
  protected readonly done = linkedSignal({ source: () => this.id(), computation: () => '' });
  protected readonly due = computed(() => {
    const task = this.task();
    return task === undefined ? '' : dueSentence(task, this.texts.say);
  });
  protected readonly urgency = computed(() => {
    const task = this.task();
    return task === undefined ? 'none' : urgencyOf(task.dueEnd, task.overdue, this.clock.now());
  });
  protected readonly heading = computed(() => {
    const task = this.task();
    return task === undefined ? '' : `${this.texts.of(task.name)}: ${task.documentTitle}`;
  });
  protected readonly dueWords = computed(() => {
    const task = this.task();
    return task?.dueInWords && task.status === 'open' ? this.texts.of(task.dueInWords) : '';
  });
  protected readonly ownerLine = computed(() => {
    const owner = this.task()?.owner;
    return owner ? this.texts.say('preview.ownedSince', { owner: owner.name, since: formatDateTime(owner.since) }) : '';
  });
  protected readonly stand = computed<Stand>(() => {
    const task = this.task();
    if (task === undefined || task.status === 'waiting') return 'waiting';
    if (task.status !== 'open') return 'done';
    if (DUTY_KINDS.has(task.kind)) return 'duty';
    if (task.owner === null) return 'free';
    return task.owner.id === this.me.value()?.id ? 'mine' : 'others';
  });
  protected readonly seat = computed(() => seatOf(this.run(), this.task()));
  protected readonly seatSteps = computed(() => {
    const run = this.run();
    const seat = this.seat();
    if (run === undefined || seat === undefined || run.status !== 'running') return [];
    const own = stepsOf(seat, { ...this.roles.of(run, seat), lead: false });
    return own.filter((step) => step === 'delegate' || step === 'withdraw');
  });
  protected readonly redirects = computed(
    () => this.task()?.kind === 'readdress' && this.seat()?.state === 'back' && this.run()?.actsForLead === false,
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      if (this.heading() !== '') title.say(this.heading());
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.refresh());
  }

  protected refresh(): void {
    this.resource.reload();
    this.runResource.reload();
  }

  protected async claim(): Promise<void> {
    const task = await this.command.send(() => this.tasks.claim(this.id()));
    if (task !== undefined) {
      this.resource.set(task);
      void this.announcer.announce(this.texts.say('inbox.claimed'));
      afterNextRender(() => document.getElementById('entscheidung')?.focus(), { injector: this.injector });
    } else this.resource.reload();
    this.runResource.reload();
    this.counts.reload();
  }

  protected async release(): Promise<void> {
    const task = await this.command.send(() => this.tasks.release(this.id()));
    if (task !== undefined) this.resource.set(task);
    this.runResource.reload();
    this.counts.reload();
  }

  /** After a decision: what was done, in words, and the new state of everything. */
  protected finish(run: RunDetail, words: string): void {
    this.done.set(words);
    this.runResource.set(run);
    this.resource.reload();
    this.counts.reload();
    afterNextRender(() => document.getElementById('entscheidung')?.focus(), { injector: this.injector });
  }

  /** The task goes on here, with somebody else or with another answer. */
  protected follow(run: RunDetail, words: string): void {
    this.finish(run, '');
    void this.announcer.announce(words);
  }

  protected say(key: string, values?: Record<string, unknown>): string {
    return this.texts.say(key, values);
  }
}

function seatOf(run: RunDetail | undefined, task: Task | undefined): SeatView | undefined {
  const step = run?.steps.find((candidate) => candidate.id === task?.stepId);
  return step?.type === 'coSignatureRound' ? step.seats.find((seat) => seat.id === task?.seatId) : undefined;
}
