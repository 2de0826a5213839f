import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Task } from '@querraum/contracts';
import { urgencyOf } from '../../core/deadline';
import { formatDateTime } from '../../core/format';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { RunsApi } from '../../core/round/runs.api';
import { SeatList } from '../../core/round/seat-list';
import { DUTY_KINDS, dueSentence, isTakeNote, taskPage } from '../../core/round/task-kinds';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { DueChip } from '../../ui/due-chip';
import { Fact, Facts } from '../../ui/facts';
import { Skeleton } from '../../ui/skeleton';
import { AssignmentPreview } from './assignment-preview';

/** Enough to decide what to do with a task without leaving the list. */
@Component({
  selector: 'app-task-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    AssignmentPreview,
    Button,
    DueChip,
    Fact,
    Facts,
    Localized,
    ProblemView,
    RouterLink,
    SeatList,
    Skeleton,
    TranslocoPipe,
  ],
  templateUrl: './task-preview.html',
})
export class TaskPreview {
  readonly task = input.required<Task>();
  readonly busy = input(false);
  /** Why the last act on this task was refused. */
  readonly refusal = input<string>();
  readonly claim = output();
  readonly release = output();
  readonly takeNote = output();
  private readonly runs = inject(RunsApi);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  protected readonly run = rxResource({
    params: () => this.task().runId ?? undefined,
    stream: ({ params }) => this.runs.run(params),
  });
  protected readonly urgency = computed(() => urgencyOf(this.task().dueEnd, this.task().overdue, this.clock.now()));
  protected readonly due = computed(() => dueSentence(this.task(), this.texts.say));
  protected readonly isOpen = computed(() => this.task().status === 'open' || this.task().status === 'waiting');
  protected readonly canTakeNote = computed(
    () => isTakeNote(this.task()) && (this.task().owner === null || this.isMine()),
  );
  protected readonly page = computed(() => taskPage(this.task()));
  protected readonly isDuty = computed(() => DUTY_KINDS.has(this.task().kind));
  protected readonly isMine = computed(() => this.task().owner?.id === this.me.value()?.id);
  protected readonly ownedSince = computed(() => {
    const { owner } = this.task();
    return owner === null
      ? this.texts.say('preview.nobody')
      : this.texts.say('preview.ownedSince', { owner: owner.name, since: formatDateTime(owner.since) });
  });
}
