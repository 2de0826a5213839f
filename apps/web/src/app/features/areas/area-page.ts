import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Area } from '@querraum/contracts';
import { of } from 'rxjs';
import { AreaTree } from '../../core/areas/area-tree';
import { AreasApi } from '../../core/areas/areas.api';
import { AreaExplorer } from '../../core/map/area-explorer';
import { DateOf, formatNumber } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { EmptyState } from '../../ui/empty-state';
import { Fact, Facts } from '../../ui/facts';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';

const SQUARE_METRES_IN_HECTARE = 10_000;

/** The hierarchy of areas, and what is known of the chosen one. */
@Component({
  selector: 'app-area-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaExplorer, AreaTree, DateOf, EmptyState, Fact, Facts, PageHead, ProblemView, Skeleton, TranslocoPipe],
  template: `
    <div class="page">
      <ui-page-head [heading]="'title.areas' | transloco" />
      <div class="columns columns--even">
        <section class="card" [attr.aria-label]="'areas.tree' | transloco">
          <app-area-tree [chosen]="chosen()" [reveal]="raum()" (pick)="show($event)" />
        </section>
        <div class="stack">
          <section class="card stack" aria-live="polite" [attr.aria-label]="'areas.detail' | transloco">
            @if (area.error(); as error) {
              <app-problem [error]="error" (retry)="area.reload()" />
            } @else if (area.isLoading()) {
              <ui-skeleton [label]="'loading' | transloco" />
            } @else if (area.hasValue() && area.value(); as shown) {
              <h2>{{ shown.name }}</h2>
              <ui-facts>
                <ui-fact [label]="'areas.key' | transloco">
                  <code>{{ shown.key }}</code>
                </ui-fact>
                <ui-fact [label]="'areas.kind' | transloco">{{ 'areas.level.' + shown.level | transloco }}</ui-fact>
                @if (shown.path.length > 0) {
                  <ui-fact [label]="'areas.path' | transloco">{{ shown.path.join(' › ') }}</ui-fact>
                }
                <ui-fact [label]="'areas.size' | transloco">{{ size() }}</ui-fact>
                <ui-fact [label]="'areas.inhabitants' | transloco">
                  @if (shown.inhabitants; as inhabitants) {
                    {{ number(inhabitants.total) }}
                    <span class="muted">
                      {{ 'areas.asOf' | transloco: { date: (inhabitants.date | dateOf), source: inhabitants.source } }}
                    </span>
                  } @else {
                    {{ 'areas.unknown' | transloco }}
                  }
                </ui-fact>
                <ui-fact [label]="'areas.edition' | transloco">{{ shown.edition }}</ui-fact>
              </ui-facts>
              <p class="muted small">{{ shown.attribution }}</p>
            } @else {
              <ui-empty-state icon="area" [heading]="'areas.none' | transloco">
                <p>{{ 'areas.noneHint' | transloco }}</p>
              </ui-empty-state>
            }
          </section>
          <section class="card stack" aria-labelledby="karte">
            <h2 id="karte">{{ 'map.heading' | transloco }}</h2>
            @defer {
              <app-area-explorer [chosen]="chosen()" (pick)="show($event)" />
            } @placeholder {
              <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
            }
          </section>
        </div>
      </div>
    </div>
  `,
  styles: `
    app-area-tree {
      --tree-height: max(22rem, calc(100dvh - 14rem));
    }
  `,
})
export class AreaPage {
  /** From the address: key of the shown area. */
  readonly raum = input<string>();
  private readonly areas = inject(AreasApi);
  private readonly router = inject(Router);
  protected readonly area = rxResource({
    params: () => this.raum(),
    stream: ({ params }) => (params === undefined ? of(undefined) : this.areas.area(params)),
  });
  protected readonly chosen = computed(() => new Set([this.raum() ?? '']));
  protected readonly size = computed(() => {
    const area = this.area.hasValue() ? this.area.value() : undefined;
    return area === undefined ? '' : `${formatNumber(Math.round(area.areaM2 / SQUARE_METRES_IN_HECTARE))} ha`;
  });
  protected readonly number = formatNumber;

  protected show(area: Pick<Area, 'key'>): void {
    void this.router.navigate([], { queryParams: { raum: area.key } });
  }
}
