import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ResultDefinition } from '@querraum/workflow';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { freeKey } from './free-key';
import { FocusNext } from './focus-next';
import { LocalizedField } from './localized-field';

/** Results or choices: each with its name in both languages and the short key by which conditions know it. */
@Component({
  selector: 'app-named-list-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Icon, LocalizedField, TranslocoPipe],
  providers: [FocusNext],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ label() }}</legend>
      @if (hint(); as text) {
        <p class="muted small">{{ text }}</p>
      }
      @for (item of items(); track item.key; let index = $index) {
        <div class="stack stack--tight item" role="group" [attr.aria-label]="label() + ' ' + (index + 1)">
          <app-localized-field
            [fieldId]="fieldId() + '-' + index + '-name'"
            [label]="'blocks.form.name' | transloco"
            [errors]="errors()"
            [text]="item.name"
            (textChange)="change(index, { name: $event ?? item.name })"
          />
          <div class="row row--between">
            @if (withWords()) {
              <label class="ui-choice">
                <input
                  #words
                  class="ui-check"
                  type="checkbox"
                  [checked]="item.needsWords === true"
                  (change)="change(index, { needsWords: words.checked || undefined })"
                />
                <span>{{ 'blocks.form.needsWords' | transloco }}</span>
              </label>
            }
            <span class="muted small">{{ 'blocks.form.key' | transloco: { key: item.key } }}</span>
            <button
              uiButton="tertiary"
              [small]="true"
              type="button"
              [attr.aria-label]="'blocks.form.removeItem' | transloco: { number: index + 1, list: label() }"
              (click)="remove(index)"
            >
              <ui-icon name="close" />{{ 'procedures.form.remove' | transloco }}
            </button>
          </div>
        </div>
      }
      @if (items().length < most()) {
        <div>
          <button [id]="fieldId() + '-add'" uiButton="secondary" [small]="true" type="button" (click)="add()">
            <ui-icon name="plus" />{{ 'blocks.form.addItem' | transloco: { list: label() } }}
          </button>
        </div>
      }
    </fieldset>
  `,
  styles: `
    .item {
      padding-bottom: 0.5rem;
      border-bottom: 1px solid var(--kern-color-decorative-border-default);
    }
  `,
})
export class NamedListEditor {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly errors = input.required<Record<string, string>>();
  readonly stem = input('result');
  readonly withWords = input(false);
  readonly most = input(10);
  readonly items = model.required<readonly ResultDefinition[]>();
  private readonly focus = inject(FocusNext);

  protected change(index: number, change: Partial<ResultDefinition>): void {
    this.items.set(this.items().map((item, place) => (place === index ? { ...item, ...change } : item)));
  }

  protected add(): void {
    const key = freeKey(
      this.items().map((item) => item.key),
      this.stem(),
    );
    this.focus.on(`${this.fieldId()}-${this.items().length}-name-de`);
    this.items.set([...this.items(), { key, name: { de: '', en: '' } }]);
  }

  protected remove(index: number): void {
    this.focus.on(`${this.fieldId()}-add`);
    this.items.set(this.items().toSpliced(index, 1));
  }
}
