import { ChangeDetectionStrategy, Component, inject, input, model } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatDate, formatWeekday } from '../../core/format';
import { ProceduresApi } from '../../core/procedures.api';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Field, FieldControl } from '../../ui/field';
import { type DueDraft, MOST_WORKING_DAYS, workingDaysOf } from './due-draft';

/** Until when: in Arbeitstagen, with the end and why it is that day, or on a day, or without a date. */
@Component({
  selector: 'app-due-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, Localized, TranslocoPipe],
  template: `
    <div class="fields">
      <ui-field [fieldId]="fieldId() + '-wie'" [label]="label()">
        <select #how uiInput (change)="choose(how.value)">
          @for (option of choices; track option) {
            <option [value]="option" [selected]="option === due().how">
              {{ (keeps() && option === 'none' ? 'assignment.due.stays' : 'assignment.due.' + option) | transloco }}
            </option>
          }
        </select>
      </ui-field>
      @switch (due().how) {
        @case ('workingDays') {
          <ui-field [fieldId]="fieldId()" [label]="'assignment.due.days' | transloco" [error]="error()">
            <input
              #days
              uiInput
              type="number"
              min="1"
              [max]="most"
              [value]="due().workingDays"
              (input)="change({ workingDays: days.value })"
            />
          </ui-field>
        }
        @case ('day') {
          <ui-field [fieldId]="fieldId()" [label]="'assignment.due.lastDay' | transloco" [error]="error()">
            <input #day uiInput type="date" [min]="today" [value]="due().day" (input)="change({ day: day.value })" />
          </ui-field>
        }
      }
    </div>
    <p class="small" role="status">
      @if (due().how === 'workingDays' && preview.hasValue()) {
        @if (preview.value(); as end) {
          <span class="strong">{{ ends(end.lastDay) }}</span> {{ end.explanation | localized }}
        }
      }
    </p>
  `,
  styles: `
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
      gap: 0.75rem;
      align-items: end;
    }
  `,
  host: { class: 'stack stack--tight' },
})
export class DueFields {
  readonly fieldId = input('frist');
  readonly label = input.required<string>();
  readonly error = input<string>();
  /** Where a date stands already: none chosen here means that it stays. */
  readonly keeps = input(false);
  readonly due = model.required<DueDraft>();
  private readonly procedures = inject(ProceduresApi);
  private readonly texts = inject(Texts);
  protected readonly today = inject(ServerClock).today();
  protected readonly most = MOST_WORKING_DAYS;
  protected readonly choices = ['workingDays', 'day', 'none'] as const satisfies readonly DueDraft['how'][];
  protected readonly preview = rxResource({
    params: () => workingDaysOf(this.due()),
    stream: ({ params }) => this.procedures.deadline(this.today, { length: params, unit: 'workingDay', roll: true }),
  });

  protected ends(day: string): string {
    return this.texts.say('assignment.due.ends', { day: `${formatWeekday(day)}, ${formatDate(day)}` });
  }

  protected choose(value: string): void {
    const how = this.choices.find((choice) => choice === value);
    if (how !== undefined) this.change({ how });
  }

  protected change(change: Partial<DueDraft>): void {
    this.due.update((due) => ({ ...due, ...change }));
  }
}
