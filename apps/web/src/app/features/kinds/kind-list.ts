import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemView } from '../../core/problem-view';
import { ProjectKindsApi } from '../../core/project-kinds.api';
import { Localized } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';

/** Vorhabenarten: which kinds the house has. There is always one. */
@Component({
  selector: 'app-kind-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, Icon, Localized, PageHead, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.projectKinds' | transloco" [above]="'title.administration' | transloco">
        <a uiButton="primary" routerLink="/verwaltung/vorhabenarten/neu">
          <ui-icon name="plus" />{{ 'kinds.add' | transloco }}
        </a>
      </ui-page-head>
      @if (list.error(); as error) {
        <app-problem [error]="error" (retry)="list.reload()" />
      } @else if (kinds(); as found) {
        <ul role="list" class="stack" [attr.aria-label]="'title.projectKinds' | transloco">
          @for (kind of found; track kind.id) {
            <li class="card stack stack--tight">
              <div class="row row--between">
                <h2>
                  <a [routerLink]="['/verwaltung/vorhabenarten', kind.id]">{{ kind.name | localized }}</a>
                </h2>
                @if (kind.retiredAt) {
                  <ui-badge>{{ 'kinds.retired' | transloco }}</ui-badge>
                }
              </div>
              @if (kind.description | localized; as description) {
                <p>{{ description }}</p>
              }
              <p class="muted small">
                {{
                  'kinds.summary'
                    | transloco: { code: kind.code, fields: kind.fields.length, phases: kind.phases.length }
                }}
              </p>
            </li>
          }
        </ul>
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
      }
    </div>
  `,
})
export class KindList {
  private readonly api = inject(ProjectKindsApi);
  protected readonly list = rxResource({ stream: () => this.api.kinds() });
  protected readonly kinds = computed(() => (this.list.hasValue() ? this.list.value().items : undefined));
}
