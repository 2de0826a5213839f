import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Notification, Page } from '@querraum/contracts';
import { Api } from '../../core/api';
import { DateTimeOf } from '../../core/format';
import { InboxStream } from '../../core/inbox-stream';
import { ProblemView } from '../../core/problem-view';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';

const ROWS = 50;

/** Where a notification leads: to what it is about. */
function targetOf({ assignmentId, projectId, noteId }: Notification): string[] {
  if (assignmentId !== null) return ['/aufgaben', assignmentId];
  return noteId === null ? ['/vorhaben', projectId] : ['/vorhaben', projectId, 'vermerke'];
}

/** Hinweise: what the own units should know now, newest first; nothing of it waits for anybody. */
@Component({
  selector: 'app-notification-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateTimeOf, EmptyState, PageHead, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    <div class="page">
      <ui-page-head [heading]="'title.notifications' | transloco">
        <a uiButton="secondary" routerLink="/posteingang">{{ 'notFound.back' | transloco }}</a>
      </ui-page-head>
      <div class="stack">
        <p class="muted">{{ 'notification.about' | transloco }}</p>
        @if (error(); as problem) {
          <app-problem [error]="problem" (retry)="load()" />
        }
        @if (rows(); as list) {
          @if (list.length === 0) {
            <div class="card">
              <ui-empty-state icon="bell" [heading]="'notification.none' | transloco" />
            </div>
          } @else {
            <ul role="list" class="card" [attr.aria-label]="'title.notifications' | transloco">
              @for (row of list; track row.id) {
                <li>
                  <a class="strong" [routerLink]="row.target" [fragment]="row.fragment">
                    {{ 'mailLog.reason.' + row.reason | transloco }}: {{ row.projectTitle }}
                  </a>
                  <p class="muted small">{{ row.unit.name }} · {{ row.at | dateTimeOf }}</p>
                </li>
              }
            </ul>
            @if (nextCursor()) {
              <p>
                <button uiButton="secondary" type="button" [busy]="loading()" (click)="more()">
                  {{ 'notification.more' | transloco }}
                </button>
              </p>
            }
          }
        } @else if (!error()) {
          <ui-skeleton [label]="'loading' | transloco" [lines]="8" />
        }
      </div>
    </div>
  `,
  styles: `
    li {
      padding: 0.5rem 0;
    }
    li + li {
      border-top: 1px solid var(--kern-color-decorative-border-default);
    }
  `,
})
export class NotificationList {
  private readonly api = inject(Api);
  private readonly shown = signal<readonly Notification[] | undefined>(undefined);
  protected readonly nextCursor = signal<string | null>(null);
  protected readonly loading = signal(false);
  protected readonly error = signal<unknown>(undefined);
  protected readonly rows = computed(() =>
    this.shown()?.map((row) => ({
      ...row,
      target: targetOf(row),
      fragment: row.noteId === null ? undefined : `vermerk-${row.noteId}`,
    })),
  );

  constructor() {
    void this.load();
    inject(InboxStream)
      .changes.pipe(takeUntilDestroyed())
      // Whoever has gone further down is not thrown back to the beginning.
      .subscribe(() => {
        if ((this.shown()?.length ?? 0) <= ROWS) void this.load();
      });
  }

  protected async load(): Promise<void> {
    await this.ask(undefined, (page) => page.items);
  }

  protected async more(): Promise<void> {
    const cursor = this.nextCursor();
    if (cursor === null) return;
    await this.ask(cursor, (page) => [...(this.shown() ?? []), ...page.items]);
  }

  private async ask(cursor: string | undefined, rows: (page: Page<Notification>) => Notification[]): Promise<void> {
    if (this.loading()) return;
    this.loading.set(true);
    this.error.set(undefined);
    try {
      const page = await this.api.read<Page<Notification>>('/notifications', { cursor, limit: ROWS });
      this.shown.set(rows(page));
      this.nextCursor.set(page.nextCursor);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.loading.set(false);
    }
  }
}
