import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { TimelineEntry } from '@querraum/contracts';
import { Icon } from '../../ui/icon';
import { formatDateTime, formatTime } from '../format';
import { Texts } from '../texts';
import { entryLink } from './entry-link';
import { historyLine } from './history-words';

/** Entries of the history as people read them, each with the way to what it tells of. */
@Component({
  selector: 'app-history-entries',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, TranslocoPipe],
  template: `
    <ol role="list" class="entries">
      @for (line of lines(); track line.seq) {
        <li>
          <ui-icon [name]="line.system ? 'system' : 'person'" />
          <div>
            <p>
              <a [routerLink]="line.link.path" [queryParams]="line.link.queryParams" [fragment]="line.link.fragment">{{
                line.what
              }}</a>
            </p>
            @if (line.words) {
              <p class="pre-line words">{{ 'quoted' | transloco: { text: line.words } }}</p>
            }
            <p class="muted small">
              {{ line.at }} · {{ line.who }}
              @if (line.version) {
                · {{ line.version }}
              }
            </p>
          </div>
        </li>
      }
    </ol>
  `,
  styleUrl: './history-entries.scss',
})
export class HistoryEntries {
  readonly projectId = input.required<string>();
  readonly entries = input.required<readonly TimelineEntry[]>();
  /** Below a heading that names the day, the time is enough. */
  readonly ofOneDay = input(false);
  private readonly texts = inject(Texts);
  protected readonly lines = computed(() =>
    this.entries().map((entry) => ({
      seq: entry.seq,
      at: this.ofOneDay() ? formatTime(new Date(entry.at)) : formatDateTime(entry.at),
      system: entry.person === null,
      link: entryLink(this.projectId(), entry.link),
      ...historyLine(entry, this.texts.say),
    })),
  );
}
