import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FIELD_TYPE_NAMES, type FieldType } from '@querraum/contracts';
import { Localized } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { newChoice, newField, type ChoiceDraft, type FieldDraft } from './kind-draft';
import { WordsFields } from './words-fields';

/** What projects of the kind are asked for, field by field. */
@Component({
  selector: 'app-fields-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, Localized, TranslocoPipe, WordsFields],
  template: `
    @for (field of fields(); track field.key; let at = $index) {
      <div class="card stack" role="group" [attr.aria-label]="'kinds.field' | transloco: { number: at + 1 }">
        <app-words-fields
          [fieldId]="'fields-' + at + '-label'"
          [label]="'kinds.label' | transloco"
          [errors]="errors()"
          [words]="field.label"
          (wordsChange)="change(at, { label: $event })"
        />
        <div class="row">
          <ui-field [fieldId]="'fields-' + at + '-type'" [label]="'kinds.type' | transloco">
            <select #type uiInput (change)="changeType(at, type.value)">
              @for (one of types; track one) {
                <option [value]="one" [selected]="one === field.type">{{ typeNames[one] | localized }}</option>
              }
            </select>
          </ui-field>
          <label class="row">
            <input
              #required
              type="checkbox"
              class="ui-check"
              [checked]="field.required"
              (change)="change(at, { required: required.checked })"
            />
            {{ 'kinds.required' | transloco }}
          </label>
        </div>
        @if (field.type === 'choice') {
          @for (choice of field.choices; track choice.key; let place = $index) {
            <div class="line">
              <app-words-fields
                [fieldId]="'fields-' + at + '-choices-' + place + '-label'"
                [label]="'kinds.choice' | transloco: { number: place + 1 }"
                [errors]="errors()"
                [words]="choice.label"
                (wordsChange)="changeChoice(at, place, { label: $event })"
              />
              <button
                uiButton="tertiary"
                type="button"
                [attr.aria-label]="'kinds.removeChoice' | transloco: { number: place + 1, field: at + 1 }"
                (click)="removeChoice(at, place)"
              >
                <ui-icon name="close" />{{ 'kinds.remove' | transloco }}
              </button>
            </div>
          }
        }
        <div class="row">
          @if (field.type === 'choice') {
            <button
              [id]="'fields-' + at + '-add'"
              uiButton="secondary"
              [small]="true"
              type="button"
              (click)="addChoice(at)"
            >
              <ui-icon name="plus" />{{ 'kinds.addChoice' | transloco }}
            </button>
          }
          <button uiButton="tertiary" [small]="true" type="button" (click)="remove(at)">
            <ui-icon name="close" />{{ 'kinds.removeField' | transloco: { number: at + 1 } }}
          </button>
        </div>
      </div>
    }
    <div>
      <button id="fields" uiButton="secondary" type="button" (click)="add()">
        <ui-icon name="plus" />{{ 'kinds.addField' | transloco }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1rem;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem;
      align-items: end;
    }
  `,
})
export class FieldsEditor {
  readonly fields = model.required<readonly FieldDraft[]>();
  readonly errors = input.required<Readonly<Record<string, string>>>();
  protected readonly typeNames = FIELD_TYPE_NAMES;
  protected readonly types = Object.keys(FIELD_TYPE_NAMES) as FieldType[];

  protected add(): void {
    this.fields.update((all) => [...all, newField()]);
    focusOn(`fields-${this.fields().length - 1}-label-de`);
  }

  protected remove(at: number): void {
    this.fields.update((all) => all.filter((_, index) => index !== at));
    focusOn('fields');
  }

  protected change(at: number, change: Partial<FieldDraft>): void {
    this.fields.update((all) => all.map((one, index) => (index === at ? { ...one, ...change } : one)));
  }

  /** Who wants something chosen needs something to choose from. */
  protected changeType(at: number, value: string): void {
    const type = this.types.find((one) => one === value);
    const field = this.fields()[at];
    if (type === undefined || field === undefined) return;
    const needsChoices = type === 'choice' && field.choices.length === 0;
    this.change(at, { type, ...(needsChoices && { choices: [newChoice(), newChoice()] }) });
  }

  protected addChoice(at: number): void {
    const choices = [...(this.fields()[at]?.choices ?? []), newChoice()];
    this.change(at, { choices });
    focusOn(`fields-${at}-choices-${choices.length - 1}-label-de`);
  }

  protected removeChoice(at: number, place: number): void {
    const choices = this.fields()[at]?.choices ?? [];
    this.change(at, { choices: choices.filter((_, index) => index !== place) });
    focusOn(`fields-${at}-add`);
  }

  protected changeChoice(at: number, place: number, change: Partial<ChoiceDraft>): void {
    const choices = this.fields()[at]?.choices ?? [];
    this.change(at, { choices: choices.map((one, index) => (index === place ? { ...one, ...change } : one)) });
  }
}

/** Once the control is there. */
export const focusOn = (id: string): void => void setTimeout(() => document.getElementById(id)?.focus());
