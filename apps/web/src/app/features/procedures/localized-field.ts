import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LocalizedText } from '@querraum/workflow';
import { Field, FieldControl } from '../../ui/field';

const LANGUAGES = ['de', 'en'] as const;

/** A text in both languages, side by side. */
@Component({
  selector: 'app-localized-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    @for (part of parts(); track part.id) {
      <ui-field
        [fieldId]="part.id"
        [label]="'blocks.form.in.' + part.language | transloco: { label: label() }"
        [error]="errors()[part.id]"
      >
        <input
          #typed
          uiInput
          type="text"
          maxlength="300"
          autocomplete="off"
          [attr.lang]="part.language"
          [value]="part.value"
          (input)="type(part.language, typed.value)"
        />
      </ui-field>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
      gap: 0.75rem;
    }
  `,
})
export class LocalizedField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly errors = input.required<Record<string, string>>();
  readonly text = model.required<LocalizedText | undefined>();
  protected readonly parts = computed(() =>
    LANGUAGES.map((language) => ({
      language,
      id: `${this.fieldId()}-${language}`,
      value: this.text()?.[language] ?? '',
    })),
  );

  protected type(language: (typeof LANGUAGES)[number], typed: string): void {
    const { de, en } = this.text() ?? { de: '', en: '' };
    this.text.set(language === 'de' ? { de: typed, en } : { de, en: typed });
  }
}
