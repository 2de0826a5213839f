import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LocalizedText } from '@querraum/workflow';
import { Field, FieldControl } from '../../ui/field';

/** One text in both languages, side by side where there is room. */
@Component({
  selector: 'app-words-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    <ui-field
      [fieldId]="fieldId() + '-de'"
      [label]="'kinds.german' | transloco: { label: label() }"
      [error]="errors()[fieldId() + '-de']"
    >
      <input
        #german
        uiInput
        type="text"
        maxlength="200"
        autocomplete="off"
        [value]="words().de"
        (input)="words.set({ de: german.value, en: words().en })"
      />
    </ui-field>
    <ui-field
      [fieldId]="fieldId() + '-en'"
      [label]="'kinds.english' | transloco: { label: label() }"
      [error]="errors()[fieldId() + '-en']"
    >
      <input
        #english
        uiInput
        type="text"
        maxlength="200"
        autocomplete="off"
        [value]="words().en"
        (input)="words.set({ de: words().de, en: english.value })"
      />
    </ui-field>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: 0.75rem;
      align-items: end;
      flex: 1 1 min(16rem, 100%);
      min-width: 0;
    }
  `,
})
export class WordsFields {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly errors = input.required<Readonly<Record<string, string>>>();
  readonly words = model.required<LocalizedText>();
}
