import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DEPARTMENT_WORDS, type FactDefinition, type FactValue } from '@querraum/workflow';
import { Field, FieldControl } from '../../ui/field';
import { inLanguage } from '../language';

export interface NamedUnit {
  id: string;
  name: string;
}

/** One declared entry of a procedure as a control of its type; an empty one is `undefined`. */
@Component({
  selector: 'app-fact-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    @if (isList()) {
      <fieldset class="stack stack--tight" [id]="fieldId()" tabindex="-1">
        <legend>
          {{ label() }}
          @if (!required()) {
            <span class="muted">{{ 'optional' | transloco }}</span>
          }
        </legend>
        @if (error(); as text) {
          <p class="error">{{ text }}</p>
        }
        @for (option of options(); track option.value) {
          <label class="ui-choice">
            <input
              #chosen
              class="ui-check"
              type="checkbox"
              [checked]="list().includes(option.value)"
              (change)="toggle(option.value, chosen.checked)"
            />
            <span>{{ option.name }}</span>
          </label>
        }
      </fieldset>
    } @else {
      <ui-field
        [fieldId]="fieldId()"
        [label]="label()"
        [mark]="required() ? undefined : ('optional' | transloco)"
        [error]="error()"
      >
        @switch (fact().type) {
          @case ('number') {
            <input
              #number
              uiInput
              type="number"
              step="any"
              inputmode="decimal"
              [value]="value() ?? ''"
              (input)="valueChange.emit(number.value === '' ? undefined : +number.value)"
            />
          }
          @case ('date') {
            <input
              #date
              uiInput
              type="date"
              [value]="value() ?? ''"
              (input)="valueChange.emit(date.value || undefined)"
            />
          }
          @case ('text') {
            <textarea
              #text
              uiInput
              maxlength="10000"
              [value]="value() ?? ''"
              (input)="valueChange.emit(text.value || undefined)"
            ></textarea>
          }
          @default {
            <select #choice uiInput (change)="choose(choice.value)">
              <option value="" [selected]="chosenOption() === ''">{{ 'choose' | transloco }}</option>
              @for (option of options(); track option.value) {
                <option [value]="option.value" [selected]="option.value === chosenOption()">{{ option.name }}</option>
              }
            </select>
          }
        }
      </ui-field>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .error {
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
  `,
})
export class FactField {
  readonly fieldId = input.required<string>();
  readonly fact = input.required<FactDefinition>();
  readonly value = input<FactValue | undefined>();
  readonly required = input(false);
  readonly error = input<string>();
  /** Choices of an entry that names units. */
  readonly units = input<readonly NamedUnit[]>([]);
  readonly valueChange = output<FactValue | undefined>();
  protected readonly label = computed(() => inLanguage(this.fact().name));
  protected readonly isList = computed(() => ['units', 'departments'].includes(this.fact().type));
  protected readonly list = computed(() => {
    const value = this.value();
    return Array.isArray(value) ? value : [];
  });
  protected readonly chosenOption = computed(() => {
    const value = this.value();
    return value === undefined || value === null ? '' : String(value);
  });
  protected readonly options = computed(() => {
    const { type, choices } = this.fact();
    switch (type) {
      case 'boolean':
        return [
          { value: 'true', name: inLanguage({ de: 'ja', en: 'yes' }) },
          { value: 'false', name: inLanguage({ de: 'nein', en: 'no' }) },
        ];
      case 'units':
        return this.units().map(({ id, name }) => ({ value: id, name }));
      case 'departments':
        return Object.entries(DEPARTMENT_WORDS).map(([value, words]) => ({ value, name: inLanguage(words) }));
      default:
        return (choices ?? []).map(({ key, name }) => ({ value: key, name: inLanguage(name) }));
    }
  });

  protected choose(value: string): void {
    if (value === '') this.valueChange.emit(undefined);
    else this.valueChange.emit(this.fact().type === 'boolean' ? value === 'true' : value);
  }

  protected toggle(value: string, isChosen: boolean): void {
    const list = isChosen ? [...this.list(), value] : this.list().filter((one) => one !== value);
    this.valueChange.emit(list.length === 0 ? undefined : list);
  }
}
