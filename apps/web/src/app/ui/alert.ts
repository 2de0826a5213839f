import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon, IconName } from './icon';

export type AlertTone = 'info' | 'success' | 'warning' | 'danger';
const ICONS = { info: 'info', success: 'check', warning: 'alert', danger: 'alert' } as const satisfies Record<
  AlertTone,
  IconName
>;

/** `loud` interrupts a screen reader (role alert); otherwise it is read when it is quiet. */
@Component({
  selector: 'ui-alert',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ui-icon [name]="icon()" />
    <div class="body">
      @if (heading(); as text) {
        <p class="heading">{{ text }}</p>
      }
      <ng-content />
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: 0.75rem;
      padding: 0.75rem 1rem;
      border: 1px solid;
      border-inline-start-width: 6px;
      border-radius: var(--kern-metric-border-radius-default);
    }
    .body {
      display: flex;
      flex-direction: column;
      gap: 0.375rem;
      min-width: 0;
      align-items: flex-start;
      color: var(--kern-color-layout-text-default);
    }
    .heading {
      font-weight: 600;
    }
    :host(.tone-info) {
      color: var(--kern-color-feedback-info);
      background: var(--kern-color-feedback-info-background);
    }
    :host(.tone-success) {
      color: var(--kern-color-feedback-success);
      background: var(--kern-color-feedback-success-background);
    }
    :host(.tone-warning) {
      color: var(--kern-color-feedback-warning);
      background: var(--kern-color-feedback-warning-background);
    }
    :host(.tone-danger) {
      color: var(--kern-color-feedback-danger);
      background: var(--kern-color-feedback-danger-background);
    }
  `,
  host: { '[class]': '"tone-" + tone()', '[attr.role]': 'loud() ? "alert" : "status"' },
})
export class Alert {
  readonly tone = input<AlertTone>('info');
  readonly heading = input<string>();
  readonly loud = input(false);
  protected readonly icon = computed(() => ICONS[this.tone()]);
}
