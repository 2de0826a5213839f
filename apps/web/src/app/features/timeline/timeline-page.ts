import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Page, TimelineEntry } from '@querraum/contracts';
import { firstValueFrom } from 'rxjs';
import { formatCount } from '../../core/format';
import { TimelineApi } from '../../core/history/timeline.api';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { dayOf } from './timeline-days';
import { filterOf, isFiltered } from './timeline-filter';
import { TimelineFilters, type AddressChange } from './timeline-filters';
import { TimelinePart } from './timeline-part';

const ROWS = 100;

/** Verlauf: everything that happened in a project, newest first; entries are never changed. */
@Component({
  selector: 'app-timeline-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, EmptyState, ProblemView, Skeleton, TimelineFilters, TimelinePart, TranslocoPipe],
  templateUrl: './timeline-page.html',
})
export class TimelinePage {
  /** From the address: the whole filter. */
  readonly wer = input<string>();
  readonly stelle = input<string>();
  readonly was = input<string>();
  readonly von = input<string>();
  readonly bis = input<string>();
  readonly suche = input<string>();
  protected readonly current = inject(CurrentProject);
  private readonly api = inject(TimelineApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly loadingMore = signal(false);
  protected readonly failed = signal<unknown>(undefined);
  protected readonly filter = computed(
    () =>
      filterOf({
        wer: this.wer(),
        stelle: this.stelle(),
        was: this.was(),
        von: this.von(),
        bis: this.bis(),
        suche: this.suche(),
      }),
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly filtered = computed(() => isFiltered(this.filter()));
  private readonly subject = computed(() => `${this.current.project().id} ${JSON.stringify(this.filter())}`);
  protected readonly newest = rxResource({
    params: () => ({ id: this.current.project().id, filter: this.filter() }),
    stream: ({ params }) => this.api.page(params.id, params.filter, { limit: ROWS }),
  });
  private readonly first = kept(this.newest, this.subject);
  /** Older pages belong to the newest one: where that was asked for again, they begin anew. */
  private readonly older = linkedSignal<unknown, Page<TimelineEntry>[]>({ source: this.first, computation: () => [] });
  protected readonly pages = computed(() => {
    const first = this.first();
    const pages = first === undefined ? [] : [first, ...this.older()].filter(({ items }) => items.length > 0);
    return pages.map(({ items }, index) => {
      const before = pages[index - 1]?.items.at(-1);
      return { key: items[0]?.seq ?? 0, items, after: before ? dayOf(before) : '' };
    });
  });
  protected readonly isKnown = computed(() => this.first() !== undefined);
  protected readonly cursor = computed(() => (this.older().at(-1) ?? this.first())?.nextCursor ?? null);
  protected readonly count = computed(() => {
    const first = this.first();
    if (first === undefined) return '';
    const shown = this.pages().reduce((sum, { items }) => sum + items.length, 0);
    return this.texts.say('timeline.count', { shown, count: formatCount(first.count, first.countExact) });
  });
  private readonly readAt = linkedSignal<unknown, string>({
    source: this.first,
    computation: () => untracked(this.current.revision),
  });
  /** While somebody reads further down, what is new waits for them to ask. */
  protected readonly hasNews = computed(() => this.older().length > 0 && this.readAt() !== this.current.revision());

  constructor() {
    effect(() => {
      const isStale = this.readAt() !== this.current.revision();
      if (isStale && untracked(this.older).length === 0) untracked(() => this.newest.reload());
    });
  }

  protected go(change: AddressChange): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: 'suche' in change });
  }

  protected async more(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.loadingMore()) return;
    const subject = this.subject();
    this.loadingMore.set(true);
    this.failed.set(undefined);
    try {
      const page = await firstValueFrom(
        this.api.page(this.current.project().id, this.filter(), { limit: ROWS, cursor }),
      );
      // Another filter was chosen meanwhile, or the newest were asked for again: this page belongs to what is gone.
      if (subject === this.subject() && cursor === this.cursor()) this.older.update((pages) => [...pages, page]);
    } catch (error) {
      this.failed.set(error);
    } finally {
      this.loadingMore.set(false);
    }
  }
}
