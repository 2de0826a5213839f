import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatDialogModule } from '@angular/material/dialog';
import { Button } from './button';

/** Frame of a modal dialog: heading, content, actions; opened through Material's dialog (focus trap, Escape). */
@Component({
  selector: 'ui-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatDialogModule, Button],
  template: `
    <h2 mat-dialog-title>{{ heading() }}</h2>
    <mat-dialog-content><ng-content /></mat-dialog-content>
    <mat-dialog-actions align="end">
      <ng-content select="[dialogAction]" />
      <button uiButton="secondary" type="button" mat-dialog-close>{{ closeLabel() }}</button>
    </mat-dialog-actions>
  `,
})
export class Dialog {
  readonly heading = input.required<string>();
  readonly closeLabel = input.required<string>();
}
