import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LeadHandover } from '@querraum/contracts';
import { Alert } from '../../ui/alert';
import { Api } from '../api';
import { formatDate } from '../format';
import { News } from '../news';
import { Texts } from '../texts';

/** In the inbox: projects whose Federführung is offered to one of the person's units, each the way to the answer. */
@Component({
  selector: 'app-offered-leads',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, RouterLink, TranslocoPipe],
  template: `
    @if (offers().length > 0) {
      <ui-alert tone="info" [heading]="'lifecycle.offeredToYou' | transloco">
        <ul role="list" class="stack stack--tight">
          @for (offer of offers(); track offer.id) {
            <li>
              <a [routerLink]="['/vorhaben', offer.projectId, 'akte']">{{ offer.name }}</a>
              <span class="muted small"> {{ offer.to }}</span>
            </li>
          }
        </ul>
      </ui-alert>
    }
  `,
})
export class OfferedLeads {
  private readonly api = inject(Api);
  private readonly texts = inject(Texts);
  private readonly resource = rxResource({ stream: () => this.api.get<{ items: LeadHandover[] }>('/handovers') });
  protected readonly offers = computed(() =>
    (this.resource.hasValue() ? this.resource.value().items : []).map(({ lastDay, ...offer }) => ({
      id: offer.id,
      projectId: offer.projectId,
      name: `${offer.projectReference} ${offer.projectTitle}`,
      to:
        offer.toUnit.name +
        (lastDay === null ? '' : ` · ${this.texts.say('lifecycle.until', { day: formatDate(lastDay) })}`),
    })),
  );

  constructor() {
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.resource.reload());
  }
}
