import { ChangeDetectionStrategy, Component, Directive, computed, inject, input } from '@angular/core';

/** Label, hint and error around one native control that carries `uiInput` and the same id. */
@Component({
  selector: 'ui-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [for]="fieldId()">
      {{ label() }}
      @if (mark(); as text) {
        <span class="mark">{{ text }}</span>
      }
    </label>
    @if (hint(); as text) {
      <p class="hint" [id]="hintId()">{{ text }}</p>
    }
    <ng-content />
    @if (error(); as text) {
      <p class="error" [id]="errorId()">{{ text }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 0.25rem;
      min-width: 0;
    }
    :host(.invalid) {
      border-inline-start: 4px solid var(--kern-color-feedback-danger);
      padding-inline-start: 0.75rem;
    }
    label {
      font-weight: 600;
    }
    .mark {
      font-weight: 400;
      color: var(--kern-color-layout-text-muted);
    }
    .hint {
      color: var(--kern-color-layout-text-muted);
      font-size: 0.9375rem;
    }
    .error {
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
  `,
  host: { '[class.invalid]': '!!error()' },
})
export class Field {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  /** Words after the label, such as „(freiwillig)“. */
  readonly mark = input<string>();
  readonly hint = input<string>();
  readonly error = input<string>();
  readonly hintId = computed(() => `${this.fieldId()}-hint`);
  readonly errorId = computed(() => `${this.fieldId()}-error`);
  readonly describedBy = computed(
    () => [this.hint() ? this.hintId() : '', this.error() ? this.errorId() : ''].filter(Boolean).join(' ') || null,
  );
}

/** The native control inside a field: takes id, description and validity from it. */
@Directive({
  selector: 'input[uiInput], textarea[uiInput], select[uiInput]',
  host: {
    class: 'ui-input',
    '[attr.id]': 'field?.fieldId() ?? null',
    '[attr.aria-describedby]': 'field?.describedBy() ?? null',
    '[attr.aria-invalid]': 'field?.error() ? "true" : null',
  },
})
export class FieldControl {
  protected readonly field = inject(Field, { optional: true });
}
