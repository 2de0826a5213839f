import { Injectable, computed, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { RunDetail, SeatView, Task } from '@querraum/contracts';
import { DocumentsApi } from '../../core/documents/documents.api';
import { kept } from '../../core/kept';
import { Me } from '../../core/me';
import { RunsApi } from '../../core/round/runs.api';
import { stepsOf } from '../../core/round/seat-duties';
import { SeatRoles } from '../../core/round/seat-role';
import { DUTY_KINDS } from '../../core/round/task-kinds';
import { TasksApi } from '../../core/round/tasks.api';

type Stand = 'waiting' | 'free' | 'mine' | 'others' | 'duty' | 'done';

/** One task with its run and its paper, and what the signed-in person is to it. */
@Injectable()
export class TaskState {
  readonly id = signal<string | undefined>(undefined);
  private readonly tasks = inject(TasksApi);
  private readonly runs = inject(RunsApi);
  private readonly documents = inject(DocumentsApi);
  private readonly me = inject(Me);
  private readonly roles = inject(SeatRoles);
  readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.tasks.task(params),
  });
  readonly task = kept(this.resource, this.id);
  readonly runResource = rxResource({
    params: () => this.task()?.runId ?? undefined,
    stream: ({ params }) => this.runs.run(params),
  });
  readonly run = kept(this.runResource, this.id);
  /** A new version is another question; everything else that changes in a run is not. */
  private readonly paper = computed(
    () => {
      const run = this.run();
      return run && { documentId: run.documentId, number: run.paper.number };
    },
    { equal: (one, other) => one?.documentId === other?.documentId && one?.number === other?.number },
  );
  readonly documentResource = rxResource({
    params: () => this.paper(),
    stream: ({ params }) => this.documents.document(params.documentId),
  });
  readonly document = kept(this.documentResource, this.id);
  readonly stand = computed<Stand>(() => {
    const task = this.task();
    if (task === undefined || task.status === 'waiting') return 'waiting';
    if (task.status !== 'open') return 'done';
    if (DUTY_KINDS.has(task.kind)) return 'duty';
    if (task.owner === null) return 'free';
    return task.owner.id === this.me.value()?.id ? 'mine' : 'others';
  });
  readonly seat = computed(() => seatOf(this.run(), this.task()));
  readonly seatSteps = computed(() => {
    const run = this.run();
    const seat = this.seat();
    if (run === undefined || seat === undefined || run.status !== 'running') return [];
    const own = stepsOf(seat, { ...this.roles.of(run, seat), lead: false });
    return own.filter((step) => step === 'delegate' || step === 'withdraw');
  });
  readonly redirects = computed(
    () => this.task()?.kind === 'readdress' && this.seat()?.state === 'back' && this.run()?.actsForLead === false,
  );

  refresh(): void {
    this.resource.reload();
    this.runResource.reload();
  }
}

function seatOf(run: RunDetail | undefined, task: Task | undefined): SeatView | undefined {
  const step = run?.steps.find((candidate) => candidate.id === task?.stepId);
  return step?.type === 'coSignatureRound' ? step.seats.find((seat) => seat.id === task?.seatId) : undefined;
}
