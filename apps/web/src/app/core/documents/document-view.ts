import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  resource,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentSummary } from '@querraum/contracts';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { DateTimeOf, formatSize } from '../format';
import { ProblemView } from '../problem-view';
import { DocumentsApi } from './documents.api';
import { PdfView } from './pdf-view';

type Shown =
  | { kind: 'image'; url: string }
  | { kind: 'pdf'; bytes: Blob; url: string }
  | { kind: 'text'; text: string }
  | { kind: 'none' };

/** What every browser of the house shows as a picture. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** One version of a document: what it is, and the paper itself where the browser can show it. */
@Component({
  selector: 'app-document-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateTimeOf, Fact, Facts, Icon, PdfView, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './document-view.html',
  styleUrl: './document-view.scss',
})
export class DocumentView {
  readonly document = input.required<DocumentSummary>();
  readonly versionNumber = input.required<number>();
  /** The task for which it is read; the lead sees who has opened it. */
  readonly taskId = input<string>();
  private readonly documents = inject(DocumentsApi);
  private url = '';
  protected readonly failed = signal<unknown>(undefined);
  protected readonly version = computed(() =>
    this.document().versions.find((version) => version.number === this.versionNumber()),
  );
  protected readonly size = computed(() => formatSize(this.version()?.size ?? 0));
  protected readonly shown = resource({
    params: () => this.version(),
    loader: async ({ params: version }): Promise<Shown> => {
      this.drop();
      const { mediaType, number } = version;
      const kind = kindOf(mediaType);
      if (kind === 'none') return { kind };
      const bytes = await this.documents.content(this.document().id, number);
      this.noteReading(number);
      if (kind === 'text') return { kind, text: await bytes.text() };
      this.url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
      return { kind, bytes, url: this.url };
    },
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.drop());
  }

  protected async download(): Promise<void> {
    const version = this.version();
    if (version === undefined) return;
    this.failed.set(undefined);
    try {
      await this.documents.download(this.document().id, version);
      this.noteReading(version.number);
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Beside the reading, not before it: that it could not be noted keeps nobody from reading. */
  private noteReading(number: number): void {
    const taskId = this.taskId();
    if (taskId !== undefined)
      void this.documents.noteReading(this.document().id, number, taskId).catch(() => undefined);
  }

  private drop(): void {
    if (this.url !== '') URL.revokeObjectURL(this.url);
    this.url = '';
  }
}

function kindOf(mediaType: string): Shown['kind'] {
  if (mediaType.startsWith('text/')) return 'text';
  if (mediaType === 'application/pdf') return 'pdf';
  return PICTURES.has(mediaType) ? 'image' : 'none';
}
