import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Unit } from '@querraum/contracts';
import { forkJoin, map, of } from 'rxjs';
import { Me } from '../../core/me';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { Field, FieldControl } from '../../ui/field';
import type { AddresseeDraft } from './new-assignment';

/** A unit, and within it one post or one person. */
@Component({
  selector: 'app-addressee-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, ProblemView, TranslocoPipe],
  template: `
    @if (!fixedUnitId()) {
      <ui-field [fieldId]="fieldId()" [label]="'assignment.unit' | transloco" [error]="error()">
        <select #unit uiInput (change)="addressee.set({ unitId: unit.value, within: '' })">
          <option value="" [selected]="unitId() === ''">{{ 'choose' | transloco }}</option>
          @for (group of groups(); track group.name) {
            <optgroup [label]="group.name || ('project.parties' | transloco)">
              @for (option of group.units; track option.id) {
                <option [value]="option.id" [selected]="option.id === unitId() && group === groupOf()">
                  {{ option.name }}
                </option>
              }
            </optgroup>
          }
        </select>
      </ui-field>
    }
    <ui-field
      [fieldId]="fieldId() + '-innen'"
      [label]="'assignment.within' | transloco"
      [hint]="vacantHint() ? ('assignment.vacantHint' | transloco) : undefined"
      [error]="fixedUnitId() ? error() : undefined"
    >
      <select #part uiInput (change)="addressee.set({ unitId: unitId(), within: part.value })">
        <option value="" [selected]="addressee().within === ''">{{ 'assignment.wholeUnit' | transloco }}</option>
        @if (parts.hasValue()) {
          @if (parts.value().positions.length > 0) {
            <optgroup [label]="'assignment.positions' | transloco">
              @for (position of parts.value().positions; track position.id) {
                <option
                  [value]="'position:' + position.id"
                  [selected]="addressee().within === 'position:' + position.id"
                >
                  {{ position.code }} {{ position.name }}
                  @if (position.vacant) {
                    ({{ 'assignment.vacant' | transloco }})
                  }
                </option>
              }
            </optgroup>
          }
          @if (parts.value().people.length > 0) {
            <optgroup [label]="'assignment.people' | transloco">
              @for (person of parts.value().people; track person.id) {
                <option [value]="'person:' + person.id" [selected]="addressee().within === 'person:' + person.id">
                  {{ person.name }}
                </option>
              }
            </optgroup>
          }
        }
      </select>
    </ui-field>
    @if (units.error() || parts.error(); as problem) {
      <app-problem [error]="problem" (retry)="retry()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: 0.75rem;
      align-items: start;
    }
  `,
})
export class AddresseeFields {
  readonly fieldId = input.required<string>();
  readonly error = input<string>();
  /** Offered first. */
  readonly participants = input<readonly { id: string; name: string }[]>([]);
  /** Within this unit alone. */
  readonly fixedUnitId = input<string>();
  readonly addressee = model.required<AddresseeDraft>();
  private readonly organisation = inject(OrganisationApi);
  private readonly me = inject(Me);
  protected readonly unitId = computed(() => this.fixedUnitId() ?? this.addressee().unitId);
  protected readonly units = rxResource({
    params: () => (this.fixedUnitId() === undefined ? true : undefined),
    stream: () => this.organisation.units,
  });
  /** Who works in another house is not for this one to know. */
  private readonly isOwnHouse = computed(() => {
    if (this.fixedUnitId() !== undefined) return true;
    const unit = this.units.hasValue() && this.units.value().items.find(({ id }) => id === this.unitId());
    return unit ? unit.tenantId === this.me.value()?.tenantId : undefined;
  });
  /** Posts and people of the chosen unit. */
  protected readonly parts = rxResource({
    params: () => {
      const isOwnHouse = this.isOwnHouse();
      return this.unitId() === '' || isOwnHouse === undefined ? undefined : { unitId: this.unitId(), isOwnHouse };
    },
    stream: ({ params: { unitId, isOwnHouse } }) =>
      forkJoin({
        positions: this.organisation.positions(unitId).pipe(map(({ items }) => items)),
        people: isOwnHouse ? this.organisation.people(unitId).pipe(map(({ items }) => items)) : of([]),
      }),
  });
  protected readonly groups = computed(() => {
    const byTenant = new Map<string, { id: string; name: string }[]>();
    if (this.participants().length > 0) byTenant.set('', [...this.participants()]);
    for (const unit of this.units.hasValue() ? this.units.value().items : []) {
      byTenant.set(unit.tenantName, [...(byTenant.get(unit.tenantName) ?? []), unit satisfies Unit]);
    }
    return [...byTenant].map(([name, units]) => ({ name, units }));
  });
  /** The first group that has the chosen unit: a participant also stands in its house. */
  protected readonly groupOf = computed(() =>
    this.groups().find(({ units }) => units.some(({ id }) => id === this.unitId())),
  );
  protected readonly vacantHint = computed(
    () =>
      this.parts.hasValue() &&
      this.parts.value().positions.some(({ id, vacant }) => vacant && this.addressee().within === `position:${id}`),
  );

  protected retry(): void {
    if (this.units.error()) this.units.reload();
    if (this.parts.error()) this.parts.reload();
  }
}
