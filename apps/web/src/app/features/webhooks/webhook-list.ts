import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { DateTimeOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { WebhookStanding } from './webhook-standing';
import { WebhooksApi } from './webhooks.api';

/** Which targets outside are told of events of the house, and how it goes. */
@Component({
  selector: 'app-webhook-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    DateTimeOf,
    EmptyState,
    Icon,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    WebhookStanding,
  ],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.webhooks' | transloco" [above]="'title.administration' | transloco">
        <a uiButton="primary" routerLink="/verwaltung/webhooks/neu">
          <ui-icon name="plus" />{{ 'webhooks.add' | transloco }}
        </a>
      </ui-page-head>
      <div class="stack">
        <p>{{ 'webhooks.about' | transloco }}</p>
        @if (list.error(); as error) {
          <app-problem [error]="error" (retry)="list.reload()" />
        } @else if (webhooks(); as found) {
          @if (found.length === 0) {
            <div class="card">
              <ui-empty-state icon="link" [heading]="'webhooks.empty' | transloco" />
            </div>
          } @else {
            <ul role="list" class="cards" [attr.aria-label]="'title.webhooks' | transloco">
              @for (webhook of found; track webhook.id) {
                <li class="card stack stack--tight">
                  <div class="row row--between">
                    <h2 class="break">
                      <a [routerLink]="['/verwaltung/webhooks', webhook.id]">
                        {{ webhook.description || webhook.url }}
                      </a>
                    </h2>
                    <app-webhook-standing [webhook]="webhook" />
                  </div>
                  @if (webhook.description) {
                    <p class="break">{{ webhook.url }}</p>
                  }
                  <p class="muted small">
                    {{ 'webhooks.eventCount' | transloco: { count: webhook.events.length } }}
                    @if (webhook.lastDeliveredAt; as at) {
                      · {{ 'webhooks.lastDeliveredAt' | transloco: { at: (at | dateTimeOf) } }}
                    } @else {
                      · {{ 'webhooks.neverDelivered' | transloco }}
                    }
                  </p>
                </li>
              }
            </ul>
          }
        } @else {
          <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
        }
      </div>
    </div>
  `,
  styles: `
    .break {
      overflow-wrap: anywhere;
    }
  `,
})
export class WebhookList {
  private readonly api = inject(WebhooksApi);
  protected readonly list = rxResource({ stream: () => this.api.list() });
  protected readonly webhooks = computed(() => (this.list.hasValue() ? this.list.value().items : undefined));
}
