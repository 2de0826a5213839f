import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ProblemView } from '../problem-view';
import { openPdf, type OpenPdf, type PdfPage } from './pdf-reader';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
const FIRST_ZOOM = 2;

/** A PDF page by page: as a picture for the eye, as its text for the ear; page and zoom by button and by key. */
@Component({
  selector: 'app-pdf-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Icon, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './pdf-view.html',
  styleUrl: './pdf-view.scss',
})
export class PdfView {
  readonly bytes = input.required<Blob>();
  readonly title = input.required<string>();
  protected readonly opened = resource({
    params: () => this.bytes(),
    loader: async ({ params }): Promise<OpenPdf> => {
      this.close();
      this.open = await openPdf(params);
      return this.open;
    },
  });
  protected readonly count = computed(() => (this.opened.hasValue() ? this.opened.value().pages : 0));
  protected readonly number = linkedSignal({ source: this.bytes, computation: () => 1 });
  private readonly zoomIndex = signal<number>(FIRST_ZOOM);
  protected readonly zoom = computed(() => ZOOMS[this.zoomIndex()] ?? 1);
  protected readonly percent = computed(() => Math.round(this.zoom() * 100));
  protected readonly page = resource({
    params: () => (this.opened.hasValue() ? { pdf: this.opened.value(), number: this.number() } : undefined),
    loader: ({ params }): Promise<PdfPage> => params.pdf.page(params.number),
  });
  protected readonly text = computed(() => (this.page.hasValue() ? this.page.value().text : undefined));
  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('sheet');
  private open: OpenPdf | undefined;

  constructor() {
    effect(() => {
      const canvas = this.canvas()?.nativeElement;
      const zoom = this.zoom();
      if (canvas && this.page.hasValue()) void this.page.value().draw(canvas, zoom);
    });
    inject(DestroyRef).onDestroy(() => this.close());
  }

  protected turn(step: number): void {
    this.number.update((number) => Math.min(Math.max(1, number + step), Math.max(1, this.count())));
  }

  protected scale(step: number): void {
    this.zoomIndex.update((index) => Math.min(Math.max(0, index + step), ZOOMS.length - 1));
  }

  protected press(event: KeyboardEvent): void {
    const act = this.actOf(event.key);
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // What the house does with these keys elsewhere is not meant here.
    event.stopPropagation();
    act();
  }

  private actOf(key: string): (() => void) | undefined {
    switch (key) {
      case 'PageDown':
      case 'ArrowRight':
        return () => this.turn(1);
      case 'PageUp':
      case 'ArrowLeft':
        return () => this.turn(-1);
      case 'Home':
        return () => this.number.set(1);
      case 'End':
        return () => this.number.set(Math.max(1, this.count()));
      case '+':
        return () => this.scale(1);
      case '-':
        return () => this.scale(-1);
      default:
        return undefined;
    }
  }

  private close(): void {
    void this.open?.close();
    this.open = undefined;
  }
}
