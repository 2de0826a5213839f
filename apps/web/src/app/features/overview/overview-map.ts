import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OverviewFilter } from '@querraum/contracts';
import { formatCount } from '../../core/format';
import { kept } from '../../core/kept';
import { AreaExplorer } from '../../core/map/area-explorer';
import type { AreaMark } from '../../core/map/area-map';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { OverviewApi } from './overview.api';

/** How many of the filtered projects lie in each area; choosing an area makes it the filter's only one. */
@Component({
  selector: 'app-overview-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaExplorer, ProblemView, TranslocoPipe],
  template: `
    @if (counted.error(); as error) {
      <app-problem [error]="error" (retry)="counted.reload()" />
    }
    <p class="muted small">{{ 'overview.mapHint' | transloco }}</p>
    <app-area-explorer
      [chosen]="chosen()"
      [marks]="marks()"
      [parent]="parent()"
      (parentChange)="parentChanged.emit($event)"
      (pick)="pick.emit($event.key)"
    />
    @if (whole(); as words) {
      <p class="small">{{ words }}</p>
    }
  `,
})
export class OverviewMap {
  readonly filter = input.required<OverviewFilter>();
  readonly parent = input.required<string>();
  readonly parentChanged = output<string>();
  readonly pick = output<string>();
  private readonly api = inject(OverviewApi);
  private readonly texts = inject(Texts);
  protected readonly chosen = computed(() => new Set(this.filter().area ?? []));
  protected readonly counted = rxResource({
    params: () => ({ filter: this.filter(), parent: this.parent() }),
    stream: ({ params }) => this.api.areas(params.filter, params.parent),
  });
  private readonly shown = kept(this.counted, () => this.parent());
  protected readonly marks = computed(
    () =>
      new Map<string, AreaMark>(
        (this.shown()?.items ?? []).map(({ key, count, countExact }) => {
          const text = formatCount(count, countExact);
          return [
            key,
            { text: count === 0 ? '' : text, words: this.texts.plural('projects.count', count, { shown: text }) },
          ];
        }),
      ),
  );
  protected readonly whole = computed(() => {
    const shown = this.shown();
    if (shown === undefined || shown.whole.count === 0) return '';
    const { count, countExact } = shown.whole;
    return this.texts.plural('overview.whole', count, {
      shown: formatCount(count, countExact),
      name: shown.parent.name,
    });
  });
}
