import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Rhythm } from '@querraum/contracts';
import { Field, FieldControl } from '../ui/field';

type Every = 'day' | 'week' | 'month';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ hour, clock: `${String(hour).padStart(2, '0')}:00` }));
const WEEKDAYS = [1, 2, 3, 4, 5];
const DAYS = Array.from({ length: 31 }, (_, day) => day + 1);

/** How often something comes, on which day and at which hour. */
@Component({
  selector: 'app-rhythm-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    @let chosen = rhythm();
    @for (every of choices(); track every) {
      <label class="row">
        <input
          class="ui-check"
          type="radio"
          name="rhythmus"
          [value]="every"
          [checked]="chosen.every === every"
          (change)="comesEvery(every)"
        />
        {{ 'rhythm.every.' + every | transloco }}
      </label>
    }
    <div class="times">
      @if (chosen.every === 'week') {
        <ui-field fieldId="wochentag" [label]="'rhythm.weekday' | transloco">
          <select #weekday uiInput (change)="at({ weekday: +weekday.value })">
            @for (day of weekdays; track day) {
              <option [value]="day" [selected]="chosen.weekday === day">
                {{ 'rhythm.weekdays.' + day | transloco }}
              </option>
            }
          </select>
        </ui-field>
      } @else if (chosen.every === 'month') {
        <ui-field fieldId="tag" [label]="'rhythm.day' | transloco" [hint]="'rhythm.dayHint' | transloco">
          <select #monthDay uiInput (change)="at({ day: +monthDay.value })">
            @for (day of days; track day) {
              <option [value]="day" [selected]="chosen.day === day">{{ day }}</option>
            }
          </select>
        </ui-field>
      }
      <ui-field fieldId="uhrzeit" [label]="'rhythm.hour' | transloco">
        <select #hour uiInput (change)="at({ hour: +hour.value })">
          @for (one of hours; track one.hour) {
            <option [value]="one.hour" [selected]="chosen.hour === one.hour">{{ one.clock }}</option>
          }
        </select>
      </ui-field>
    </div>
    @if (chosen.every !== 'day') {
      <p class="muted small">{{ 'rhythm.hint' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.75rem;
    }
    .times {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
      gap: 0.75rem 1.5rem;
    }
    label.row {
      flex-wrap: nowrap;
      min-height: 2.75rem;
    }
    label.row input {
      flex: none;
    }
  `,
})
export class RhythmChoice {
  readonly choices = input.required<readonly Every[]>();
  readonly rhythm = model.required<Rhythm>();
  protected readonly hours = HOURS;
  protected readonly weekdays = WEEKDAYS;
  protected readonly days = DAYS;

  protected comesEvery(every: Every): void {
    const { hour } = this.rhythm();
    this.rhythm.set(
      { day: { every, hour }, week: { every, weekday: 1, hour }, month: { every, day: 1, hour } }[every] as Rhythm,
    );
  }

  protected at(change: { hour?: number; weekday?: number; day?: number }): void {
    this.rhythm.set({ ...this.rhythm(), ...change } as Rhythm);
  }
}
