import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CycleView } from '@querraum/contracts';
import { addDays, addMonths } from '@querraum/workflow';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { LifecycleApi } from './lifecycle.api';

const ONCE = 'once';
const USUAL_MONTHS = [12, 24, 36, 48, 60];
const REMINDERS = [0, 1, 3, 6, 9, 12];

/** When a project is to be written anew, how often, and how long before its lead is reminded. */
@Component({
  selector: 'app-cycle-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack" novalidate [attr.aria-label]="label() | transloco" (submit)="send($event)">
      <p>{{ 'cycle.explained' | transloco }}</p>
      <ui-field
        fieldId="fortschreibung-tag"
        [label]="'cycle.nextOn' | transloco"
        [hint]="'cycle.nextOnHint' | transloco"
        [error]="error()"
      >
        <input #day uiInput type="date" [min]="tomorrow" [value]="nextOn()" (input)="nextOn.set(day.value)" />
      </ui-field>
      <ui-field fieldId="fortschreibung-turnus" [label]="'cycle.rhythm' | transloco">
        <select #rhythm uiInput (change)="months.set(rhythm.value)">
          @for (option of rhythms(); track option) {
            <option [value]="option" [selected]="option === months()">
              {{ 'cycle.every' | transloco: { months: option } }}
            </option>
          }
          <option [value]="once" [selected]="months() === once">{{ 'cycle.once' | transloco }}</option>
        </select>
      </ui-field>
      <ui-field fieldId="fortschreibung-erinnerung" [label]="'cycle.remind' | transloco">
        <select #before uiInput (change)="remind.set(+before.value)">
          @for (option of reminders(); track option) {
            <option [value]="option" [selected]="option === remind()">
              {{ reminderKey(option) | transloco: { months: option } }}
            </option>
          }
        </select>
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button uiButton="primary" type="submit" [busy]="command.busy()">{{ label() | transloco }}</button>
        <button uiButton="tertiary" type="button" (click)="cancelled.emit()">{{ 'cancel' | transloco }}</button>
      </div>
    </form>
  `,
})
export class CycleForm {
  readonly projectId = input.required<string>();
  readonly view = input.required<CycleView>();
  /** What the form is called, and its button. */
  readonly label = input.required<string>();
  readonly done = output();
  readonly cancelled = output();
  protected readonly command = inject(Command);
  private readonly lifecycle = inject(LifecycleApi);
  private readonly texts = inject(Texts);
  private readonly today = inject(ServerClock).today();
  protected readonly tomorrow = addDays(this.today, 1);
  protected readonly once = ONCE;
  protected readonly nextOn = linkedSignal(() => {
    const known = this.view().cycle?.nextOn;
    return known !== undefined && known > this.today ? known : addMonths(this.today, 24);
  });
  protected readonly months = linkedSignal(() => {
    const { cycle } = this.view();
    return cycle === null ? '24' : String(cycle.months ?? ONCE);
  });
  protected readonly remind = linkedSignal(() => this.view().cycle?.remindMonths ?? 6);
  protected readonly error = signal<string | undefined>(undefined);

  /** What was set otherwise than in the browser is kept. */
  protected readonly rhythms = linkedSignal(() => withOwn(USUAL_MONTHS, this.view().cycle?.months ?? 24).map(String));
  protected readonly reminders = linkedSignal(() => withOwn(REMINDERS, this.view().cycle?.remindMonths ?? 6));

  protected reminderKey(months: number): string {
    if (months === 0) return 'cycle.remindNever';
    return months === 1 ? 'cycle.remindOne' : 'cycle.remindBefore';
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const isMissing = this.nextOn() <= this.today;
    this.error.set(isMissing ? this.texts.say('cycle.nextOnMissing') : undefined);
    if (isMissing) return document.getElementById('fortschreibung-tag')?.focus();
    const cycle = {
      nextOn: this.nextOn(),
      months: this.months() === ONCE ? null : Number(this.months()),
      remindMonths: this.remind(),
    };
    const set = await this.command.send(() => this.lifecycle.setCycle(this.projectId(), cycle, this.view().revision));
    if (set !== undefined) this.done.emit();
  }
}

const withOwn = (usual: number[], own: number): number[] =>
  usual.includes(own) ? usual : [...usual, own].sort((one, other) => one - other);
