import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PersonReference, ReportInput, ReportSubscription, Rhythm } from '@querraum/contracts';
import { map, of } from 'rxjs';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { RhythmChoice } from '../../core/rhythm-choice';
import { Button } from '../../ui/button';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { filterOf, type OverviewAddress } from './overview-filter';
import { OverviewFilters, type AddressChange } from './overview-filters';
import { addressOf, scopeOf } from './report-scope';
import { ReportRecipients } from './report-recipients';
import { ReportsApi } from './reports.api';

interface Draft {
  address: OverviewAddress;
  rhythm: Rhythm;
  state: ReportInput['state'];
  recipients: readonly PersonReference[];
}

/** A new report, which begins with the filter that the overview had, or one that is there. */
@Component({
  selector: 'app-report-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    OverviewFilters,
    PageHead,
    ProblemView,
    ReportRecipients,
    RhythmChoice,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './report-form.html',
  styleUrl: './report-form.scss',
})
export class ReportForm {
  /** From the address: the report that is changed, or what the overview showed. */
  readonly id = input<string>();
  readonly ressort = input<string>();
  readonly raum = input<string>();
  readonly stand = input<string>();
  readonly stelle = input<string>();
  private readonly api = inject(ReportsApi);
  private readonly router = inject(Router);
  protected readonly command = inject(Command);
  protected readonly rhythms = ['week', 'month'] as const;
  protected readonly resource = rxResource({
    params: () => ({ id: this.id() }),
    stream: ({ params: { id } }) =>
      id === undefined
        ? of(null)
        : this.api.list().pipe(map(({ items }) => items.find((one) => one.id === id && one.mayChange) ?? undefined)),
  });
  /** `undefined` while it loads and where there is none. */
  private readonly before = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly isThere = computed(() => this.id() === undefined || this.before() !== undefined);
  protected readonly draft = linkedSignal<Draft>(() => {
    const before = this.before();
    if (before) {
      const { scope, rhythm, state, recipients } = before;
      return { address: addressOf(scope), rhythm, state, recipients };
    }
    const address = { ressort: this.ressort(), raum: this.raum(), stand: this.stand(), stelle: this.stelle() };
    return { address, rhythm: { every: 'week', weekday: 1, hour: 8 }, state: 'active', recipients: [] };
  });
  protected readonly filter = computed(() => filterOf(this.draft().address));
  protected readonly ownerId = computed(() => this.before()?.owner.id);

  protected change(change: Partial<Draft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected narrow(change: AddressChange): void {
    const { address } = this.draft();
    const given = Object.entries({ ...address, ...change }).filter(([, value]) => value !== null);
    this.change({ address: Object.fromEntries(given) });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { rhythm, state, recipients } = this.draft();
    const input = { scope: scopeOf(this.filter()), rhythm, state, recipientIds: recipients.map(({ id }) => id) };
    const before = this.before();
    const send = (): Promise<ReportSubscription> => (before ? this.api.change(before, input) : this.api.add(input));
    if (await this.command.send(send)) await this.router.navigate(['/berichte']);
  }
}
