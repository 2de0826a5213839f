import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Addressee, FactDefinition, UnitNames } from '@querraum/workflow';
import { Field, FieldControl } from '../../ui/field';
import { addresseeGroups } from './addressee-options';
import { addresseeOf, valueOf } from './draft-edit';

/** Who a step is for: one choice among departments, units of the house and roles in the project. */
@Component({
  selector: 'app-addressee-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    <ui-field [fieldId]="fieldId()" [label]="label()" [hint]="hint()" [error]="error()">
      <select #choice uiInput (change)="chosen.emit(addresseeOf(choice.value))">
        <option value="" [selected]="value() === ''">{{ emptyKey() ?? 'choose' | transloco }}</option>
        @for (group of groups(); track group.heading) {
          <optgroup [label]="group.heading | transloco">
            @for (option of group.options; track option.value) {
              <option [value]="option.value" [selected]="option.value === value()">{{ option.name }}</option>
            }
          </optgroup>
        }
      </select>
    </ui-field>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
  `,
})
export class AddresseeChoice {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string>();
  readonly names = input.required<UnitNames>();
  readonly facts = input.required<readonly FactDefinition[]>();
  readonly addressee = input<Addressee>();
  /** Words of the empty choice. */
  readonly emptyKey = input<string>();
  readonly chosen = output<Addressee | undefined>();
  protected readonly addresseeOf = addresseeOf;
  protected readonly value = computed(() => {
    const addressee = this.addressee();
    return addressee === undefined ? '' : valueOf(addressee);
  });
  protected readonly groups = computed(() => addresseeGroups(this.names(), this.facts()));
}
