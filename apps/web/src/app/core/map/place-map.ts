import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { AreaShape, AreaShapes } from '@querraum/contracts';
import { forkJoin, of } from 'rxjs';
import { AreasApi } from '../areas/areas.api';
import { formatList } from '../format';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { AreaMap } from './area-map';
import { groundFor } from './area-steps';

const NOTHING: AreaShapes = { type: 'FeatureCollection', attribution: '', features: [] };

/** Where something lies: its areas on what is around them. A picture; the names stand as words beside it. */
@Component({
  selector: 'app-place-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaMap, ProblemView],
  template: `
    @if (shapes.error(); as error) {
      <app-problem [error]="error" (retry)="shapes.reload()" />
    } @else if (drawn(); as shown) {
      <app-area-map [label]="label()" [shapes]="shown.areas" [ground]="shown.ground" [chosen]="keys()" />
      <p class="muted small">{{ shown.attribution }}</p>
    }
  `,
})
export class PlaceMap {
  readonly areas = input.required<readonly { key: string; name: string }[]>();
  private readonly areasApi = inject(AreasApi);
  private readonly texts = inject(Texts);
  protected readonly keys = computed(() => new Set(this.areas().map(({ key }) => key)));
  protected readonly label = computed(() =>
    this.texts.say('map.ofProject', { areas: formatList(this.areas().map(({ name }) => name)) }),
  );
  protected readonly shapes = rxResource({
    params: () => [...this.keys()].sort().join(','),
    stream: ({ params }) => {
      const keys = params.split(',').filter(Boolean);
      const named = keys.length === 0 ? of(NOTHING) : this.areasApi.shapesOf(keys);
      return forkJoin({ named, around: this.areasApi.shapesBelow(groundFor(keys)) });
    },
  });
  protected readonly drawn = computed<{ areas: AreaShape[]; ground: AreaShape[]; attribution: string } | undefined>(
    () => {
      if (!this.shapes.hasValue()) return undefined;
      const { named, around } = this.shapes.value();
      return { areas: named.features, ground: around.features, attribution: around.attribution };
    },
  );
}
