import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TimelineEntry } from '@querraum/contracts';
import { formatDate, formatWeekday } from '../../core/format';
import { HistoryEntries } from '../../core/history/history-entries';
import { daysOf } from './timeline-days';

/** One part of the Verlauf, by day. What lies outside the window is not laid out, so that long histories scroll. */
@Component({
  selector: 'app-timeline-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [HistoryEntries],
  template: `
    @for (part of days(); track part.day) {
      <section>
        @if (part.day !== after()) {
          <h3>{{ weekday(part.day) }}, {{ date(part.day) }}</h3>
        }
        <app-history-entries [projectId]="projectId()" [entries]="part.entries" [ofOneDay]="true" />
      </section>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.75rem;
    }
    section {
      content-visibility: auto;
      contain-intrinsic-size: auto 60rem;
    }
    h3 {
      margin: 0.75rem 0;
      padding-bottom: 0.25rem;
      border-bottom: 1px solid var(--kern-color-decorative-border-default);
      font-size: 1rem;
    }
    @media print {
      section {
        content-visibility: visible;
      }
    }
  `,
})
export class TimelinePart {
  readonly projectId = input.required<string>();
  readonly entries = input.required<readonly TimelineEntry[]>();
  /** The day with which the part before ended: its heading stands there. */
  readonly after = input.required<string>();
  protected readonly days = computed(() => daysOf(this.entries()));
  protected readonly date = formatDate;
  protected readonly weekday = formatWeekday;
}
