import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Channel, NotificationChoice, NotificationSettings as Settings, OptionalTopic } from '@querraum/contracts';
import { Api } from '../../core/api';
import { Command } from '../../core/command';
import { DateTimeOf } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { RhythmChoice } from '../../core/rhythm-choice';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';

const PATH = '/me/notifications';
const CHANNELS = ['mail', 'digest', 'app'] as const satisfies Channel[];
const GROUP_NAMES = ['own', 'given', 'procedure', 'lead'] as const;
/** Every topic has its place, in the order in which somebody looks for it. */
const GROUP_OF = {
  newTask: 'own',
  sentBack: 'own',
  extended: 'own',
  takenBack: 'own',
  accepted: 'own',
  mentioned: 'own',
  informed: 'own',
  answered: 'given',
  declined: 'given',
  recurrenceEnded: 'given',
  waitsForLead: 'procedure',
  incident: 'procedure',
  returned: 'procedure',
  completed: 'procedure',
  suspended: 'procedure',
  resumed: 'procedure',
  cycleReminder: 'procedure',
  cycleDue: 'procedure',
  leadOffered: 'lead',
  leadAccepted: 'lead',
  leadDeclined: 'lead',
  leadWithdrawn: 'lead',
} as const satisfies Record<OptionalTopic, (typeof GROUP_NAMES)[number]>;
const TOPICS = Object.keys(GROUP_OF) as OptionalTopic[];
const GROUPS = GROUP_NAMES.map((name) => ({ name, topics: TOPICS.filter((topic) => GROUP_OF[topic] === name) }));
const RHYTHMS = ['day', 'week'] as const;

/** On which way one hears of what, and when the digest comes; what binds is mailed at once, and the page says why. */
@Component({
  selector: 'app-notification-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateTimeOf, Field, FieldControl, ProblemView, RhythmChoice, Skeleton, TranslocoPipe],
  providers: [Command],
  templateUrl: './notification-settings.html',
  styles: `
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
    }
    legend {
      padding: 0;
      font-weight: 600;
    }
    .topics {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
      gap: 0.75rem 1.5rem;
    }
    ul {
      padding-inline-start: 1.25rem;
    }
    label.row {
      flex-wrap: nowrap;
      min-height: 2.75rem;
    }
    label.row input {
      flex: none;
    }
  `,
})
export class NotificationSettings {
  private readonly api = inject(Api);
  protected readonly command = inject(Command);
  protected readonly channels = CHANNELS;
  protected readonly groups = GROUPS;
  protected readonly rhythms = RHYTHMS;
  protected readonly resource = rxResource({ stream: () => this.api.get<Settings>(PATH) });
  protected readonly before = kept(this.resource, () => '');
  protected readonly draft = linkedSignal<NotificationChoice | undefined>(() => {
    const before = this.before();
    if (before === undefined) return undefined;
    const { channels, digest, pausedWhileAway } = before;
    return { channels, digest, pausedWhileAway };
  });
  protected readonly usesDigest = computed(() => Object.values(this.draft()?.channels ?? {}).includes('digest'));
  protected readonly saved = signal(false);

  protected change(change: Partial<NotificationChoice>): void {
    this.saved.set(false);
    this.draft.update((draft) => draft && { ...draft, ...change });
  }

  protected choose(topics: readonly OptionalTopic[], channel: string): void {
    const chosen = CHANNELS.find((name) => name === channel);
    const draft = this.draft();
    if (!chosen || !draft) return;
    this.change({ channels: { ...draft.channels, ...Object.fromEntries(topics.map((topic) => [topic, chosen])) } });
  }

  /** What all topics of a group have in common; nothing where they differ. */
  protected commonOf(topics: readonly OptionalTopic[]): Channel | '' {
    const chosen = new Set(topics.map((topic) => this.draft()?.channels[topic]));
    const [one] = chosen;
    return chosen.size === 1 && one ? one : '';
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const draft = this.draft();
    const revision = this.before()?.revision;
    if (!draft || revision === undefined) return;
    this.saved.set(false);
    const settings = await this.command.send(() => this.api.put<Settings>(PATH, draft, revision));
    if (!settings) return;
    this.resource.set(settings);
    this.saved.set(true);
  }
}
