import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FactDefinition, TaskNode } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Field, FieldControl } from '../../ui/field';

type TaskFields = NonNullable<TaskNode['fields']>;
const DUTIES = ['no', 'optional', 'mandatory'] as const;

/** Which declared entries a task fills in, and which of them it must. */
@Component({
  selector: 'app-task-fields-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ label() }}</legend>
      @for (line of lines(); track line.key) {
        <ui-field [fieldId]="fieldId() + '-' + line.key" [label]="line.name">
          <select #duty uiInput (change)="choose(line.key, duty.value)">
            @for (option of duties; track option) {
              <option [value]="option" [selected]="option === line.duty">
                {{ 'blocks.form.duty.' + option | transloco }}
              </option>
            }
          </select>
        </ui-field>
      } @empty {
        <p class="muted small">{{ 'blocks.form.noFacts' | transloco }}</p>
      }
    </fieldset>
  `,
})
export class TaskFieldsEditor {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly facts = input.required<readonly FactDefinition[]>();
  readonly fields = model.required<TaskFields>();
  protected readonly duties = DUTIES;
  protected readonly lines = computed(() =>
    this.facts().map(({ key, name }) => {
      const field = this.fields().find(({ fact }) => fact === key);
      const duty = field === undefined ? 'no' : field.required === true ? 'mandatory' : 'optional';
      return { key, name: inLanguage(name), duty };
    }),
  );

  protected choose(key: string, duty: string): void {
    const others = this.fields().filter(({ fact }) => fact !== key);
    const field = duty === 'mandatory' ? { fact: key, required: true } : { fact: key };
    this.fields.set(duty === 'no' ? others : [...others, field]);
  }
}
