import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, Injector, afterNextRender, computed, inject, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { AssignmentDetail, AssignmentOutcome } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import type { Command } from '../../core/command';
import { kept } from '../../core/kept';
import { TasksApi } from '../../core/round/tasks.api';
import { TaskCounts } from '../../core/task-counts';
import { Texts } from '../../core/texts';

type Act = AssignmentDetail['allowed'][number];

/** One task by hand, what may be done with it, and what has just been done. */
@Injectable()
export class AssignmentState {
  readonly id = signal<string | undefined>(undefined);
  private readonly api = inject(AssignmentsApi);
  private readonly tasks = inject(TasksApi);
  private readonly counts = inject(TaskCounts);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.assignment(params),
  });
  readonly assignment = kept(this.resource, this.id);
  /** What the person has just done here, in words; forgotten when another task is shown. */
  readonly done = linkedSignal({ source: this.id, computation: () => '' });
  /** What was done has taken the task out of the person's sight. */
  readonly gone = linkedSignal({ source: this.id, computation: () => false });
  private readonly known = linkedSignal<string | undefined, ReadonlySet<string> | undefined>({
    source: this.id,
    computation: () => undefined,
  });
  /** What others did while the person was typing: told after a refusal. */
  readonly meanwhile = computed(() => {
    const known = this.known();
    return known === undefined ? [] : (this.assignment()?.entries ?? []).filter(({ id }) => !known.has(id));
  });

  may(act: Act): boolean {
    return !this.gone() && this.assignment()?.allowed.includes(act) === true;
  }

  /** True when it was done; the page then shows the new state and says `done`. */
  async send(command: Command, act: () => Promise<AssignmentOutcome>, done: string): Promise<boolean> {
    const isDone = await this.add(command, act);
    if (isDone) this.say(done);
    return isDone;
  }

  /** Something small that leaves the person where they are: a tick, a file. */
  async add(command: Command, act: () => Promise<AssignmentOutcome>): Promise<boolean> {
    const before = new Set(this.assignment()?.entries.map(({ id }) => id));
    const outcome = await command.send(act);
    if (outcome === undefined) {
      if (command.problem() !== undefined) this.known.set(before);
      this.resource.reload();
      return false;
    }
    this.known.set(undefined);
    if (outcome.assignment === null) this.gone.set(true);
    else this.resource.set(outcome.assignment);
    this.counts.reload();
    return true;
  }

  /** Something was done about the task that its own commands do not answer. */
  follow(done: string): void {
    this.say(done);
    this.resource.reload();
    this.counts.reload();
  }

  async claim(command: Command): Promise<void> {
    if ((await command.send(() => this.tasks.claim(this.id() ?? ''))) !== undefined)
      void this.announcer.announce(this.texts.say('inbox.claimed'));
    this.resource.reload();
    this.counts.reload();
  }

  async release(command: Command): Promise<void> {
    if ((await command.send(() => this.tasks.release(this.id() ?? ''))) !== undefined)
      void this.announcer.announce(this.texts.say('inbox.released'));
    this.resource.reload();
    this.counts.reload();
  }

  private say(done: string): void {
    this.done.set(done);
    afterNextRender(() => document.getElementById('entscheidung')?.focus(), { injector: this.injector });
  }
}
