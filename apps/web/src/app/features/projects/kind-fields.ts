import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { KnownField } from '@querraum/contracts';
import { Localized } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { kindFieldId, type TypedFields } from './new-project-kind';

/** The own fields of a kind, each with the control of its type. */
@Component({
  selector: 'app-kind-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, Localized, TranslocoPipe],
  template: `
    @for (field of fields(); track field.key) {
      <ui-field
        [fieldId]="idOf(field.key)"
        [label]="field.label | localized"
        [mark]="field.required ? undefined : ('optional' | transloco)"
        [error]="errorOf(field.key)"
      >
        @switch (field.type) {
          @case ('choice') {
            <select #choice uiInput (change)="type(field.key, choice.value)">
              <option value="" [selected]="!typed()[field.key]">{{ 'choose' | transloco }}</option>
              @for (option of field.choices; track option.key) {
                @if (!option.isRemoved) {
                  <option [value]="option.key" [selected]="option.key === typed()[field.key]">
                    {{ option.label | localized }}
                  </option>
                }
              }
            </select>
          }
          @case ('yesNo') {
            <select #answer uiInput (change)="type(field.key, answer.value)">
              <option value="" [selected]="!typed()[field.key]">{{ 'choose' | transloco }}</option>
              <option value="true" [selected]="typed()[field.key] === 'true'">{{ 'project.yes' | transloco }}</option>
              <option value="false" [selected]="typed()[field.key] === 'false'">{{ 'project.no' | transloco }}</option>
            </select>
          }
          @case ('date') {
            <input #day uiInput type="date" [value]="typed()[field.key] ?? ''" (input)="type(field.key, day.value)" />
          }
          @default {
            <input
              #text
              uiInput
              type="text"
              autocomplete="off"
              [attr.inputmode]="field.type === 'number' ? 'decimal' : null"
              [maxLength]="field.type === 'number' ? 20 : 2000"
              [value]="typed()[field.key] ?? ''"
              (input)="type(field.key, text.value)"
            />
          }
        }
      </ui-field>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1rem;
    }
  `,
})
export class KindFields {
  readonly fields = input.required<readonly KnownField[]>();
  readonly errors = input.required<readonly FieldError[]>();
  readonly typed = model.required<TypedFields>();
  protected readonly idOf = kindFieldId;

  protected errorOf(key: string): string | undefined {
    return this.errors().find(({ fieldId }) => fieldId === kindFieldId(key))?.message;
  }

  protected type(key: string, value: string): void {
    this.typed.update((typed) => ({ ...typed, [key]: value }));
  }
}
