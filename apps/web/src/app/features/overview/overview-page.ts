import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ROOT_KEY } from '../../core/areas/areas.api';
import { formatCount, formatDateTime } from '../../core/format';
import { kept } from '../../core/kept';
import { News } from '../../core/news';
import { PrintFoot } from '../../core/print-foot';
import { ProblemView } from '../../core/problem-view';
import { saveFile } from '../../core/save-file';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon, type IconName } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { filterOf, isAreaKey, isFiltered } from './overview-filter';
import { OverviewFilters, type AddressChange } from './overview-filters';
import { OverviewMap } from './overview-map';
import { OverviewNumbers } from './overview-numbers';
import { OverviewRow } from './overview-row';
import { OverviewApi } from './overview.api';

/** Übersicht: the projects of the own units and those below, who has them, since when, until when. */
@Component({
  selector: 'app-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    EmptyState,
    Icon,
    OverviewFilters,
    OverviewMap,
    OverviewNumbers,
    OverviewRow,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.scss',
})
export class OverviewPage {
  /** From the address: the whole filter, and where the page begins. */
  readonly ressort = input<string>();
  readonly raum = input<string>();
  readonly stand = input<string>();
  readonly stelle = input<string>();
  readonly sicht = input<string>();
  readonly ueberfaellig = input<string>();
  readonly nach = input<string>();
  /** The area whose parts the map shows; without it the list is there. */
  readonly karte = input<string>();
  private readonly api = inject(OverviewApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly clock = inject(ServerClock);
  protected readonly columns = ['project', 'stage', 'holders', 'due'] as const;
  protected readonly views = [
    { name: 'list', icon: 'overview', karte: null },
    { name: 'map', icon: 'area', karte: ROOT_KEY },
  ] as const satisfies { name: string; icon: IconName; karte: string | null }[];
  protected readonly isMap = computed(() => this.karte() !== undefined);
  protected readonly mapParent = computed(() => (isAreaKey(this.karte() ?? '') ? (this.karte() ?? '') : ROOT_KEY));
  protected readonly saving = signal(false);
  protected readonly failed = signal<unknown>(undefined);
  protected readonly filter = computed(
    () =>
      filterOf({
        ressort: this.ressort(),
        raum: this.raum(),
        stand: this.stand(),
        stelle: this.stelle(),
        sicht: this.sicht(),
        ueberfaellig: this.ueberfaellig(),
      }),
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  private readonly address = computed(() => JSON.stringify([this.filter(), this.nach(), this.karte()]));
  protected readonly filtered = computed(() => isFiltered(this.filter()));
  protected readonly page = rxResource({
    params: () => ({ filter: this.filter(), cursor: this.nach() }),
    stream: ({ params }) => this.api.projects(params.filter, params.cursor),
  });
  private readonly numbers = rxResource({
    params: () => this.filter(),
    stream: ({ params }) => this.api.counts(params),
  });
  protected readonly shown = kept(this.page, () => `${JSON.stringify(this.filter())} ${this.nach() ?? ''}`);
  protected readonly counts = kept(this.numbers, () => JSON.stringify(this.filter()));
  protected readonly countWords = computed(() => {
    const page = this.shown();
    if (page === undefined) return '';
    return this.texts.plural('projects.count', page.count, { shown: formatCount(page.count, page.countExact) });
  });
  protected readonly printed = computed(() =>
    this.texts.say('overview.printed', { now: formatDateTime(this.clock.now()) }),
  );

  constructor() {
    const foot = inject(PrintFoot);
    effect(() => {
      // Every change of the address begins the foot anew.
      this.address();
      foot.say(`Querraum · ${this.texts.say('title.overview')} · ${this.printed()}`);
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.reload());
  }

  protected reload(): void {
    this.page.reload();
    this.numbers.reload();
  }

  /** Another filter begins at its first page. */
  protected go(change: AddressChange & { karte?: string }): void {
    void this.router.navigate([], { queryParams: { ...change, nach: null }, queryParamsHandling: 'merge' });
  }

  /** The number on the map is what the list counts with this area alone; chosen once more it is taken away. */
  protected chooseArea(key: string): void {
    const area = this.filter().area ?? [];
    this.go({ raum: area.length === 1 && area[0] === key ? null : key });
  }

  protected print(): void {
    window.print();
  }

  protected async saveCsv(): Promise<void> {
    if (this.saving()) return;
    this.saving.set(true);
    this.failed.set(undefined);
    try {
      saveFile(await this.api.csv(this.filter()), this.texts.say('overview.fileName'));
    } catch (error) {
      this.failed.set(error);
    } finally {
      this.saving.set(false);
    }
  }
}
