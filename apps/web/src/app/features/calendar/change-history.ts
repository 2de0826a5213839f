import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarChangeEntry } from '@querraum/contracts';
import { Command } from '../../core/command';
import { formatDate, formatDateTime } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';
import { CalendarApi } from './calendar.api';

/** Who changed the calendar, what and when; newest first. */
@Component({
  selector: 'app-change-history',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ProblemView, Skeleton, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="card stack" aria-labelledby="aenderungen">
      <h2 id="aenderungen">{{ 'calendar.history' | transloco }}</h2>
      @if (lines(); as list) {
        <ol role="list" class="stack stack--tight">
          @for (line of list; track line.key) {
            <li>
              {{ line.what }}
              <div class="muted small">{{ line.who }}</div>
            </li>
          } @empty {
            <li class="muted">{{ 'calendar.historyEmpty' | transloco }}</li>
          }
        </ol>
      } @else if (command.busy()) {
        <ui-skeleton [label]="'loading' | transloco" [lines]="3" />
      }
      @if (command.problem(); as error) {
        <app-problem [error]="error" (retry)="more()" />
      }
      @if (cursor(); as next) {
        <button uiButton="secondary" type="button" [busy]="command.busy()" (click)="more(next)">
          {{ 'history.more' | transloco }}
        </button>
      }
    </section>
  `,
  styles: `
    ol {
      padding: 0;
      list-style: none;
    }
  `,
})
export class ChangeHistory {
  protected readonly command = inject(Command);
  private readonly api = inject(CalendarApi);
  private readonly texts = inject(Texts);
  private readonly entries = signal<readonly CalendarChangeEntry[] | undefined>(undefined);
  protected readonly cursor = signal<string | null>(null);
  protected readonly lines = computed(() =>
    this.entries()?.map(({ revision, date, name, kind, act, at, person }) => ({
      key: `${revision} ${date}`,
      what: this.texts.say(`calendar.did.${act}.${kind}`, { date: formatDate(date), name }),
      who: `${formatDateTime(at)} · ${person}`,
    })),
  );

  constructor() {
    void this.more();
  }

  /** From the beginning, after a change. */
  reload(): void {
    void this.more();
  }

  protected async more(cursor?: string): Promise<void> {
    const page = await this.command.send(() => this.api.changes(cursor));
    if (page === undefined) return;
    this.entries.update((known) => (cursor === undefined ? page.items : [...(known ?? []), ...page.items]));
    this.cursor.set(page.nextCursor);
  }
}
