import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MailDelivery, MailState } from '@querraum/contracts';
import { DateTimeOf, formatCount } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { MailLogApi } from './mail-log.api';

const TONES = {
  queued: 'warning',
  sending: 'info',
  sent: 'success',
  failed: 'danger',
  skipped: 'neutral',
} as const satisfies Record<MailState, Tone>;
const STATES = Object.keys(TONES) as MailState[];

/** What became of the mails to the people of the own house: to whom and whether, never what about. */
@Component({
  selector: 'app-mail-log-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateTimeOf,
    EmptyState,
    Field,
    FieldControl,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  templateUrl: './mail-log-page.html',
  styles: `
    .state {
      max-width: 20rem;
    }
    .break {
      overflow-wrap: anywhere;
    }
  `,
})
export class MailLogPage {
  /** From the address. */
  readonly stand = input<string>();
  readonly nach = input<string>();
  private readonly api = inject(MailLogApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly tones = TONES;
  protected readonly states = STATES;
  protected readonly state = computed(() => STATES.find((name) => name === this.stand()));
  protected readonly page = rxResource({
    params: () => ({ state: this.state(), cursor: this.nach() }),
    stream: ({ params }) => this.api.deliveries(params.state, params.cursor),
  });
  protected readonly rows = computed(() =>
    this.page.hasValue()
      ? this.page.value().items.map((mail) => ({ mail, attempts: this.attemptsOf(mail) }))
      : undefined,
  );
  protected readonly next = computed(() => (this.page.hasValue() ? this.page.value().nextCursor : null));
  protected readonly count = computed(() => {
    if (!this.page.hasValue()) return '';
    const { count, countExact } = this.page.value();
    return this.texts.plural('mailLog.count', count, { shown: formatCount(count, countExact) });
  });

  protected narrow(state: string): void {
    void this.router.navigate([], { queryParams: { stand: state || null }, replaceUrl: true });
  }

  private attemptsOf({ attempts }: MailDelivery): string {
    return attempts === 0 ? '' : this.texts.plural('mailLog.attempts', attempts);
  }
}
