import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { HistoryEntries } from '../../core/history/history-entries';
import { TimelineApi } from '../../core/history/timeline.api';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Skeleton } from '../../ui/skeleton';

const LATEST = 10;

/** What happened last in a project, with the way to everything else. */
@Component({
  selector: 'app-latest-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [HistoryEntries, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    <section class="card stack" aria-labelledby="zuletzt">
      <div class="row row--between">
        <h2 id="zuletzt">{{ 'timeline.latest' | transloco }}</h2>
        <a class="no-print" [routerLink]="['/vorhaben', current.project().id, 'verlauf']">{{
          'timeline.whole' | transloco
        }}</a>
      </div>
      @if (latest(); as page) {
        <app-history-entries [projectId]="current.project().id" [entries]="page.items" />
      } @else if (resource.error()) {
        <app-problem [error]="resource.error()" (retry)="resource.reload()" />
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
      }
    </section>
  `,
})
export class LatestHistory {
  protected readonly current = inject(CurrentProject);
  private readonly api = inject(TimelineApi);
  protected readonly resource = rxResource({
    params: () => ({ id: this.current.project().id, revision: this.current.revision() }),
    stream: ({ params }) => this.api.page(params.id, {}, { limit: LATEST }),
  });
  protected readonly latest = kept(this.resource, () => this.current.project().id);
}
