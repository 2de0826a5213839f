import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  model,
  signal,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PersonReference } from '@querraum/contracts';
import { of } from 'rxjs';
import { Me } from '../../core/me';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Field, FieldControl } from '../../ui/field';

/** Further people of the own house, found by their unit. */
@Component({
  selector: 'app-report-recipients',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Chip, Field, FieldControl, ProblemView, TranslocoPipe],
  template: `
    @if (recipients().length > 0) {
      <ul role="list" class="row" [attr.aria-label]="'reports.recipients' | transloco">
        @for (person of recipients(); track person.id) {
          <li>
            <ui-chip [removeLabel]="'reports.removeOne' | transloco: { name: person.name }" (remove)="remove(person)">
              {{ person.name }}
            </ui-chip>
          </li>
        }
      </ul>
    }
    <div class="choice">
      <ui-field fieldId="stelle-der-person" [label]="'overview.unit' | transloco">
        <select #unit uiInput (change)="unitId.set(unit.value)">
          <option value="" [selected]="unitId() === ''">{{ 'choose' | transloco }}</option>
          @for (option of units(); track option.id) {
            <option [value]="option.id" [selected]="option.id === unitId()">{{ option.name }}</option>
          }
        </select>
      </ui-field>
      <ui-field fieldId="person" [label]="'reports.person' | transloco">
        <select #person uiInput (change)="personId.set(person.value)">
          <option value="" [selected]="personId() === ''">{{ 'choose' | transloco }}</option>
          @for (option of choices(); track option.id) {
            <option [value]="option.id" [selected]="option.id === personId()">{{ option.name }}</option>
          }
        </select>
      </ui-field>
    </div>
    @if (people.error() ?? everyUnit.error(); as error) {
      <app-problem [error]="error" (retry)="people.reload()" />
    }
    <p>
      <button uiButton="secondary" [small]="true" type="button" (click)="add()">
        {{ 'reports.addPerson' | transloco }}
      </button>
    </p>
  `,
  styles: `
    :host {
      display: block;
    }
    .choice {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
      gap: 0.75rem 1.5rem;
      margin-block: 0.75rem;
    }
  `,
})
export class ReportRecipients {
  /** Who has subscribed to it gets it anyway; of a new report that is the person themselves. */
  readonly ownerId = input<string>();
  readonly recipients = model.required<readonly PersonReference[]>();
  private readonly me = inject(Me);
  private readonly organisation = inject(OrganisationApi);
  protected readonly unitId = signal('');
  protected readonly personId = linkedSignal({ source: this.unitId, computation: () => '' });
  protected readonly everyUnit = rxResource({ stream: () => this.organisation.units });
  protected readonly units = computed(() =>
    this.everyUnit.hasValue()
      ? this.everyUnit.value().items.filter(({ tenantId }) => tenantId === this.me.value()?.tenantId)
      : [],
  );
  protected readonly people = rxResource({
    params: () => this.unitId(),
    stream: ({ params: unitId }) =>
      unitId === '' ? of<{ items: PersonReference[] }>({ items: [] }) : this.organisation.people(unitId),
  });
  protected readonly choices = computed(() => {
    const taken = new Set([this.ownerId() ?? this.me.value()?.id, ...this.recipients().map(({ id }) => id)]);
    return (this.people.hasValue() ? this.people.value().items : []).filter(({ id }) => !taken.has(id));
  });

  protected add(): void {
    const chosen = this.choices().find(({ id }) => id === this.personId());
    if (!chosen) return;
    this.personId.set('');
    this.recipients.update((recipients) => [...recipients, chosen]);
  }

  protected remove(person: PersonReference): void {
    this.recipients.update((recipients) => recipients.filter(({ id }) => id !== person.id));
  }
}
