import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CalendarFeeds } from '../../core/calendar-feed/calendar-feeds.api';
import { Command } from '../../core/command';
import { formatDate } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';

/** The calendars of projects that the person has subscribed to; each can be taken back here, also where the project is no longer seen. */
@Component({
  selector: 'app-subscribed-projects',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ProblemView, RouterLink, TranslocoPipe],
  providers: [Command],
  template: `
    @if (rows().length > 0) {
      <h3>{{ 'calendarFeed.projects' | transloco }}</h3>
      <ul role="list" class="stack stack--tight">
        @for (row of rows(); track row.id) {
          <li class="row row--between">
            <span>
              @if (row.projectId) {
                <a [routerLink]="['/vorhaben', row.projectId]">{{ row.name }}</a>
              } @else {
                {{ row.name }}
              }
              <span class="muted small">{{ row.since }}</span>
            </span>
            <button
              uiButton="danger"
              [small]="true"
              type="button"
              [busy]="command.busy()"
              [attr.aria-label]="'calendarFeed.revokeOf' | transloco: { name: row.name }"
              (click)="revoke(row.id)"
            >
              {{ 'calendarFeed.revoke' | transloco }}
            </button>
          </li>
        }
      </ul>
    }
    @if (command.problem(); as problem) {
      <app-problem [error]="problem" [retryLabel]="false" />
    }
  `,
})
export class SubscribedProjects {
  private readonly feeds = inject(CalendarFeeds);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  private readonly known = kept(this.feeds.resource, () => '');
  protected readonly rows = computed(() =>
    (this.known()?.items ?? [])
      .filter(({ kind }) => kind === 'project')
      .map(({ id, project, createdAt }) => ({
        id,
        projectId: project?.id,
        name: project === null ? this.texts.say('calendarFeed.unseen') : `${project.title} (${project.reference})`,
        since: this.texts.say('calendarFeed.since', { date: formatDate(createdAt) }),
      })),
  );

  protected revoke(id: string): void {
    void this.command.send(() => this.feeds.revoke(id));
  }
}
