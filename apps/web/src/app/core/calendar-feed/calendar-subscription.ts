import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { Command } from '../command';
import { formatDate } from '../format';
import { kept } from '../kept';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { CalendarFeeds } from './calendar-feeds.api';

interface Given {
  address: string;
  copied: boolean;
}

/** The address under which a calendar program reads Fristen: given once, renewed, revoked. */
@Component({
  selector: 'app-calendar-subscription',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, ProblemView, Skeleton, TranslocoPipe],
  providers: [Command],
  templateUrl: './calendar-subscription.html',
})
export class CalendarSubscription {
  /** `null` for the Fristen of one's own tasks. */
  readonly projectId = input.required<string | null>();
  private readonly feeds = inject(CalendarFeeds);
  private readonly clipboard = inject(Clipboard);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly resource = this.feeds.resource;
  private readonly known = kept(this.resource, () => '');
  protected readonly isKnown = computed(() => this.known() !== undefined);
  protected readonly feed = computed(() => {
    const projectId = this.projectId();
    return this.known()?.items.find(({ kind, project }) =>
      projectId === null ? kind === 'own' : project?.id === projectId,
    );
  });
  /** Shown once, right after it was given. */
  protected readonly given = linkedSignal<string | null, Given | undefined>({
    source: this.projectId,
    computation: () => undefined,
  });
  protected readonly since = computed(() => {
    const feed = this.feed();
    return feed === undefined ? '' : this.texts.say('calendarFeed.since', { date: formatDate(feed.createdAt) });
  });
  protected readonly fieldId = computed(() => `kalender-${this.projectId() ?? 'eigener'}`);
  protected readonly explained = computed(() =>
    this.projectId() === null ? 'calendarFeed.own' : 'calendarFeed.ofProject',
  );

  protected async give(): Promise<void> {
    const feed = await this.command.send(() => this.feeds.give(this.projectId()));
    if (feed?.path) this.given.set({ address: new URL(feed.path, location.origin).href, copied: false });
  }

  protected async revoke(id: string): Promise<void> {
    await this.command.send(() => this.feeds.revoke(id));
    if (this.command.problem() === undefined) this.given.set(undefined);
  }

  protected copy({ address }: Given): void {
    if (this.clipboard.copy(address)) this.given.set({ address, copied: true });
  }

  /** What calendar programs on this machine open by themselves. */
  protected openable({ address }: Given): string {
    return address.replace(/^https?:/, 'webcal:');
  }
}
