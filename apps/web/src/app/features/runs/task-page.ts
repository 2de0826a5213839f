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
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail } from '@querraum/contracts';
import { Command } from '../../core/command';
import { urgencyOf } from '../../core/deadline';
import { DocumentView } from '../../core/documents/document-view';
import { formatDateTime } from '../../core/format';
import { News } from '../../core/news';
import { PageTitle } from '../../core/page-title';
import { ProblemView } from '../../core/problem-view';
import { RunDuties } from '../../core/round/run-duties';
import { SeatStepForm } from '../../core/round/seat-step-form';
import { dueSentence } from '../../core/round/task-kinds';
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
import { TaskState } from './task-state';

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
  providers: [Command, TaskState],
  templateUrl: './task-page.html',
})
export class TaskPage {
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly state = inject(TaskState);
  protected readonly command = inject(Command);
  private readonly tasks = inject(TasksApi);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  private readonly counts = inject(TaskCounts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  /** What the person has just done here, in words; forgotten when another task is shown. */
  protected readonly done = linkedSignal({ source: () => this.id(), computation: () => '' });
  protected readonly due = computed(() => {
    const task = this.state.task();
    return task === undefined ? '' : dueSentence(task, this.texts.say);
  });
  protected readonly urgency = computed(() => {
    const task = this.state.task();
    return task === undefined ? 'none' : urgencyOf(task.dueEnd, task.overdue, this.clock.now());
  });
  protected readonly heading = computed(() => {
    const task = this.state.task();
    return task === undefined ? '' : `${this.texts.of(task.name)}: ${task.documentTitle}`;
  });
  protected readonly dueWords = computed(() => {
    const task = this.state.task();
    return task?.dueInWords && task.status === 'open' ? this.texts.of(task.dueInWords) : '';
  });
  protected readonly ownerLine = computed(() => {
    const owner = this.state.task()?.owner;
    return owner ? this.texts.say('preview.ownedSince', { owner: owner.name, since: formatDateTime(owner.since) }) : '';
  });
  constructor() {
    const title = inject(PageTitle);
    effect(() => this.state.id.set(this.id()));
    effect(() => {
      if (this.heading() !== '') title.say(this.heading());
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.state.refresh());
  }

  protected async claim(): Promise<void> {
    const task = await this.command.send(() => this.tasks.claim(this.id()));
    if (task !== undefined) {
      this.state.resource.set({ ...this.state.task(), ...task });
      void this.announcer.announce(this.texts.say('inbox.claimed'));
      afterNextRender(() => document.getElementById('entscheidung')?.focus(), { injector: this.injector });
    } else this.state.resource.reload();
    this.state.runResource.reload();
    this.counts.reload();
  }

  protected async release(): Promise<void> {
    const task = await this.command.send(() => this.tasks.release(this.id()));
    if (task !== undefined) this.state.resource.set({ ...this.state.task(), ...task });
    this.state.runResource.reload();
    this.counts.reload();
  }

  /** After a decision: what was done, in words, and the new state of everything. */
  protected finish(run: RunDetail, words: string): void {
    this.done.set(words);
    this.state.runResource.set(run);
    this.state.resource.reload();
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
