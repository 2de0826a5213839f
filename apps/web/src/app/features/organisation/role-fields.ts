import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  type HouseUnit,
  type Role,
  ROLE_CAPACITY_NAMES,
  ROLE_NAMES,
  type RoleCapacity,
  type RoleEntry,
  USUAL_CAPACITY,
} from '@querraum/contracts';
import { Localized } from '../../core/texts';
import { Field, FieldControl } from '../../ui/field';
import { indented, unitTree } from './unit-tree';

export interface RoleDraft {
  unitId: string;
  role: Role;
  capacity: RoleCapacity;
  from: string;
  to: string;
}

export const EMPTY_ROLE: RoleDraft = { unitId: '', role: 'CASE_WORKER', capacity: 'BY_ORDER', from: '', to: '' };

export const roleEntryOf = ({ from, to, ...role }: RoleDraft): RoleEntry => ({
  ...role,
  from: from || null,
  to: to || null,
});

/** Unit, role, signature and time of a role. */
@Component({
  selector: 'app-role-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, Localized, TranslocoPipe],
  template: `
    <ui-field fieldId="einheit" [label]="'house.unit' | transloco" [error]="errorOf()('einheit')">
      <select #unit uiInput (change)="change({ unitId: unit.value })">
        <option value="" [selected]="draft().unitId === ''">{{ 'choose' | transloco }}</option>
        @for (node of nodes(); track node.unit.id) {
          <option [value]="node.unit.id" [selected]="node.unit.id === draft().unitId">{{ indented(node) }}</option>
        }
      </select>
    </ui-field>
    <ui-field fieldId="rolle" [label]="'house.role' | transloco" [hint]="'house.roleHint.' + draft().role | transloco">
      <select #role uiInput (change)="chooseRole(role.value)">
        @for (one of roles; track one) {
          <option [value]="one" [selected]="one === draft().role">{{ names[one] | localized }}</option>
        }
      </select>
    </ui-field>
    <ui-field fieldId="zeichnung" [label]="'house.capacity' | transloco" [hint]="'house.capacityHint' | transloco">
      <select #capacity uiInput (change)="chooseCapacity(capacity.value)">
        @for (one of capacities; track one) {
          <option [value]="one" [selected]="one === draft().capacity">{{ capacityNames[one] | localized }}</option>
        }
      </select>
    </ui-field>
    <div class="period">
      <ui-field
        fieldId="von"
        [label]="'house.from' | transloco"
        [mark]="'optional' | transloco"
        [hint]="'house.fromHint' | transloco"
        [error]="errorOf()('von')"
      >
        <input #from uiInput type="date" [value]="draft().from" (input)="change({ from: from.value })" />
      </ui-field>
      <ui-field
        fieldId="bis"
        [label]="'house.to' | transloco"
        [mark]="'optional' | transloco"
        [hint]="'house.toHint' | transloco"
        [error]="errorOf()('bis')"
      >
        <input #to uiInput type="date" [value]="draft().to" (input)="change({ to: to.value })" />
      </ui-field>
    </div>
  `,
  styles: `
    .period {
      display: grid;
      gap: 1rem;
      grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    }
  `,
  host: { class: 'stack' },
})
export class RoleFields {
  readonly units = input.required<readonly HouseUnit[]>();
  readonly errorOf = input.required<(fieldId: string) => string | undefined>();
  readonly draft = model.required<RoleDraft>();
  protected readonly nodes = computed(() => unitTree(this.units(), false));
  protected readonly indented = indented;
  protected readonly names = ROLE_NAMES;
  protected readonly roles = Object.keys(ROLE_NAMES) as Role[];
  protected readonly capacityNames = ROLE_CAPACITY_NAMES;
  protected readonly capacities = Object.keys(ROLE_CAPACITY_NAMES) as RoleCapacity[];

  protected change(change: Partial<RoleDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected chooseRole(value: string): void {
    const role = value as Role;
    this.change({ role, capacity: USUAL_CAPACITY[role] });
  }

  protected chooseCapacity(value: string): void {
    this.change({ capacity: value as RoleCapacity });
  }
}
