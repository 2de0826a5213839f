import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';

/** Opens the print dialog of the browser, from which the page also becomes a PDF. */
@Component({
  selector: 'app-print-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Icon, TranslocoPipe],
  template: `<button uiButton="secondary" type="button" (click)="print()">
    <ui-icon name="print" />{{ 'slip.print' | transloco }}
  </button>`,
  host: { class: 'no-print' },
})
export class PrintButton {
  protected print(): void {
    window.print();
  }
}
