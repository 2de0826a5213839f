import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { DocumentsApi } from '../../core/documents/documents.api';
import { DateTimeOf } from '../../core/format';
import { inLanguage } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { Skeleton } from '../../ui/skeleton';

/** Who has opened which version for a task; for the lead alone. */
@Component({
  selector: 'app-document-readings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DateTimeOf, ProblemView, Skeleton, TranslocoPipe],
  template: `
    @if (resource.error(); as error) {
      <app-problem [error]="error" (retry)="resource.reload()" />
    } @else if (items(); as readings) {
      <ul role="list" class="stack stack--tight">
        @for (reading of readings; track $index) {
          <li>
            <span class="strong">{{ reading.person }}</span> ({{ reading.unitName }}) ·
            {{ 'document.version' | transloco: { number: reading.number } }} · {{ nameOf(reading.taskName) }} ·
            <span class="muted">{{ reading.at | dateTimeOf }}</span>
          </li>
        } @empty {
          <li class="muted">{{ 'documents.readings.none' | transloco }}</li>
        }
      </ul>
    } @else {
      <ui-skeleton [label]="'loading' | transloco" [lines]="2" />
    }
  `,
})
export class DocumentReadings {
  readonly documentId = input.required<string>();
  private readonly documents = inject(DocumentsApi);
  protected readonly nameOf = inLanguage;
  protected readonly resource = rxResource({
    params: () => this.documentId(),
    stream: ({ params }) => this.documents.readings(params),
  });
  protected readonly items = computed(() => (this.resource.hasValue() ? this.resource.value().items : undefined));
}
