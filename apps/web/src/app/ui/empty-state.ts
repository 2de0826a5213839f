import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, IconName } from './icon';

/** What would be here, and the next sensible step as content. */
@Component({
  selector: 'ui-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ui-icon [name]="icon()" />
    <p class="strong">{{ heading() }}</p>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 0.5rem;
      padding: 2.5rem 1rem;
      text-align: center;
      color: var(--kern-color-layout-text-muted);
    }
    ui-icon {
      font-size: 2rem;
    }
    .strong {
      color: var(--kern-color-layout-text-default);
    }
  `,
})
export class EmptyState {
  readonly icon = input<IconName>('inbox');
  readonly heading = input.required<string>();
}
