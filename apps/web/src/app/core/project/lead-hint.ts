import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LeadHandover } from '@querraum/contracts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Api } from '../api';
import { CurrentProject } from './current-project';

/** On the pages of a project: that its Federführung is offered, and where that is answered. */
@Component({
  selector: 'app-lead-hint',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, RouterLink, TranslocoPipe],
  template: `
    @if (offer(); as standing) {
      <ui-alert tone="info" [heading]="'lifecycle.offeredTo' | transloco: { unit: standing.toUnit.name }">
        <a uiButton="secondary" [small]="true" [routerLink]="['/vorhaben', standing.projectId, 'akte']">
          {{ (standing.allowed.includes('accept') ? 'lifecycle.decide' : 'lifecycle.look') | transloco }}
        </a>
      </ui-alert>
    }
  `,
})
export class LeadHint {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentProject);
  private readonly resource = rxResource({
    params: () => ({ id: this.current.project().id, revision: this.current.revision() }),
    stream: ({ params }) => this.api.get<{ items: LeadHandover[] }>(`/projects/${params.id}/handovers`),
  });
  protected readonly offer = computed(() =>
    this.resource.hasValue() ? this.resource.value().items.find(({ state }) => state === 'offered') : undefined,
  );
}
