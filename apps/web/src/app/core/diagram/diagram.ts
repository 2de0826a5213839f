import {
  afterNextRender,
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  input,
  model,
  output,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { F_CONNECTION_BUILDERS, FFlowModule, provideFFlow, withA11y } from '@foblex/flow';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  flowInWords,
  layoutOf,
  type Box,
  type Definition,
  type DrawnFlow,
  type DrawnNode,
  type NodeDefinition,
} from '@querraum/workflow';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { inLanguage } from '../language';
import { type CourseItem, STATE_ICONS } from './course-item';
import { nextNode } from './diagram-keys';
import { ROUTE } from './diagram-route';
import { lookOf, pictureOf } from './node-pictures';
import { WithoutWorker } from './without-worker';

const SCALES = { least: 0.3, most: 2, step: 1.25, readable: 0.85 } as const;
const roundScale = (scale: number): number =>
  Math.round(Math.min(SCALES.most, Math.max(SCALES.least, scale)) * 100) / 100;

/**
 * A definition as a picture in the manner of BPMN. One of its nodes is reached by tab, the others by arrow keys; for
 * screen readers it is never alone, because the list beside it says the same (ADR 0050).
 */
@Component({
  selector: 'app-diagram',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, FFlowModule, Icon, TranslocoPipe, WithoutWorker],
  providers: [
    // Roles and words are our own; the keyboard layer of the canvas knows positions, ours knows the course.
    provideFFlow(withA11y({ keyboard: false })),
    { provide: F_CONNECTION_BUILDERS, useValue: { route: ROUTE } },
  ],
  templateUrl: './diagram.html',
  styleUrl: './diagram.scss',
  // The canvas makes elements of its own.
  encapsulation: ViewEncapsulation.None,
})
export class Diagram {
  readonly definition = input.required<Definition>();
  readonly items = input.required<readonly CourseItem[]>();
  /** Arrows by which the run has come; undefined where nothing runs. */
  readonly taken = input<ReadonlySet<string>>();
  readonly label = input.required<string>();
  readonly selected = model<string>();
  /** The details of a node are asked for. */
  readonly opened = output<string>();
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  protected readonly scale = signal(1);
  protected readonly percent = computed(() => Math.round(this.scale() * 100));
  private readonly known = computed(() => new Map(this.items().map((item) => [item.id, item])));
  private readonly nodes = computed(() => new Map(this.definition().nodes.map((node) => [node.id, node])));
  protected readonly layout = computed(() =>
    layoutOf(this.definition(), {
      node: (node) => this.linesOf(node),
      flow: (flow) => {
        const words = flowInWords(this.definition(), flow);
        return words && inLanguage(words);
      },
    }),
  );
  protected readonly entry = computed(() => {
    const drawn = this.layout().nodes;
    return drawn.find(({ id }) => id === this.selected())?.id ?? drawn[0]?.id;
  });
  private readonly drawn = computed(() => this.layout().nodes.flatMap((node) => this.viewOf(node)));
  protected readonly frames = computed(() => this.drawn().filter(({ shape }) => shape === 'frame'));
  protected readonly shapes = computed(() => this.drawn().filter(({ shape }) => shape !== 'frame'));
  protected readonly arrows = computed(() => this.layout().flows.map((flow) => this.arrowOf(flow)));
  protected readonly words = computed(() =>
    this.layout().flows.flatMap(({ id, label }) => {
      const flow = this.definition().flows.find((one) => one.id === id);
      const text = flow && flowInWords(this.definition(), flow);
      return label === undefined || text === undefined ? [] : [{ id, ...label, text: inLanguage(text) }];
    }),
  );

  constructor() {
    afterNextRender(() => this.scale.set(roundScale(Math.max(SCALES.readable, this.fitting()))));
    afterRenderEffect(() => {
      const id = this.selected();
      // Only once the canvas has its new size there is room to scroll.
      this.scale();
      untracked(() => this.bringIntoView(id));
    });
  }

  private linesOf({ id, name }: NodeDefinition): string[] {
    const item = this.known().get(id);
    if (item === undefined) return [inLanguage(name)];
    return [item.name, ...(item.state && item.state.is !== 'passed' ? [`    ${item.state.words}`] : []), ...item.notes];
  }

  private viewOf(drawn: DrawnNode) {
    const [node, item] = [this.nodes().get(drawn.id), this.known().get(drawn.id)];
    if (node === undefined || item === undefined) return [];
    const { id, shape, box, label } = drawn;
    const state = item.state?.is;
    return [
      {
        id,
        shape,
        position: { x: box.x, y: box.y },
        size: { width: box.width, height: box.height },
        label: { left: label.x - box.x, top: label.y - box.y, width: label.width },
        name: item.name,
        state: item.state && { words: item.state.words, icon: STATE_ICONS[item.state.is] },
        isSaid: state !== undefined && state !== 'passed',
        notes: item.notes,
        kind: item.kind,
        picture: pictureOf(node),
        look: [`is-${shape}`, ...lookOf(node), ...(state === undefined ? [] : [`is-${state}`])].join(' '),
      },
    ];
  }

  private arrowOf({ id, from, to, points, loop, isLink }: DrawnFlow) {
    const taken = this.taken()?.has(id) === true;
    const look = [...(taken ? ['is-taken'] : []), ...(isLink ? ['is-link'] : []), ...(loop ? ['is-loop'] : [])];
    return { id, from, to, points, look: look.join(' ') };
  }

  protected press(event: KeyboardEvent, id: string): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.opened.emit(id);
    else if (event.key === '+' || event.key === '=') this.zoom(SCALES.step);
    else if (event.key === '-') this.zoom(1 / SCALES.step);
    else if (event.key === '0') this.fit();
    else if (!this.go(nextNode(this.layout(), id, event.key))) return;
    event.preventDefault();
  }

  private go(id: string | undefined): boolean {
    if (id === undefined) return false;
    this.focus(id);
    return true;
  }

  /** Selection follows the focus. */
  focus(id: string): void {
    this.selected.set(id);
    this.elementOf(id)?.focus({ preventScroll: true });
    this.bringIntoView(id);
  }

  private elementOf(id: string): HTMLElement | null {
    return this.frame().nativeElement.querySelector(`[data-node="${CSS.escape(id)}"]`);
  }

  protected zoom(by: number): void {
    this.scale.update((scale) => roundScale(scale * by));
  }

  protected fit(): void {
    this.scale.set(roundScale(this.fitting()));
  }

  private fitting(): number {
    return Math.min(1, (this.frame().nativeElement.clientWidth - 2) / this.layout().width);
  }

  /** Scrolls the frame alone: the page stays where the person reads. */
  private bringIntoView(id: string | undefined): void {
    const box = this.layout().nodes.find((node) => node.id === id)?.box;
    if (box === undefined) return;
    const element = this.frame().nativeElement;
    const scale = this.scale();
    const nearest = (at: number, length: number, from: number, room: number): number => {
      const [start, end] = [at * scale - 24, (at + length) * scale + 24];
      if (start < from || end - start > room) return start;
      return end > from + room ? end - room : from;
    };
    const { x, y, width, height } = box satisfies Box;
    element.scrollTo({
      left: nearest(x, width, element.scrollLeft, element.clientWidth),
      top: nearest(y, height, element.scrollTop, element.clientHeight),
    });
  }
}
