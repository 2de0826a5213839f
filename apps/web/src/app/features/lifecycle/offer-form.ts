import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail } from '@querraum/contracts';
import { Involvement } from '@querraum/workflow';
import { Command } from '../../core/command';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { LifecycleApi } from './lifecycle.api';

/** Offers the Federführung to another unit of the house: to whom, why, until when, and as what one stays. */
@Component({
  selector: 'app-offer-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './offer-form.html',
})
export class OfferForm {
  readonly project = input.required<ProjectDetail>();
  readonly done = output();
  readonly cancelled = output();
  protected readonly command = inject(Command);
  private readonly lifecycle = inject(LifecycleApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly today = inject(ServerClock).today();
  protected readonly involvements = Involvement.options;
  protected readonly units = rxResource({ stream: () => this.organisation.units });
  private readonly lead = computed(() => this.project().parties.find(({ role }) => role === 'LEAD')?.unit);
  /** The lead stays in the house whose Aktenzeichen the project bears. */
  protected readonly choices = computed(() => {
    const lead = this.lead();
    const all = this.units.hasValue() ? this.units.value().items : [];
    return all.filter(({ id, tenantId }) => id !== lead?.id && tenantId === lead?.tenantId);
  });
  protected readonly toUnitId = signal('');
  protected readonly reason = signal('');
  protected readonly involvement = signal<string>('CONTRIBUTION');
  protected readonly lastDay = signal('');
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.errors.set(this.missing());
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const offered = await this.command.send(() =>
      this.lifecycle.offer(this.project().id, {
        toUnitId: this.toUnitId(),
        reason: this.reason().trim(),
        involvement: this.involvements.find((one) => one === this.involvement()) ?? null,
        lastDay: this.lastDay() || null,
      }),
    );
    if (offered !== undefined) this.done.emit();
  }

  private missing(): FieldError[] {
    const say = (key: string) => this.texts.say(key);
    return [
      ...(this.toUnitId() === '' ? [{ fieldId: 'neue-federfuehrung', message: say('lifecycle.toUnitMissing') }] : []),
      ...(this.reason().trim().length < 3 ? [{ fieldId: 'abgabe-grund', message: say('lifecycle.wordsMissing') }] : []),
      ...(this.lastDay() !== '' && this.lastDay() < this.today
        ? [{ fieldId: 'annahme-bis', message: say('lifecycle.dayPast') }]
        : []),
    ];
  }
}
