import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Task, TaskBox, TaskKind } from '@querraum/contracts';
import { firstValueFrom, of } from 'rxjs';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { formatCount } from '../../core/format';
import { InboxStream } from '../../core/inbox-stream';
import { OfferedLeads } from '../../core/project/offered-leads';
import { ProblemView } from '../../core/problem-view';
import { toProblem } from '../../core/problem';
import { TasksApi } from '../../core/round/tasks.api';
import { DUTY_KINDS, TASK_ICONS, isTakeNote, taskPage } from '../../core/round/task-kinds';
import { Shortcuts } from '../../core/shortcuts';
import { TaskCounts } from '../../core/task-counts';
import { Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { WideScreen } from '../../core/wide-screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { InboxFilter } from './inbox.api';
import { InboxList } from './inbox-list';
import { rowAfterKey } from './inbox-rows';
import { TaskPreview } from './task-preview';
import { TaskRow } from './task-row';

const BOXES = { meine: 'mine', amt: 'unit', erledigt: 'done' } as const satisfies Record<string, TaskBox>;
type BoxName = keyof typeof BOXES;
const BOX_NAMES = Object.keys(BOXES) as BoxName[];

/** Posteingang: list and preview side by side; below 1024 px the preview takes the place of the list. */
@Component({
  selector: 'app-inbox-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    EmptyState,
    Field,
    FieldControl,
    Icon,
    OfferedLeads,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    Tabs,
    TaskPreview,
    TaskRow,
    TranslocoPipe,
  ],
  providers: [InboxList, TypingPause],
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.scss',
  host: { '(document:keydown)': 'actOnKey($event)' },
})
export class InboxPage {
  /** From the address: box, filter text, kind, shown task. */
  readonly fach = input<string>();
  readonly suche = input<string>();
  readonly art = input<string>();
  readonly aufgabe = input<string>();
  protected readonly list = inject(InboxList);
  protected readonly wide = inject(WideScreen).matches;
  private readonly tasks = inject(TasksApi);
  private readonly assignments = inject(AssignmentsApi);
  private readonly counts = inject(TaskCounts);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly typing = inject(TypingPause);
  private readonly shortcuts = inject(Shortcuts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);

  protected readonly kinds = Object.keys(TASK_ICONS) as TaskKind[];
  protected readonly busy = signal(false);
  protected readonly refusal = signal<{ taskId: string; words: string } | undefined>(undefined);
  protected readonly boxName = computed<BoxName>(() => BOX_NAMES.find((name) => name === this.fach()) ?? 'meine');
  protected readonly kind = computed<TaskKind | ''>(() => this.kinds.find((kind) => kind === this.art()) ?? '');
  private readonly filter = computed<InboxFilter>(() => ({
    box: BOXES[this.boxName()],
    query: this.suche() ?? '',
    kind: this.kind(),
  }));
  protected readonly filtered = computed(() => this.filter().query !== '' || this.filter().kind !== '');
  protected readonly tabs = computed(() => {
    const counts = this.counts.value();
    return BOX_NAMES.map((name) => ({
      id: name,
      label: this.texts.say(`inbox.box.${name}`),
      count: counts === undefined ? undefined : formatCount(counts[BOXES[name]], counts.exact),
    }));
  });
  protected readonly shownRow = computed(() => this.list.rows().find((row) => row.task.id === this.aufgabe()));
  /** A task from the address that is not in the list (a link, or just taken over). */
  protected readonly elsewhere = rxResource({
    params: () => (this.shownRow() === undefined && !this.list.loading() ? this.aufgabe() : undefined),
    stream: ({ params }) => (params === undefined ? of(undefined) : this.tasks.task(params)),
  });
  protected readonly shownTask = computed(
    () => this.shownRow()?.task ?? (this.elsewhere.hasValue() ? this.elsewhere.value() : undefined),
  );
  /** Index of the one row that is a tab stop. */
  protected readonly current = computed(() => {
    const index = this.list.rows().findIndex((row) => row.task.id === this.aufgabe());
    return index === -1 ? 0 : index;
  });
  protected readonly newTasks = computed(() =>
    this.list.added() === 0 ? '' : this.texts.plural('inbox.new', this.list.added()),
  );

  constructor() {
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.list.load(filter));
    });
    effect(() => {
      if (this.newTasks() !== '') void this.announcer.announce(this.newTasks());
    });
    inject(InboxStream)
      .changes.pipe(takeUntilDestroyed())
      .subscribe(() => {
        void this.list.look();
        if (this.shownRow() === undefined) this.elsewhere.reload();
      });
  }

  protected chooseBox(name: string): void {
    this.go({ fach: name, aufgabe: null });
  }

  protected filterBy(query: string): void {
    const shown = this.aufgabe();
    this.typing.then(() => {
      // A task that was chosen during the pause stays chosen.
      const shuts = this.aufgabe() === shown && { aufgabe: null };
      this.go({ suche: query.trim() || null, ...shuts }, true);
    });
  }

  protected filterKind(kind: string): void {
    this.go({ art: kind || null, aufgabe: null });
  }

  protected clearFilter(): void {
    this.go({ suche: null, art: null });
  }

  /** After the click on a row the preview is there to be read. */
  protected focusPreview(): void {
    afterNextRender(() => document.getElementById('vorschau')?.focus(), { injector: this.injector });
  }

  protected async backToList(): Promise<void> {
    const id = this.aufgabe();
    await this.router.navigate([], { queryParams: { aufgabe: null }, queryParamsHandling: 'merge' });
    afterNextRender(() => this.rowLink(id)?.focus(), { injector: this.injector });
  }

  protected actOnKey(event: KeyboardEvent): void {
    const inRows = event.target instanceof HTMLElement && event.target.closest('.rows') !== null;
    const key = this.shortcuts.keyOf(event) ?? (inRows && event.key.length > 1 ? event.key : undefined);
    if (key === undefined || document.querySelector('[role=dialog]') !== null) return;
    const shown = this.shownTask();
    if (key === '/') this.host.nativeElement.querySelector('input')?.focus();
    else if (key === 'a' && this.canClaim()) void this.claim(true);
    else if (key === 'l') void this.takeNote();
    else if (key === 'o' && shown) void this.router.navigate(taskPage(shown));
    else if (!this.moveByKey(key, inRows)) return;
    event.preventDefault();
  }

  protected async claim(stayInList = false): Promise<void> {
    const task = this.shownTask();
    if (task === undefined || this.busy()) return;
    const next = this.list.rows()[this.current() + 1] ?? this.list.rows()[this.current() - 1];
    const taken = await this.act(task, () => this.tasks.claim(task.id));
    if (taken === undefined) return;
    void this.announcer.announce(this.texts.say('inbox.claimed'));
    if (this.boxName() !== 'amt') return this.list.replace(taken);
    this.list.remove(task.id);
    if (!stayInList) return this.focusPreview();
    this.show(next?.task.id);
  }

  protected async release(): Promise<void> {
    const task = this.shownTask();
    if (task === undefined || this.busy()) return;
    const released = await this.act(task, () => this.tasks.release(task.id));
    if (released === undefined) return;
    void this.announcer.announce(this.texts.say('inbox.released'));
    if (this.boxName() === 'meine') this.list.remove(task.id);
    else this.list.replace(released);
    this.elsewhere.reload();
  }

  /** Kenntnisnahme: to take it over and to have read it is one act. */
  protected async takeNote(): Promise<void> {
    const task = this.shownTask();
    if (task === undefined || !isTakeNote(task) || this.busy()) return;
    const next = this.list.rows()[this.current() + 1] ?? this.list.rows()[this.current() - 1];
    const done = await this.act(task, async () => {
      if (task.owner === null) await this.tasks.claim(task.id);
      const { id, assignmentId } = task;
      if (assignmentId === null) await this.tasks.complete(id, {});
      else await this.assignments.answer(assignmentId, { result: 'read' });
      return true;
    });
    if (done === undefined) return;
    void this.announcer.announce(this.texts.say('assignment.answer.done.read'));
    this.list.remove(task.id);
    if (this.wide()) this.show(next?.task.id);
    else await this.backToList();
  }

  private canClaim(): boolean {
    const task = this.shownTask();
    return task !== undefined && task.owner === null && task.status === 'open' && !DUTY_KINDS.has(task.kind);
  }

  private moveByKey(key: string, inRows: boolean): boolean {
    if (!inRows && key !== 'j' && key !== 'k') return false;
    const onRow = inRows || this.shownRow() !== undefined;
    const target = onRow ? rowAfterKey(key, this.current(), this.list.rows().length) : 0;
    const row = target === undefined ? undefined : this.list.rows()[target];
    if (row === undefined) return false;
    if (this.wide() || !this.aufgabe()) this.show(row.task.id);
    return true;
  }

  /** Focus and, where there is room for it, the preview go to a row. */
  private show(id: string | undefined): void {
    if (this.wide()) this.go({ aufgabe: id ?? null }, true);
    afterNextRender(() => this.rowLink(id)?.focus(), { injector: this.injector });
    if (!this.wide()) this.rowLink(id)?.focus();
  }

  private rowLink(id: string | undefined): HTMLElement | null {
    return id === undefined ? null : this.host.nativeElement.querySelector(`[data-task="${id}"]`);
  }

  private async act<T>(task: Task, command: () => Promise<T>): Promise<T | undefined> {
    this.busy.set(true);
    this.refusal.set(undefined);
    try {
      return await command();
    } catch (error) {
      const problem = toProblem(error);
      const words = problem.detail || this.texts.say('problem.network.detail');
      this.refusal.set({ taskId: task.id, words });
      if (problem.status === 409) await this.lookAgain(task.id);
      return undefined;
    } finally {
      this.busy.set(false);
      this.counts.reload();
    }
  }

  /** What somebody else has done with it meanwhile: the preview must not offer it any more. */
  private async lookAgain(id: string): Promise<void> {
    const fresh = await firstValueFrom(this.tasks.task(id)).catch(() => undefined);
    if (fresh !== undefined) this.list.replace(fresh);
    await this.list.look();
  }

  private go(queryParams: Record<string, string | null>, replaceUrl = false): void {
    this.refusal.set(undefined);
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
