import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { formatDateTime, formatList } from '../../core/format';
import { Texts } from '../../core/texts';
import { entryWords, whoOf } from './entry-words';

/** What was done and said on a task, in its order. */
@Component({
  selector: 'app-assignment-entries',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoPipe],
  template: `
    <ol role="list" class="stack">
      @for (line of lines(); track line.id) {
        <li>
          <p>{{ line.what }}</p>
          @if (line.words; as words) {
            <blockquote class="pre-line">{{ words }}</blockquote>
          }
          @if (line.documents; as documents) {
            <p class="small">{{ 'assignment.withDocuments' | transloco: { documents } }}</p>
          }
          <p class="muted small">{{ line.who }} · {{ line.at }}</p>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      list-style: none;
    }
    blockquote {
      margin: 0.25rem 0;
      padding: 0.25rem 0.75rem;
      border-inline-start: 3px solid var(--kern-color-decorative-border-default);
    }
  `,
})
export class AssignmentEntries {
  readonly entries = input.required<AssignmentDetail['entries']>();
  private readonly texts = inject(Texts);
  protected readonly lines = computed(() =>
    this.entries().map((entry) => ({
      id: entry.id,
      what: entryWords(entry, this.texts.say),
      words: entry.words,
      documents: formatList(entry.documents.map(({ title }) => title)),
      who: whoOf(entry.by, this.texts.say),
      at: formatDateTime(entry.at),
    })),
  );
}
