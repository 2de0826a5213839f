import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { fieldIdOf, Period } from './draft-edit';
import { FocusNext } from './focus-next';
import { PeriodField } from './period-field';

const MOST = 5;
const USUAL: Period = { length: 3, unit: 'workingDay', roll: true };

/** When somebody is reminded, counted from the beginning of the step. */
@Component({
  selector: 'app-reminders-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Icon, PeriodField, TranslocoPipe],
  providers: [FocusNext],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ 'procedures.form.reminders' | transloco }}</legend>
      @for (reminder of reminders(); track $index; let index = $index) {
        <div
          class="row line"
          role="group"
          [attr.aria-label]="'procedures.form.reminder' | transloco: { number: index + 1 }"
        >
          <app-period-field
            [fieldId]="idOf(index)"
            [label]="'procedures.form.reminderAfter' | transloco"
            [error]="errors()[idOf(index)]"
            [period]="reminder"
            (periodChange)="reminders.set(reminders().with(index, $event))"
          />
          <button
            uiButton="tertiary"
            type="button"
            [attr.aria-label]="'procedures.form.removeReminder' | transloco: { number: index + 1 }"
            (click)="remove(index)"
          >
            <ui-icon name="close" />{{ 'procedures.form.remove' | transloco }}
          </button>
        </div>
      }
      @if (reminders().length < most) {
        <div>
          <button [id]="addId()" uiButton="secondary" [small]="true" type="button" (click)="add()">
            <ui-icon name="plus" />{{ 'procedures.form.addReminder' | transloco }}
          </button>
        </div>
      }
    </fieldset>
  `,
  styles: `
    .line {
      align-items: flex-end;
    }
  `,
})
export class RemindersEditor {
  readonly nodeId = input.required<string>();
  readonly errors = input.required<Record<string, string>>();
  readonly reminders = model.required<Period[]>();
  private readonly focus = inject(FocusNext);
  protected readonly most = MOST;

  protected idOf(index: number): string {
    return fieldIdOf(this.nodeId(), 'reminders', index);
  }

  protected addId(): string {
    return fieldIdOf(this.nodeId(), 'reminders', 'add');
  }

  protected add(): void {
    this.focus.on(this.idOf(this.reminders().length));
    this.reminders.set([...this.reminders(), USUAL]);
  }

  protected remove(index: number): void {
    this.focus.on(this.addId());
    this.reminders.set(this.reminders().toSpliced(index, 1));
  }
}
