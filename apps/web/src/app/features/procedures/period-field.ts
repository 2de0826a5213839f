import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FactDefinition, PeriodStart } from '@querraum/workflow';
import { Localized } from '../../core/texts';
import { Field, FieldControl } from '../../ui/field';
import { lengthOf, Period } from './draft-edit';
import { startValue } from './period-starts';

const UNITS = ['workingDay', 'calendarDay', 'week', 'month'] as const satisfies readonly Period['unit'][];

/** How long, and counted in what. */
@Component({
  selector: 'app-period-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, Localized, TranslocoPipe],
  template: `
    <ui-field [fieldId]="fieldId()" [label]="label()" [error]="error()">
      <input
        #length
        uiInput
        type="number"
        inputmode="numeric"
        min="1"
        max="366"
        step="1"
        [value]="period().length"
        (input)="period.set({ ...period(), length: lengthOf(length.value) })"
      />
    </ui-field>
    <ui-field [fieldId]="fieldId() + '-einheit'" [label]="'procedures.form.unitOf' | transloco: { name: label() }">
      <select #unit uiInput (change)="choose(unit.value)">
        @for (option of units; track option) {
          <option [value]="option" [selected]="option === period().unit">
            {{ 'procedures.form.unit.' + option | transloco }}
          </option>
        }
      </select>
    </ui-field>
    @if (numbers().length > 0) {
      <ui-field
        [fieldId]="fieldId() + '-angabe'"
        [label]="'procedures.form.lengthFrom' | transloco: { name: label() }"
        [hint]="'procedures.form.lengthFromHint' | transloco"
      >
        <select #fact uiInput (change)="takeFrom(fact.value)">
          <option value="" [selected]="period().lengthFact === undefined">
            {{ 'procedures.form.lengthFixed' | transloco }}
          </option>
          @for (number of numbers(); track number.key) {
            <option [value]="number.key" [selected]="number.key === period().lengthFact">
              {{ number.name | localized }}
            </option>
          }
        </select>
      </ui-field>
    }
    @if (starts().length > 0) {
      <ui-field
        [fieldId]="fieldId() + '-ab'"
        [label]="'procedures.form.countedFrom' | transloco: { name: label() }"
        [hint]="'procedures.form.countedFromHint' | transloco"
      >
        <select #from uiInput (change)="countFrom(from.value)">
          <option value="" [selected]="start() === ''">{{ 'procedures.form.countedFromStep' | transloco }}</option>
          @for (option of starts(); track valueOf(option.start)) {
            <option [value]="valueOf(option.start)" [selected]="valueOf(option.start) === start()">
              {{ option.name }}
            </option>
          }
        </select>
      </ui-field>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 0.75rem;
      align-items: start;
      max-width: 34rem;
      flex: 1;
    }
    @media (max-width: 599px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class PeriodField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly error = input<string>();
  readonly period = model.required<Period>();
  /** Declared numbers that may say the length. */
  readonly numbers = input<readonly FactDefinition[]>([]);
  /** From what else than the beginning of its step it may count. */
  readonly starts = input<readonly { start: PeriodStart; name: string }[]>([]);
  protected readonly start = computed(() => startValue(this.period().from));
  protected readonly valueOf = startValue;
  protected readonly units = UNITS;
  protected readonly lengthOf = lengthOf;

  protected choose(value: string): void {
    const unit = UNITS.find((known) => known === value);
    if (unit !== undefined) this.period.set({ ...this.period(), unit });
  }

  protected countFrom(value: string): void {
    const { from: _before, ...rest } = this.period();
    const start = this.starts().find((option) => startValue(option.start) === value)?.start;
    this.period.set(start === undefined ? rest : { ...rest, from: start });
  }

  protected takeFrom(lengthFact: string): void {
    const { lengthFact: _before, ...fixed } = this.period();
    this.period.set(lengthFact === '' ? fixed : { ...fixed, lengthFact });
  }
}
