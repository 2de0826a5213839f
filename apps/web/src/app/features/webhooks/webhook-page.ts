import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Webhook } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateTimeOf } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { GivenSecret } from './given-secret';
import { WebhookLog } from './webhook-log';
import { standingOf, WebhookStanding } from './webhook-standing';
import { WebhooksApi } from './webhooks.api';

/** What is asked before it is done. */
type Question = 'rotate' | 'remove';
/** Older than every log. */
const FROM_THE_BEGINNING = '2020-01-01T00:00:00.000Z';

/** One target: how it stands, what can be done about it, and what became of the events. */
@Component({
  selector: 'app-webhook-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    DateTimeOf,
    Fact,
    Facts,
    GivenSecret,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    WebhookLog,
    WebhookStanding,
  ],
  providers: [Command],
  templateUrl: './webhook-page.html',
  styles: `
    .break {
      overflow-wrap: anywhere;
    }
  `,
})
export class WebhookPage {
  /** From the address. */
  readonly id = input.required<string>();
  readonly stand = input<string>();
  readonly nach = input<string>();
  private readonly api = inject(WebhooksApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly resource = rxResource({
    params: () => ({ id: this.id() }),
    stream: ({ params }) => this.api.webhook(params.id),
  });
  protected readonly webhook = kept(this.resource, () => this.id());
  protected readonly standing = computed(() => {
    const webhook = this.webhook();
    return webhook && standingOf(webhook);
  });
  /** What can be sent again. */
  protected readonly vain = computed(() => {
    const { failed = 0, held = 0 } = this.webhook()?.counts ?? {};
    return failed + held;
  });
  protected readonly secret = signal<string | undefined>(undefined);
  protected readonly question = signal<Question | undefined>(undefined);
  protected readonly told = signal('');
  /** Counts up whenever the log has to be read anew. */
  protected readonly turn = signal(0);

  protected reload(): void {
    this.resource.reload();
    this.turn.update((turn) => turn + 1);
  }

  protected async test(): Promise<void> {
    const sent = await this.command.send(() => this.api.test(this.id()));
    if (sent) this.tell(this.texts.say('webhooks.tested'));
  }

  protected async replay(): Promise<void> {
    const replayed = await this.command.send(() => this.api.replay(this.id(), FROM_THE_BEGINNING));
    if (replayed) this.tell(this.texts.plural('webhooks.replayed', replayed.count));
  }

  protected async replayOne(deliveryId: string): Promise<void> {
    const replayed = await this.command.send(() => this.api.replayOne(this.id(), deliveryId));
    if (replayed) this.tell(this.texts.plural('webhooks.replayed', 1));
  }

  protected async answer(webhook: Webhook): Promise<void> {
    if (this.question() === 'remove') return this.remove(webhook);
    const given = await this.command.send(() => this.api.rotateSecret(webhook));
    if (!given) return;
    this.question.set(undefined);
    if (given.secret !== null) this.secret.set(given.secret);
    this.reload();
  }

  private async remove(webhook: Webhook): Promise<void> {
    const removed = await this.command.send(async () => {
      await this.api.remove(webhook);
      return true;
    });
    if (removed) await this.router.navigate(['/verwaltung/webhooks']);
  }

  private tell(words: string): void {
    this.told.set(words);
    this.reload();
  }
}
