import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Area } from '@querraum/contracts';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ProblemView } from '../problem-view';
import { AreasApi, ROOT_KEY } from './areas.api';
import { TreeNode, treeMove, visibleNodes } from './tree-nodes';

/** The LOR from the Bezirke down; children are fetched when a node opens for the first time. */
@Component({
  selector: 'app-area-tree',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, ProblemView, Skeleton, TranslocoPipe],
  template: `
    @if (error(); as problem) {
      <app-problem [error]="problem" (retry)="load(failed())" />
    }
    @if (nodes().length > 0) {
      <ul role="tree" aria-multiselectable="true" [attr.aria-label]="'areas.tree' | transloco">
        @for (node of nodes(); track node.area.key; let index = $index) {
          <li
            role="treeitem"
            [attr.aria-level]="node.level"
            [attr.aria-posinset]="node.position"
            [attr.aria-setsize]="node.setSize"
            [attr.aria-expanded]="node.area.hasChildren ? node.expanded : null"
            [attr.aria-selected]="chosen().has(node.area.key)"
            [tabindex]="index === focused() ? 0 : -1"
            [style.padding-inline-start.rem]="node.level * 1.25 - 0.75"
            (click)="choose(index)"
            (keydown)="onKey($event, index)"
          >
            @if (node.area.hasChildren) {
              <span
                class="toggle"
                [class.open]="node.expanded"
                aria-hidden="true"
                (click)="$event.stopPropagation(); toggle(node)"
              >
                <ui-icon name="chevron" />
              </span>
            } @else {
              <span class="toggle" aria-hidden="true"></span>
            }
            <span class="name">{{ node.area.name }}</span>
            <span class="muted small">{{ 'areas.level.' + node.area.level | transloco }} {{ node.area.key }}</span>
            @if (chosen().has(node.area.key)) {
              <ui-icon class="mark" name="check" />
            }
          </li>
        }
      </ul>
    } @else if (!error()) {
      <ui-skeleton [label]="'loading' | transloco" [lines]="5" />
    }
  `,
  styleUrl: './area-tree.scss',
})
export class AreaTree {
  /** Keys that are chosen. */
  readonly chosen = input.required<ReadonlySet<string>>();
  /** Key of a node that is shown with everything above it opened. */
  readonly reveal = input<string>();
  readonly pick = output<Area>();
  private readonly areas = inject(AreasApi);
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);
  private readonly children = signal<ReadonlyMap<string, readonly Area[]>>(new Map());
  private readonly expanded = signal<ReadonlySet<string>>(new Set());
  protected readonly focused = signal(0);
  protected readonly error = signal<unknown>(undefined);
  protected readonly failed = signal(ROOT_KEY);
  protected readonly nodes = computed(() =>
    visibleNodes(this.children().get(ROOT_KEY) ?? [], this.children(), this.expanded()),
  );

  constructor() {
    void this.load(ROOT_KEY);
    effect(() => {
      const key = this.reveal() ?? '';
      // Each prefix of a key is the key of a parent: two digits a level.
      const parents = [2, 4, 6].filter((length) => length < key.length).map((length) => key.slice(0, length));
      untracked(() => parents.forEach((parent) => this.open(parent)));
    });
  }

  protected async load(parent: string): Promise<void> {
    this.error.set(undefined);
    try {
      const page = await this.areas.children(parent);
      this.children.update((known) => new Map(known).set(parent, page.items));
    } catch (error) {
      this.failed.set(parent);
      this.error.set(error);
    }
  }

  protected choose(index: number): void {
    this.focus(index);
    const node = this.nodes()[index];
    if (node !== undefined) this.pick.emit(node.area);
  }

  protected toggle({ area, expanded }: TreeNode): void {
    if (expanded) this.expanded.update((open) => new Set([...open].filter((key) => key !== area.key)));
    else this.open(area.key);
  }

  private open(key: string): void {
    this.expanded.update((open) => new Set(open).add(key));
    if (!this.children().has(key)) void this.load(key);
  }

  protected onKey(event: KeyboardEvent, index: number): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = treeMove(event.key, index, this.nodes());
    const node = move === undefined ? undefined : this.nodes()[move.index];
    if (move === undefined || node === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (move.type === 'focus') this.focus(move.index);
    else if (move.type === 'choose') this.choose(move.index);
    else this.toggle(node);
  }

  private focus(index: number): void {
    this.focused.set(index);
    this.host.nativeElement.querySelectorAll<HTMLElement>('[role=treeitem]').item(index).focus();
  }
}
