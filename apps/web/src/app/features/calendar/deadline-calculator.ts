import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarChange, DeadlinePreview } from '@querraum/contracts';
import { Command } from '../../core/command';
import { formatDate } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { CalendarApi, type PeriodInput } from './calendar.api';

const LONGEST = 366;

interface Counted {
  now: DeadlinePreview;
  /** With the change that is being looked at. */
  then: DeadlinePreview | undefined;
}

/** „Was wäre wenn“: when a Frist would end, and why; beside it with the change that has not been made yet. */
@Component({
  selector: 'app-deadline-calculator',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, Localized, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="card stack" aria-labelledby="rechner">
      <h2 id="rechner">{{ 'calendar.calculator' | transloco }}</h2>
      <form class="stack" novalidate [attr.aria-label]="'calendar.calculator' | transloco" (submit)="count($event)">
        <ui-field fieldId="rechner-beginn" [label]="'calendar.start' | transloco" [error]="startError()">
          <input #from uiInput type="date" [value]="start()" (input)="start.set(from.value)" />
        </ui-field>
        <ui-field fieldId="rechner-dauer" [label]="'calendar.length' | transloco" [error]="lengthError()">
          <input
            #amount
            uiInput
            type="number"
            min="1"
            [max]="longest"
            [value]="length()"
            (input)="length.set(amount.value)"
          />
        </ui-field>
        <ui-field fieldId="rechner-einheit" [label]="'calendar.unit' | transloco">
          <select #kind uiInput [value]="unit()" (change)="unit.set(kind.value)">
            @for (name of units; track name) {
              <option [value]="name">{{ 'calendar.units.' + name | transloco }}</option>
            }
          </select>
        </ui-field>
        <div class="row">
          <button uiButton="secondary" type="submit" [busy]="command.busy()">{{ 'calendar.count' | transloco }}</button>
        </div>
      </form>
      @if (command.problem(); as error) {
        <app-problem [error]="error" [retryLabel]="false" />
      }
      @if (counted(); as result) {
        <div class="stack stack--tight" role="status">
          <p class="strong">{{ endOf(result.now) }}</p>
          <p>{{ result.now.explanation | localized }}</p>
          @if (result.then; as then) {
            <p class="strong">{{ 'calendar.withChange' | transloco: { end: endOf(then) } }}</p>
            <p>{{ then.explanation | localized }}</p>
          }
        </div>
        @if (isBeyond()) {
          <ui-alert tone="warning">{{ 'calendar.beyond' | transloco: { until: untilInWords() } }}</ui-alert>
        }
      }
    </section>
  `,
})
export class DeadlineCalculator {
  readonly change = input<CalendarChange>();
  protected readonly command = inject(Command);
  private readonly api = inject(CalendarApi);
  private readonly texts = inject(Texts);
  protected readonly longest = LONGEST;
  protected readonly units = ['workingDay', 'calendarDay', 'week', 'month'] as const;
  protected readonly start = signal(inject(ServerClock).today());
  protected readonly length = signal('5');
  protected readonly unit = signal<string>('workingDay');
  protected readonly counted = signal<Counted | undefined>(undefined);
  private readonly sent = signal(false);
  protected readonly startError = computed(() =>
    this.sent() && this.start() === '' ? this.texts.say('calendar.dateMissing') : undefined,
  );
  protected readonly lengthError = computed(() =>
    this.sent() && !this.isLength() ? this.texts.say('calendar.lengthFault', { limit: LONGEST }) : undefined,
  );
  protected readonly isBeyond = computed(() => {
    const counted = this.counted();
    return counted !== undefined && counted.now.lastDay > counted.now.holidaysUntil;
  });
  protected readonly untilInWords = computed(() => formatDate(this.counted()?.now.holidaysUntil ?? ''));

  protected endOf(preview: DeadlinePreview): string {
    return this.texts.say('calendar.ends', { day: formatDate(preview.lastDay) });
  }

  protected async count(event: Event): Promise<void> {
    event.preventDefault();
    this.sent.set(true);
    if (this.startError() !== undefined || this.lengthError() !== undefined) return;
    const period: PeriodInput = { start: this.start(), length: Number(this.length()), unit: this.unit() };
    const change = this.change();
    const counted = await this.command.send(async () => ({
      now: await this.api.deadline(period),
      then: change && (await this.api.deadline(period, change)),
    }));
    this.counted.set(counted);
  }

  private isLength(): boolean {
    const length = Number(this.length());
    return Number.isInteger(length) && length >= 1 && length <= LONGEST;
  }
}
