import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FactDefinition } from '@querraum/workflow';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { fieldIdOf } from './draft-edit';
import { freeKey } from './free-key';
import { FocusNext } from './focus-next';
import { LocalizedField } from './localized-field';
import { NamedListEditor } from './named-list-editor';

const TYPES = FactDefinition.shape.type.options;

/** The entries that a procedure knows: given at the start, filled in by tasks, set by tables; conditions ask for them. */
@Component({
  selector: 'app-facts-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, LocalizedField, NamedListEditor, TranslocoPipe],
  providers: [FocusNext],
  template: `
    <p class="muted small">{{ 'blocks.facts.about' | transloco }}</p>
    @for (fact of facts(); track fact.key; let index = $index) {
      <div
        class="stack stack--tight fact"
        role="group"
        [attr.aria-label]="'blocks.facts.one' | transloco: { number: index + 1 }"
      >
        <app-localized-field
          [fieldId]="idOf(index, 'name')"
          [label]="'blocks.form.name' | transloco"
          [errors]="errors()"
          [text]="fact.name"
          (textChange)="change(index, { name: $event ?? fact.name })"
        />
        <ui-field [fieldId]="idOf(index, 'type')" [label]="'blocks.facts.type' | transloco">
          <select #type uiInput (change)="chooseType(index, type.value)">
            @for (option of types; track option) {
              <option [value]="option" [selected]="option === fact.type">
                {{ 'blocks.facts.types.' + option | transloco }}
              </option>
            }
          </select>
        </ui-field>
        @if (fact.type === 'choice') {
          <app-named-list-editor
            [fieldId]="idOf(index, 'choices')"
            [label]="'blocks.facts.choices' | transloco"
            [errors]="errors()"
            stem="choice"
            [most]="50"
            [items]="fact.choices ?? []"
            (itemsChange)="change(index, { choices: toChoices($event) })"
          />
        }
        <label class="ui-choice">
          <input
            #start
            class="ui-check"
            type="checkbox"
            [checked]="fact.atStart === true"
            (change)="change(index, { atStart: start.checked || undefined })"
          />
          <span>{{ 'blocks.facts.atStart' | transloco }}</span>
        </label>
        <div class="row row--between">
          <span class="muted small">{{ 'blocks.form.key' | transloco: { key: fact.key } }}</span>
          <button uiButton="tertiary" [small]="true" type="button" (click)="remove(index)">
            <ui-icon name="close" />{{ 'blocks.facts.remove' | transloco: { number: index + 1 } }}
          </button>
        </div>
      </div>
    }
    <div>
      <button id="verfahren-facts-add" uiButton="secondary" [small]="true" type="button" (click)="add()">
        <ui-icon name="plus" />{{ 'blocks.facts.add' | transloco }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1rem;
    }
    .fact {
      padding-bottom: 0.75rem;
      border-bottom: 1px solid var(--kern-color-decorative-border-default);
    }
  `,
})
export class FactsEditor {
  readonly errors = input.required<Record<string, string>>();
  readonly facts = model.required<readonly FactDefinition[]>();
  private readonly focus = inject(FocusNext);
  protected readonly types = TYPES;

  protected idOf(...path: (string | number)[]): string {
    return fieldIdOf(null, 'facts', ...path);
  }

  protected toChoices(items: readonly NonNullable<FactDefinition['choices']>[number][]) {
    return items.map(({ key, name }) => ({ key, name }));
  }

  protected change(index: number, change: Partial<FactDefinition>): void {
    this.facts.set(this.facts().map((fact, place) => (place === index ? { ...fact, ...change } : fact)));
  }

  protected chooseType(index: number, value: string): void {
    const type = TYPES.find((known) => known === value);
    if (type !== undefined) this.change(index, { type, choices: type === 'choice' ? [] : undefined });
  }

  protected add(): void {
    const key = freeKey(
      this.facts().map((fact) => fact.key),
      'entry',
    );
    this.focus.on(this.idOf(this.facts().length, 'name', 'de'));
    this.facts.set([...this.facts(), { key, name: { de: '', en: '' }, type: 'text' }]);
  }

  protected remove(index: number): void {
    this.focus.on('verfahren-facts-add');
    this.facts.set(this.facts().toSpliced(index, 1));
  }
}
