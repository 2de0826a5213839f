import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarChange } from '@querraum/contracts';
import { formatList } from '../../core/format';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { readDays } from './day-list';

const LONGEST_NAME = 100;
const MOST_DAYS = 60;

/** Asks for a day on which the house is closed, or for many of them as a list; what comes of it is shown before it is kept. */
@Component({
  selector: 'app-day-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, TranslocoPipe],
  template: `
    <section class="card stack" aria-labelledby="tag-schliessen">
      <h2 id="tag-schliessen">{{ 'calendar.add' | transloco }}</h2>
      <ui-error-summary [heading]="'form.errors' | transloco" [errors]="errors()" [attempt]="attempt()" />
      <form class="stack" novalidate [attr.aria-label]="'calendar.add' | transloco" (submit)="submitDay($event)">
        <ui-field fieldId="kalender-tag" [label]="'calendar.date' | transloco" [error]="errorOf('kalender-tag')">
          <input #day uiInput type="date" [value]="date()" (input)="date.set(day.value)" />
        </ui-field>
        <ui-field
          fieldId="kalender-name"
          [label]="'calendar.name' | transloco"
          [hint]="'calendar.nameHint' | transloco"
          [error]="errorOf('kalender-name')"
        >
          <input #words uiInput type="text" autocomplete="off" [value]="name()" (input)="name.set(words.value)" />
        </ui-field>
        <div class="row">
          <button uiButton="primary" type="submit" [busy]="busy()">{{ 'calendar.preview' | transloco }}</button>
        </div>
      </form>
      <details>
        <summary>{{ 'calendar.many' | transloco }}</summary>
        <form class="stack" novalidate [attr.aria-label]="'calendar.many' | transloco" (submit)="submitList($event)">
          <ui-field
            fieldId="kalender-liste"
            [label]="'calendar.list' | transloco"
            [hint]="'calendar.listHint' | transloco"
            [error]="errorOf('kalender-liste')"
          >
            <textarea #lines uiInput rows="5" [value]="list()" (input)="list.set(lines.value)"></textarea>
          </ui-field>
          <div class="row">
            <button uiButton="secondary" type="submit" [busy]="busy()">{{ 'calendar.preview' | transloco }}</button>
          </div>
        </form>
      </details>
    </section>
  `,
})
export class DayForm {
  readonly busy = input(false);
  readonly proposed = output<CalendarChange>();
  private readonly texts = inject(Texts);
  protected readonly date = signal('');
  protected readonly name = signal('');
  protected readonly list = signal('');
  protected readonly attempt = signal(0);
  private readonly sent = signal<'day' | 'list' | undefined>(undefined);
  protected readonly errors = computed((): FieldError[] => {
    const sent = this.sent();
    if (sent === undefined) return [];
    return sent === 'day' ? this.errorsOfDay() : this.errorsOfList();
  });

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected submitDay(event: Event): void {
    if (!this.passes(event, 'day')) return;
    this.proposed.emit({ add: [{ date: this.date(), name: this.name().trim(), kind: 'closed' }], remove: [] });
  }

  protected submitList(event: Event): void {
    if (!this.passes(event, 'list')) return;
    this.proposed.emit({ add: readDays(this.list()).days, remove: [] });
  }

  /** After a change was made: the next one begins with empty fields. */
  clear(): void {
    this.date.set('');
    this.name.set('');
    this.list.set('');
    this.sent.set(undefined);
  }

  private passes(event: Event, form: 'day' | 'list'): boolean {
    event.preventDefault();
    this.sent.set(form);
    this.attempt.update((attempt) => attempt + 1);
    return this.errors().length === 0 && !this.busy();
  }

  private errorsOfDay(): FieldError[] {
    const name = this.name().trim();
    const nameFault = name === '' ? 'calendar.nameMissing' : name.length > LONGEST_NAME ? 'calendar.nameTooLong' : '';
    return [
      ...(this.date() === '' ? [{ fieldId: 'kalender-tag', message: this.texts.say('calendar.dateMissing') }] : []),
      ...(nameFault === ''
        ? []
        : [{ fieldId: 'kalender-name', message: this.texts.say(nameFault, { limit: LONGEST_NAME }) }]),
    ];
  }

  private errorsOfList(): FieldError[] {
    const { days, faults } = readDays(this.list());
    const fault = (key: string, values: Record<string, unknown> = {}) => [
      { fieldId: 'kalender-liste', message: this.texts.say(key, values) },
    ];
    if (faults.length > 0) return fault('calendar.listFaults', { lines: formatList(faults.map(String)) });
    if (days.length === 0) return fault('calendar.listEmpty');
    if (days.length > MOST_DAYS) return fault('calendar.listTooLong', { limit: MOST_DAYS });
    return days.some(({ name }) => name.length > LONGEST_NAME)
      ? fault('calendar.nameTooLong', { limit: LONGEST_NAME })
      : [];
  }
}
