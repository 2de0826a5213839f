import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import type { AreaShape } from '@querraum/contracts';
import { neighbourByKey } from './neighbours';
import { frameFor, middleOf, outlineOf } from './projection';

/** What an area of the map says beside its name. */
export interface AreaMark {
  /** Stands on the area. */
  text: string;
  /** Said of it, e.g. „3 Vorhaben“. */
  words: string;
}

/** Units of the drawing, not of the screen: it grows with its place. */
const WIDTH = 600;
const MARGIN = 8;
let maps = 0;

/**
 * Areas drawn as SVG (docs/adr/0022). Where they can be chosen each is a button: one tab stop, arrow keys to the
 * neighbours, Enter or space chooses. What is chosen has a thick border and hatching, never a colour alone.
 */
@Component({
  selector: 'app-area-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './area-map.html',
  styleUrl: './area-map.scss',
})
export class AreaMap {
  readonly label = input.required<string>();
  readonly shapes = input.required<readonly AreaShape[]>();
  /** Drawn below, to show where the shapes lie. */
  readonly ground = input<readonly AreaShape[]>([]);
  readonly chosen = input<ReadonlySet<string>>(new Set<string>());
  readonly marks = input<ReadonlyMap<string, AreaMark>>(new Map<string, AreaMark>());
  /** Without it the map is a picture. */
  readonly choosable = input(false);
  readonly pick = output<string>();
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);
  /** Of this map alone: a pattern that lies in something closed would not be drawn elsewhere. */
  protected readonly hatching = `schraffur-${(maps += 1)}`;
  protected readonly hatched = `url(#${this.hatching})`;
  private readonly last = signal('');
  protected readonly pointed = signal('');

  private readonly frame = computed(() => {
    const ground = this.ground();
    return frameFor(ground.length > 0 ? ground : this.shapes(), WIDTH, MARGIN);
  });
  protected readonly viewBox = computed(() => `0 0 ${this.frame().width} ${Math.ceil(this.frame().height)}`);
  protected readonly backdrop = computed(() => this.ground().map((shape) => outlineOf(shape, this.frame())));
  protected readonly areas = computed(() =>
    this.shapes().map((shape) => {
      const { key, name } = shape.properties;
      const mark = this.marks().get(key);
      const [x, y] = middleOf(shape, this.frame());
      return {
        ...{ key, name, x, y, mark: mark?.text ?? '' },
        outline: outlineOf(shape, this.frame()),
        label: mark === undefined ? name : `${name}: ${mark.words}`,
        chosen: this.chosen().has(key),
      };
    }),
  );
  /** The one tab stop: where the keyboard was, else what is chosen, else the first. */
  protected readonly current = computed(() => {
    const areas = this.areas();
    const stop = areas.find(({ key }) => key === this.last()) ?? areas.find(({ chosen }) => chosen) ?? areas[0];
    return stop?.key ?? '';
  });

  protected choose(key: string): void {
    if (!this.choosable()) return;
    this.last.set(key);
    this.pick.emit(key);
  }

  protected actOnKey(event: KeyboardEvent, key: string): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.choose(key);
    }
    const placed = this.areas().map((area) => ({ key: area.key, at: [area.x, area.y] as const }));
    const next = neighbourByKey(event.key, key, placed);
    if (next === undefined) return;
    event.preventDefault();
    this.last.set(next);
    this.host.nativeElement.querySelector<SVGElement>(`[data-area="${next}"]`)?.focus();
  }
}
