import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail } from '@querraum/contracts';
import { ConditionDuty } from './condition-duty';
import { DissentDuty } from './dissent-duty';
import { SeatRoles } from './seat-role';
import { SeatStepForm } from './seat-step-form';
import { dutiesOf } from './seat-duties';

/** What the round waits for and the person could settle right here; nothing is shown when there is nothing. */
@Component({
  selector: 'app-run-duties',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConditionDuty, DissentDuty, SeatStepForm, TranslocoPipe],
  template: `
    @for (duty of duties(); track duty.id) {
      <div class="card">
        @switch (duty.kind) {
          @case ('condition') {
            <app-condition-duty
              [run]="run()"
              [stepId]="duty.stepId"
              [seat]="duty.seat"
              (changed)="changed.emit($event)"
            />
          }
          @case ('dissent') {
            <app-dissent-duty
              [run]="run()"
              [stepId]="duty.stepId"
              [seat]="duty.seat"
              [role]="duty.role"
              (changed)="changed.emit($event)"
            />
          }
          @default {
            <section
              class="stack stack--tight"
              [attr.aria-label]="heading(duty.kind) | transloco: { unit: duty.seat.unit.name }"
            >
              <h3>{{ heading(duty.kind) | transloco: { unit: duty.seat.unit.name } }}</h3>
              @if (words(duty); as text) {
                <p class="pre-line">{{ 'quoted' | transloco: { text } }}</p>
              }
              <app-seat-step-form
                [run]="run()"
                [stepId]="duty.stepId"
                [seat]="duty.seat"
                [form]="duty.kind"
                (changed)="changed.emit($event)"
              />
            </section>
          }
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1rem;
    }
    :host:not(:has(*)) {
      display: none;
    }
    .card {
      border-inline-start: 6px solid var(--kern-color-feedback-warning);
    }
  `,
})
export class RunDuties {
  readonly run = input.required<RunDetail>();
  /** Only the duties of this seat, as on the page of a task. */
  readonly seatId = input<string | null>(null);
  readonly changed = output<RunDetail>();
  private readonly roles = inject(SeatRoles);
  protected readonly duties = computed(() =>
    this.run().steps.flatMap((step) => {
      if (step.type !== 'coSignatureRound') return [];
      return step.seats
        .filter((seat) => this.seatId() === null || seat.id === this.seatId())
        .flatMap((seat) => {
          const role = this.roles.of(this.run(), seat);
          return dutiesOf(seat, role)
            .filter((kind) => step.open || kind === 'lift')
            .map((kind) => ({ id: `${step.id}.${seat.id}.${kind}`, kind, seat, role, stepId: step.id }));
        });
    }),
  );

  protected heading(kind: 'readdress' | 'lift'): string {
    return `seatStep.${kind}.heading`;
  }

  protected words({ seat }: ReturnType<RunDuties['duties']>[number]): string | null {
    return seat.answers.at(-1)?.words ?? null;
  }
}
