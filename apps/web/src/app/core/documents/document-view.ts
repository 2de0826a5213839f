import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  Directive,
  ElementRef,
  computed,
  effect,
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

type Shown = { kind: 'pdf' | 'image'; url: string } | { kind: 'text'; text: string } | { kind: 'none' };

/** A frame for a PDF that this page has fetched itself; an address from outside never gets here. */
@Directive({ selector: 'iframe[appPdf]' })
export class PdfFrame {
  readonly appPdf = input.required<string>();

  constructor() {
    const frame: ElementRef<HTMLIFrameElement> = inject(ElementRef);
    effect(() => {
      frame.nativeElement.src = `${this.appPdf()}#navpanes=0&view=FitH`;
    });
  }
}

/** One version of a document: what it is, and the paper itself where the browser can show it. */
@Component({
  selector: 'app-document-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateTimeOf, Fact, Facts, Icon, PdfFrame, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './document-view.html',
  styleUrl: './document-view.scss',
})
export class DocumentView {
  readonly document = input.required<DocumentSummary>();
  readonly versionNumber = input.required<number>();
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
      if (mediaType === 'text/plain') {
        return { kind: 'text', text: await (await this.documents.content(this.document().id, number)).text() };
      }
      const kind = mediaType === 'application/pdf' ? 'pdf' : mediaType.startsWith('image/') ? 'image' : 'none';
      if (kind === 'none') return { kind };
      const bytes = await this.documents.content(this.document().id, number);
      this.url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
      return { kind, url: this.url };
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
    } catch (error) {
      this.failed.set(error);
    }
  }

  private drop(): void {
    if (this.url !== '') URL.revokeObjectURL(this.url);
    this.url = '';
  }
}
