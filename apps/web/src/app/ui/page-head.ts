import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The one h1 of a page, a line above it, and the main action as content. */
@Component({
  selector: 'ui-page-head',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="words">
      @if (above(); as text) {
        <p class="above">{{ text }}</p>
      }
      <h1 tabindex="-1">{{ heading() }}</h1>
    </div>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem 1.5rem;
      align-items: flex-end;
      justify-content: space-between;
      margin-bottom: 1.25rem;
    }
    .words {
      min-width: 0;
    }
    .above {
      color: var(--kern-color-layout-text-muted);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class PageHead {
  readonly heading = input.required<string>();
  readonly above = input<string>();
}
