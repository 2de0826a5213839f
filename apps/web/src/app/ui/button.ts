import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * While `busy` the button stays focusable and says so; the click handler of the page must ignore it
 * (`aria-disabled` instead of `disabled`, so that focus and explanation are not lost).
 */
@Component({
  selector: 'button[uiButton], a[uiButton]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  host: {
    class: 'ui-button',
    '[class.ui-button--primary]': 'uiButton() === "primary"',
    '[class.ui-button--secondary]': 'uiButton() === "secondary" || uiButton() === ""',
    '[class.ui-button--tertiary]': 'uiButton() === "tertiary"',
    '[class.ui-button--danger]': 'uiButton() === "danger"',
    '[class.ui-button--small]': 'small()',
    '[attr.aria-disabled]': 'busy() || undefined',
    '[attr.aria-busy]': 'busy() || undefined',
  },
})
export class Button {
  readonly uiButton = input<'primary' | 'secondary' | 'tertiary' | 'danger' | ''>('');
  readonly small = input(false);
  readonly busy = input(false);
}
