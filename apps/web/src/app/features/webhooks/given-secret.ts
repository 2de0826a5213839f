import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

/** A secret, this once. */
@Component({
  selector: 'app-given-secret',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, TranslocoPipe],
  template: `
    <div class="card stack">
      <ui-alert tone="warning" [heading]="'webhooks.secretOnce' | transloco">
        <p>{{ 'webhooks.secretOnceHint' | transloco }}</p>
      </ui-alert>
      <ui-field fieldId="geheimnis" [label]="'webhooks.secret' | transloco">
        <input #field uiInput type="text" readonly [value]="secret()" (focus)="field.select()" />
      </ui-field>
      <div class="row">
        <button uiButton="secondary" type="button" (click)="copy()">{{ 'webhooks.copy' | transloco }}</button>
        <span role="status">
          @if (isCopied()) {
            {{ 'webhooks.copied' | transloco }}
          }
        </span>
      </div>
    </div>
  `,
})
export class GivenSecret {
  readonly secret = input.required<string>();
  private readonly clipboard = inject(Clipboard);
  protected readonly isCopied = signal(false);

  protected copy(): void {
    this.isCopied.set(this.clipboard.copy(this.secret()));
  }
}
