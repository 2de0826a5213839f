import { ChangeDetectionStrategy, Component, inject, input, model, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { type CourseItem, type NodeState, STATE_ICONS } from './course-item';
import { DetailsOpen } from './details-open';

const TONES = {
  open: 'info',
  suspended: 'warning',
  failed: 'danger',
  waiting: 'info',
  done: 'success',
  passed: 'neutral',
  skipped: 'neutral',
  cancelled: 'neutral',
} as const satisfies Record<NodeState, Tone>;

/** The diagram as a list: every node in the order of the course, each with its details on demand. */
@Component({
  selector: 'app-course-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, TranslocoPipe],
  template: `
    <ol role="list" [attr.aria-label]="label()">
      @for (item of items(); track item.id) {
        <li
          class="stack stack--tight"
          [class.selected]="item.id === selected()"
          [style.--depth]="item.depth"
          [attr.aria-current]="item.id === selected() ? 'true' : null"
        >
          <div class="row row--between">
            <button
              class="entry"
              type="button"
              [id]="'ablauf-' + item.id"
              [attr.aria-expanded]="details.is(item.id)"
              [attr.aria-controls]="details.is(item.id) ? 'einzelheiten-' + item.id : null"
              (click)="toggle(item.id)"
            >
              <span class="strong">{{ item.name }}</span>
              @if (item.kind !== item.name) {
                <span class="muted small"> · {{ item.kind }}</span>
              }
            </button>
            @if (item.state; as state) {
              <ui-badge [tone]="tones[state.is]" [icon]="icons[state.is]">{{ state.words }}</ui-badge>
            }
          </div>
          @for (note of item.notes; track note) {
            <p class="small">{{ note }}</p>
          }
          @if (details.is(item.id)) {
            <div class="stack stack--tight" [id]="'einzelheiten-' + item.id">
              <dl>
                @for (detail of item.details; track $index) {
                  <dt class="muted small">{{ detail.label }}</dt>
                  <dd>{{ detail.words }}</dd>
                }
              </dl>
              <div class="no-print">
                <button
                  uiButton="tertiary"
                  [small]="true"
                  type="button"
                  [attr.aria-label]="'diagram.showOf' | transloco: { name: item.name }"
                  (click)="shown.emit(item.id)"
                >
                  {{ 'diagram.show' | transloco }}
                </button>
              </div>
            </div>
          }
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: flex;
      flex-direction: column;
      gap: 0.25rem;
      padding: 0;
      margin: 0;
    }
    li {
      padding: 0.375rem 0.5rem;
      padding-inline-start: calc(0.5rem + 4px);
      margin-inline-start: calc(min(var(--depth), 6) * 1rem);
    }
    dl,
    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
    dd {
      margin-bottom: 0.5rem;
    }
    .selected {
      padding-inline-start: 0.5rem;
      border-inline-start: 4px solid var(--kern-color-action-default);
      background: var(--kern-color-layout-background-level-1);
    }
    .entry {
      min-height: 1.5rem;
      padding: 0.125rem 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      overflow-wrap: anywhere;
      cursor: pointer;
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
  `,
})
export class CourseList {
  readonly items = input.required<readonly CourseItem[]>();
  readonly label = input.required<string>();
  readonly selected = model<string>();
  /** Its node is to be shown in the diagram. */
  readonly shown = output<string>();
  protected readonly details = inject(DetailsOpen);
  protected readonly tones = TONES;
  protected readonly icons = STATE_ICONS;

  protected toggle(id: string): void {
    this.selected.set(id);
    this.details.toggle(id);
  }
}
