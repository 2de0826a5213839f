import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Webhook, WebhookDelivery, WebhookDeliveryState } from '@querraum/contracts';
import { DateTimeOf, formatCount } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { WebhooksApi } from './webhooks.api';

const TONES = {
  queued: 'warning',
  sending: 'info',
  delivered: 'success',
  failed: 'danger',
  held: 'neutral',
} as const satisfies Record<WebhookDeliveryState, Tone>;
const STATES = Object.keys(TONES) as WebhookDeliveryState[];

/** What became of the events at a target: whether they arrived, and never what they were about. */
@Component({
  selector: 'app-webhook-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateTimeOf,
    EmptyState,
    Field,
    FieldControl,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  templateUrl: './webhook-log.html',
  styles: `
    .state {
      max-width: 20rem;
    }
    .break {
      overflow-wrap: anywhere;
    }
  `,
})
export class WebhookLog {
  readonly webhook = input.required<Webhook>();
  readonly stand = input<string>();
  readonly nach = input<string>();
  readonly turn = input.required<number>();
  readonly replay = output<string>();
  private readonly api = inject(WebhooksApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly tones = TONES;
  protected readonly states = STATES;
  protected readonly state = computed(() => STATES.find((name) => name === this.stand()));
  private readonly id = computed(() => this.webhook().id);
  protected readonly page = rxResource({
    params: () => ({ id: this.id(), state: this.state(), cursor: this.nach(), turn: this.turn() }),
    stream: ({ params: { id, state, cursor } }) => this.api.deliveries(id, state, cursor),
  });
  private readonly known = kept(this.page, () => `${this.id()} ${this.state()} ${this.nach()}`);
  protected readonly rows = computed(() =>
    this.known()?.items.map((delivery) => ({
      delivery,
      attempts: this.attemptsOf(delivery),
      mayReplay: this.mayReplay(delivery),
    })),
  );
  protected readonly next = computed(() => this.known()?.nextCursor ?? null);
  protected readonly count = computed(() => {
    const known = this.known();
    if (!known) return '';
    return this.texts.plural('webhooks.count', known.count, { shown: formatCount(known.count, known.countExact) });
  });

  protected narrow(state: string): void {
    void this.router.navigate([], { queryParams: { stand: state || null }, replaceUrl: true });
  }

  private attemptsOf({ attempts }: WebhookDelivery): string {
    return attempts === 0 ? '' : this.texts.plural('webhooks.attempts', attempts);
  }

  private mayReplay({ state, event }: WebhookDelivery): boolean {
    const isOver = state === 'delivered' || state === 'failed' || state === 'held';
    return isOver && (this.webhook().state === 'active' || event === 'webhook.test');
  }
}
