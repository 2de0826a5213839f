import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Language, Me as MeView } from '@querraum/contracts';
import { Api } from '../../core/api';
import { CalendarSubscription } from '../../core/calendar-feed/calendar-subscription';
import { LANGUAGES, LANGUAGE_NAMES } from '../../core/language';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { NotificationSettings } from './notification-settings';
import { SubscribedProjects } from './subscribed-projects';

/** In which language one is written to and of what, which every mail leads to; and the calendar that one has subscribed to. */
@Component({
  selector: 'app-settings-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    CalendarSubscription,
    Fact,
    Facts,
    NotificationSettings,
    PageHead,
    ProblemView,
    Skeleton,
    SubscribedProjects,
    TranslocoPipe,
  ],
  templateUrl: './settings-page.html',
  styles: `
    app-notification-settings {
      display: block;
    }
    form + *,
    app-notification-settings + section {
      margin-top: 1.25rem;
    }
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
    }
    legend {
      padding: 0;
      font-weight: 600;
    }
    label {
      display: flex;
      gap: 0.5rem;
      align-items: center;
      min-height: 2.75rem;
    }
  `,
})
export class SettingsPage {
  private readonly api = inject(Api);
  protected readonly me = inject(Me);
  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;
  /** What was chosen and not yet saved. */
  protected readonly language = signal<Language | undefined>(undefined);
  protected readonly saving = signal(false);
  protected readonly saved = signal(false);
  protected readonly error = signal<unknown>(undefined);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const language = this.language() ?? this.me.value()?.language;
    if (this.saving() || !language) return;
    this.saving.set(true);
    this.saved.set(false);
    this.error.set(undefined);
    try {
      this.me.resource.set(await this.api.patch<MeView>('/me', { language }));
      this.saved.set(true);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.saving.set(false);
    }
  }
}
