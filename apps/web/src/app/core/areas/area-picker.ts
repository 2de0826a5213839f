import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, input, model, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Area, AreaLevel } from '@querraum/contracts';
import { Observable, catchError, map, of, switchMap, throwError, timer } from 'rxjs';
import { Chip } from '../../ui/chip';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { AreaExplorer } from '../map/area-explorer';
import { toProblem } from '../problem';
import { Texts } from '../texts';
import { AreaTree } from './area-tree';
import { AreasApi } from './areas.api';

export interface ChosenArea {
  edition: '2021';
  key: string;
  name: string;
  level: AreaLevel;
}

interface Hits {
  items: Area[];
  /** What the server says about a key that it does not know. */
  hint: string;
}

const NOTHING: Hits = { items: [], hint: '' };
const TYPING_PAUSE_MS = 250;

/** Areas by search, on the map and in the tree, three ways to one choice; what is chosen stands on top and can be taken away again. */
@Component({
  selector: 'app-area-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaExplorer, AreaTree, Chip, Field, FieldControl, Icon, Skeleton, TranslocoPipe],
  templateUrl: './area-picker.html',
  styleUrl: './area-picker.scss',
})
export class AreaPicker {
  readonly fieldId = input.required<string>();
  readonly error = input<string>();
  readonly chosen = model.required<readonly ChosenArea[]>();
  private readonly areas = inject(AreasApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly query = signal('');
  protected readonly mapOpen = signal(false);
  protected readonly chosenKeys = computed(() => new Set(this.chosen().map((area) => area.key)));
  /** The tree shows it with everything above it opened. */
  protected readonly newest = computed(() => this.chosen().at(-1)?.key);
  protected readonly hits = rxResource({
    params: () => this.query().trim(),
    stream: ({ params }) =>
      params.length < 2 ? of(NOTHING) : timer(TYPING_PAUSE_MS).pipe(switchMap(() => this.find(params))),
  });
  protected readonly found = computed(() => (this.hits.hasValue() ? this.hits.value() : NOTHING));
  protected readonly status = computed(() => {
    if (this.query().trim().length < 2) return '';
    if (this.hits.isLoading()) return this.texts.say('areas.searching');
    if (this.hits.error() !== undefined) return this.texts.say('problem.network.detail');
    return this.found().hint || this.texts.plural('areas.hits', this.found().items.length);
  });

  protected openMap(event: Event): void {
    if (event.target instanceof HTMLDetailsElement && event.target.open) this.mapOpen.set(true);
  }

  protected toggle(area: Pick<Area, 'key' | 'name' | 'level'>): void {
    const { key, name, level } = area;
    const had = this.chosenKeys().has(key);
    this.chosen.update((areas) =>
      had ? areas.filter((chosen) => chosen.key !== key) : [...areas, { edition: '2021', key, name, level }],
    );
    void this.announcer.announce(this.texts.say(had ? 'areas.removed' : 'areas.added', { name }));
  }

  /** What the server refuses it explains, for example that a key has lost its leading zero. */
  private find(query: string): Observable<Hits> {
    return this.areas.search(query).pipe(
      map((page) => ({ items: page.items, hint: '' })),
      catchError((error: unknown) => {
        const problem = toProblem(error);
        const refused = problem.status >= 400 && problem.status < 500;
        return refused ? of({ items: [], hint: problem.detail }) : throwError(() => problem);
      }),
    );
  }
}
