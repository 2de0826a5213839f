import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Unit } from '@querraum/contracts';
import { Field, FieldControl } from '../../ui/field';
import { OrganisationApi } from '../organisation.api';
import { ProblemView } from '../problem-view';

/** One unit of all houses. */
@Component({
  selector: 'app-unit-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, ProblemView, TranslocoPipe],
  template: `
    <ui-field [fieldId]="fieldId()" [label]="label()" [mark]="mark()" [error]="error()">
      <select #unit uiInput (change)="unitId.set(unit.value)">
        <option value="" [selected]="unitId() === ''">{{ 'choose' | transloco }}</option>
        @for (tenant of tenants(); track tenant.name) {
          <optgroup [label]="tenant.name">
            @for (option of tenant.units; track option.id) {
              <option [value]="option.id" [selected]="option.id === unitId()">{{ option.name }}</option>
            }
          </optgroup>
        }
      </select>
    </ui-field>
    @if (units.error(); as problem) {
      <app-problem [error]="problem" (retry)="units.reload()" />
    }
  `,
})
export class UnitChoice {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly mark = input<string>();
  readonly error = input<string>();
  /** Units that make no sense here. */
  readonly without = input<readonly string[]>([]);
  readonly unitId = model.required<string>();
  private readonly organisation = inject(OrganisationApi);
  protected readonly units = rxResource({ stream: () => this.organisation.units });
  protected readonly tenants = computed(() => {
    const byTenant = new Map<string, Unit[]>();
    for (const unit of this.units.hasValue() ? this.units.value().items : []) {
      if (!this.without().includes(unit.id)) {
        byTenant.set(unit.tenantName, [...(byTenant.get(unit.tenantName) ?? []), unit]);
      }
    }
    return [...byTenant].map(([name, units]) => ({ name, units }));
  });
}
