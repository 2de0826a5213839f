import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { JobTable } from './job-table';
import { JobsApi } from './jobs.api';
import { WorkItemCard } from './work-item-card';
import { WorkerList } from './worker-list';

const STATES = ['incident', 'held', 'due', 'waiting'] as const;
const ALL = 'alle';

/** What runs in the background for the house: what failed, what is due, what each kind of job does, and who does it. */
@Component({
  selector: 'app-jobs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    EmptyState,
    Field,
    FieldControl,
    JobTable,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    WorkItemCard,
    WorkerList,
  ],
  templateUrl: './jobs-page.html',
  styles: `
    .filter {
      max-width: 20rem;
      flex: 1 1 14rem;
    }
  `,
})
export class JobsPage {
  /** From the address. */
  readonly stand = input<string>();
  readonly art = input<string>();
  readonly nach = input<string>();
  private readonly api = inject(JobsApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly openHeading = viewChild.required<ElementRef<HTMLElement>>('openHeading');
  protected readonly states = STATES;
  protected readonly all = ALL;
  /** What needs somebody comes first. */
  protected readonly state = computed(() =>
    this.stand() === ALL ? undefined : (STATES.find((name) => name === this.stand()) ?? 'incident'),
  );
  protected readonly told = signal('');
  protected readonly register = rxResource({ stream: () => this.api.register() });
  protected readonly items = rxResource({
    params: () => ({ state: this.state(), kind: this.art(), cursor: this.nach() }),
    stream: ({ params }) => this.api.items(params),
  });
  protected readonly read = computed(() => (this.register.hasValue() ? this.register.value() : undefined));
  protected readonly list = computed(() => (this.items.hasValue() ? this.items.value() : undefined));
  protected readonly incidents = computed(() => this.sumOf('incidents'));
  protected readonly incidentsInWords = computed(() => this.texts.plural('jobs.incidents', this.incidents()));
  protected readonly held = computed(() => this.sumOf('held'));
  protected readonly heldInWords = computed(() => this.texts.plural('jobs.heldBack', this.held()));

  protected reload(): void {
    this.register.reload();
    this.items.reload();
  }

  protected settled(words: string): void {
    this.told.set(words);
    // The card goes, and with it the button that had the focus.
    this.openHeading().nativeElement.focus();
    this.reload();
  }

  protected narrow(queryParams: { stand?: string; art?: string | null }): void {
    void this.router.navigate([], {
      queryParams: { ...queryParams, nach: null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  private sumOf(count: 'incidents' | 'held'): number {
    return (this.read()?.jobs ?? []).reduce((sum, job) => sum + job[count], 0);
  }
}
