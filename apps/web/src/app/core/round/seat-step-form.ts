import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, SeatView, StepCommand } from '@querraum/contracts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Command } from '../command';
import { OrganisationApi } from '../organisation.api';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { RunsApi } from './runs.api';
import { Duty, SeatStep } from './seat-duties';
import { UnitChoice } from './unit-choice';

export type SeatForm = SeatStep | Extract<Duty, 'readdress' | 'lift'>;

const NEEDS_REASON: ReadonlySet<SeatForm> = new Set<SeatForm>(['extend', 'replace', 'readdress', 'release']);

/** One small form for one step on a seat: new date, other unit, other person, words. */
@Component({
  selector: 'app-seat-step-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe, UnitChoice],
  providers: [Command],
  templateUrl: './seat-step-form.html',
})
export class SeatStepForm {
  readonly run = input.required<RunDetail>();
  readonly stepId = input.required<string>();
  readonly seat = input.required<SeatView>();
  readonly form = input.required<SeatForm>();
  readonly changed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly runs = inject(RunsApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly lastDay = signal('');
  protected readonly unitId = signal('');
  protected readonly personId = signal('');
  protected readonly reason = signal('');
  protected readonly errors = signal<Partial<Record<'lastDay' | 'unit' | 'person' | 'reason', string>>>({});
  protected readonly id = computed(() => `${this.form()}-${this.seat().id}`);
  protected readonly choosesUnit = computed(() => this.form() === 'replace' || this.form() === 'readdress');
  protected readonly needsReason = computed(() => NEEDS_REASON.has(this.form()));
  protected readonly people = rxResource({
    params: () => (this.form() === 'delegate' ? this.seat().unit.id : undefined),
    stream: ({ params }) => this.organisation.people(params),
  });
  protected readonly colleagues = computed(() => (this.people.hasValue() ? this.people.value().items : []));

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const errors = this.missing();
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return;
    const run = await this.command.send(() => this.runs.command(this.run().id, this.stepId(), this.commandOf()));
    if (run === undefined) return;
    this.reason.set('');
    this.changed.emit(run);
  }

  private missing() {
    const required = this.texts.say('form.required');
    return {
      ...(this.form() === 'extend' && this.lastDay() === '' && { lastDay: required }),
      ...(this.choosesUnit() && this.unitId() === '' && { unit: required }),
      ...(this.form() === 'delegate' && this.personId() === '' && { person: required }),
      ...(this.needsReason() && this.reason().trim() === '' && { reason: this.texts.say('form.reasonRequired') }),
    };
  }

  private commandOf(): StepCommand {
    const seatId = this.seat().id;
    const reason = this.reason().trim();
    switch (this.form()) {
      case 'extend':
        return { type: 'extend', seatId, lastDay: this.lastDay(), reason };
      case 'replace':
      case 'readdress':
        return { type: 'replaceSeat', seatId, unitId: this.unitId(), reason };
      case 'release':
        return { type: 'releaseSeat', seatId, reason };
      case 'delegate':
        return { type: 'delegate', seatId, personId: this.personId() };
      case 'withdraw':
        return { type: 'withdraw', seatId, ...(reason !== '' && { reason }) };
      case 'lift':
        return { type: 'liftReservation', seatId, ...(reason !== '' && { words: reason }) };
    }
  }
}
