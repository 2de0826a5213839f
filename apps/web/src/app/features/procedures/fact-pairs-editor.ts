import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FactDefinition } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Field, FieldControl } from '../../ui/field';

/** Entries of this procedure with the key by which the other procedure knows them. */
@Component({
  selector: 'app-fact-pairs-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ label() }}</legend>
      @for (line of lines(); track line.key) {
        <ui-field [fieldId]="fieldId() + '-' + line.key" [label]="'blocks.form.pair' | transloco: { name: line.name }">
          <input
            #there
            uiInput
            type="text"
            maxlength="41"
            autocomplete="off"
            [value]="line.there"
            (change)="name(line.key, there.value)"
          />
        </ui-field>
      } @empty {
        <p class="muted small">{{ 'blocks.form.noFacts' | transloco }}</p>
      }
    </fieldset>
  `,
})
export class FactPairsEditor {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly facts = input.required<readonly FactDefinition[]>();
  /** The other procedure's key → the key here. */
  readonly pairs = model.required<Record<string, string>>();
  protected readonly lines = computed(() =>
    this.facts().map(({ key, name }) => ({
      key,
      name: inLanguage(name),
      there: Object.entries(this.pairs()).find(([, here]) => here === key)?.[0] ?? '',
    })),
  );

  protected name(key: string, there: string): void {
    const others = Object.entries(this.pairs()).filter(([, here]) => here !== key);
    this.pairs.set(Object.fromEntries(there.trim() === '' ? others : [...others, [there.trim(), key]]));
  }
}
