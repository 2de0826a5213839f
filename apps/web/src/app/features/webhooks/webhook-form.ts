import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { WEBHOOK_EVENTS, type WebhookEvent, type WebhookInput } from '@querraum/contracts';
import { of } from 'rxjs';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { GivenSecret } from './given-secret';
import { WebhooksApi } from './webhooks.api';

const EMPTY: WebhookInput = { url: '', description: '', events: [], state: 'active' };
/** Groups of events by what they are about. */
const SUBJECTS = [...new Set(WEBHOOK_EVENTS.map((event) => event.split('.')[0] ?? ''))].map((name) => ({
  name,
  events: WEBHOOK_EVENTS.filter((event) => event.startsWith(`${name}.`)),
}));

/** A new target, or one that is there. The secret of a new one is shown here, once. */
@Component({
  selector: 'app-webhook-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    ErrorSummary,
    Field,
    FieldControl,
    GivenSecret,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './webhook-form.html',
  styles: `
    .error {
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
  `,
})
export class WebhookForm {
  /** From the address: the target that is changed. */
  readonly id = input<string>();
  private readonly api = inject(WebhooksApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly command = inject(Command);
  protected readonly subjects = SUBJECTS;
  protected readonly before = rxResource({
    params: () => ({ id: this.id() }),
    stream: ({ params: { id } }) => (id === undefined ? of(null) : this.api.webhook(id)),
  });
  protected readonly draft = linkedSignal<WebhookInput>(() => {
    const before = this.before.hasValue() ? this.before.value() : null;
    if (before === null) return EMPTY;
    const { url, description, events, state } = before;
    return { url, description, events, state };
  });
  protected readonly given = signal<{ id: string; secret: string } | undefined>(undefined);
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly back = computed(() => ['/verwaltung/webhooks', ...(this.id() ? [this.id()] : [])]);

  protected change(change: Partial<WebhookInput>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    const left = new Set(this.missing().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected choose(events: readonly WebhookEvent[], isChosen: boolean): void {
    const others = this.draft().events.filter((event) => !events.includes(event));
    this.change({ events: isChosen ? [...others, ...events] : others });
  }

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    this.errors.set(this.missing());
    if (this.errors().length === 0 && (await this.save())) return;
    const problem = this.command.problem();
    if (problem?.code === 'webhookUrlRefused') this.errors.set([{ fieldId: 'adresse', message: problem.detail }]);
    this.attempt.update((count) => count + 1);
  }

  private async save(): Promise<boolean> {
    const before = this.before.hasValue() ? this.before.value() : null;
    if (before === null) {
      const added = await this.command.send(() => this.api.add(this.draft()));
      if (added?.secret) this.given.set({ id: added.id, secret: added.secret });
      else if (added) await this.router.navigate(['/verwaltung/webhooks', added.id]);
      return added !== undefined;
    }
    const changed = await this.command.send(() => this.api.change(before, this.draft()));
    if (changed) await this.router.navigate(['/verwaltung/webhooks', changed.id]);
    return changed !== undefined;
  }

  private missing(): FieldError[] {
    const { url, events } = this.draft();
    const say = (fieldId: string, key: string) => ({ fieldId, message: this.texts.say(`webhooks.missing.${key}`) });
    return [
      ...(url.trim() === '' ? [say('adresse', 'url')] : []),
      ...(events.length === 0 ? [say('ereignisse', 'events')] : []),
    ];
  }
}
