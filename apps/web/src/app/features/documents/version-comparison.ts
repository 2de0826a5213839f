import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentSummary } from '@querraum/contracts';
import { DocumentsApi } from '../../core/documents/documents.api';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';

/** What changed between two versions, passage by passage: what went is `del`, what came is `ins`, for eyes and ears. */
@Component({
  selector: 'app-version-comparison',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './version-comparison.html',
  styleUrl: './version-comparison.scss',
})
export class VersionComparison {
  readonly document = input.required<DocumentSummary>();
  private readonly documents = inject(DocumentsApi);
  private readonly texts = inject(Texts);
  protected readonly numbers = computed(() => this.document().versions.map(({ number }) => number));
  protected readonly from = linkedSignal(() => this.numbers().at(-2) ?? 1);
  protected readonly to = linkedSignal(() => this.numbers().at(-1) ?? 1);
  protected readonly resource = rxResource({
    params: () => ({ id: this.document().id, from: this.from(), to: this.to() }),
    stream: ({ params }) => this.documents.compare(params.id, params.from, params.to),
  });
  protected readonly shown = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly summary = computed(() => {
    const shown = this.shown();
    if (shown === undefined) return '';
    if (shown.status !== 'ready') return this.texts.say(`documents.comparison.${shown.status}`);
    if (shown.passages.length === 0) return this.texts.say('documents.comparison.same');
    const key = shown.isWhole ? 'documents.comparison.passages' : 'documents.comparison.more';
    return this.texts.say(key, { count: shown.passages.length });
  });
}
