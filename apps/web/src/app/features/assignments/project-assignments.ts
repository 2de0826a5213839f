import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ASSIGNMENT_KINDS, ASSIGNMENT_STATES } from '@querraum/workflow';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { ENDED, LIVE, TO_DECIDE } from '../../core/assignments/assignment-words';
import { formatCount } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import type { Block } from './assignment-blocks';
import { AssignmentList } from './assignment-list';
import { AssignmentRow } from './assignment-row';

/** What the filter of the page asks the server for. */
const STATES = {
  laufend: LIVE,
  entscheiden: TO_DECIDE,
  beendet: ENDED,
  alle: ASSIGNMENT_STATES,
} as const;
type StateName = keyof typeof STATES;
const STATE_NAMES = Object.keys(STATES) as StateName[];

/** Aufgaben of a project: all that were given by hand, those given at once together, parts below their task. */
@Component({
  selector: 'app-project-assignments',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AssignmentRow,
    Button,
    EmptyState,
    Field,
    FieldControl,
    Icon,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [AssignmentList, TypingPause],
  templateUrl: './project-assignments.html',
  styleUrl: './project-assignments.scss',
})
export class ProjectAssignments {
  /** From the address. */
  readonly stand = input<string>();
  readonly art = input<string>();
  readonly stelle = input<string>();
  readonly suche = input<string>();
  protected readonly current = inject(CurrentProject);
  protected readonly list = inject(AssignmentList);
  private readonly api = inject(AssignmentsApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly typing = inject(TypingPause);
  private readonly end = viewChild<string, ElementRef<HTMLElement>>('end', { read: ElementRef });
  protected readonly states = STATE_NAMES;
  protected readonly kinds = ASSIGNMENT_KINDS;
  protected readonly stateName = computed<StateName>(
    () => STATE_NAMES.find((name) => name === this.stand()) ?? 'laufend',
  );
  protected readonly kind = computed(() => this.kinds.find((kind) => kind === this.art()) ?? '');
  private readonly filter = computed(() => ({
    state: STATES[this.stateName()].join(','),
    kind: this.kind(),
    unitId: this.stelle(),
    query: this.suche(),
    // What waits for a decision waits for that of whoever gave the task.
    issuedBy: this.stateName() === 'entscheiden' ? 'mine' : '',
  }));
  protected readonly filtered = computed(
    () => this.stateName() !== 'laufend' || this.kind() !== '' || !!this.stelle() || !!this.suche(),
  );
  protected readonly units = computed(() =>
    [...new Map(this.current.project().parties.map(({ unit }) => [unit.id, unit])).values()].sort((one, other) =>
      one.name.localeCompare(other.name, 'de'),
    ),
  );
  private readonly projectId = computed(() => this.current.project().id);
  private readonly context = rxResource({
    params: () => this.projectId(),
    stream: ({ params }) => this.api.context(params),
  });
  protected readonly mayIssue = computed(
    () =>
      this.context.hasValue() &&
      this.context.value().issuingUnits.length > 0 &&
      this.current.project().state === 'open',
  );
  /** How many would be asked: whoever asks is not. */
  protected readonly participants = computed(() => {
    if (!this.context.hasValue()) return 0;
    const { participants, issuingUnits } = this.context.value();
    return participants.filter(({ id }) => id !== issuingUnits[0]?.id).length;
  });
  protected readonly count = computed(() => {
    const page = this.list.total();
    if (page === undefined) return '';
    return this.texts.plural('assignment.count', page.count, { shown: formatCount(page.count, page.countExact) });
  });

  constructor() {
    effect(() => {
      const filter = this.filter();
      const id = this.projectId();
      untracked(() => void this.list.load(id, filter));
    });
    effect((onCleanup) => {
      const end = this.end();
      if (end === undefined) return;
      // Whoever scrolls need not press the button; whoever uses the keyboard still finds it.
      const watcher = new IntersectionObserver(
        (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void this.list.more(),
        { rootMargin: '0px 0px 800px' },
      );
      watcher.observe(end.nativeElement);
      onCleanup(() => watcher.disconnect());
    });
    let shown = '';
    effect(() => {
      const revision = this.current.revision();
      if (shown !== '' && shown !== revision) untracked(() => void this.list.refresh());
      shown = revision;
    });
  }

  protected load(): void {
    void this.list.load(this.projectId(), this.filter());
  }

  protected togetherLine({ first }: Block): string {
    const { say } = this.texts;
    const kind = say(`task.kind.${first.kind}`);
    return `${kind} · ${this.texts.plural('assignment.groupSize', first.groupSize)} · ${say('assignment.from', { name: first.issuer.unit.name })}`;
  }

  protected search(query: string): void {
    this.typing.then(() => this.go({ suche: query.trim() || null }));
  }

  protected clear(): void {
    this.go({ stand: null, art: null, stelle: null, suche: null });
  }

  protected go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
