import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Icon } from './icon';

/** Something chosen that can be taken away again. */
@Component({
  selector: 'ui-chip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <span><ng-content /></span>
    <button type="button" [attr.aria-label]="removeLabel()" (click)="remove.emit()"><ui-icon name="close" /></button>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.25rem;
      padding: 0.125rem 0.25rem 0.125rem 0.75rem;
      border: 1px solid var(--kern-color-action-default);
      border-radius: 1.25rem;
      background: var(--kern-color-layout-background-default);
    }
    button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      width: 1.75rem;
      height: 1.75rem;
      border: 0;
      border-radius: 50%;
      background: transparent;
      cursor: pointer;
      font-size: 0.8rem;
    }
    button:hover {
      background: var(--kern-color-action-state-indicator-tint-active-opacity);
    }
  `,
})
export class Chip {
  readonly removeLabel = input.required<string>();
  readonly remove = output();
}
