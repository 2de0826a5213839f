import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Grey lines in the place of what is coming; `label` is what a screen reader hears. */
@Component({
  selector: 'ui-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="visually-hidden" role="status">{{ label() }}</span>
    @for (line of shapes(); track line) {
      <span class="line" aria-hidden="true"></span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 0.75rem;
      padding: 0.75rem 0;
    }
    .line {
      height: 1.25rem;
      border-radius: var(--kern-metric-border-radius-default);
      background: var(--kern-color-decorative-border-default);
      opacity: 0.7;
      animation: pulse 1.6s ease-in-out infinite;
    }
    .line:nth-child(3n) {
      width: 70%;
    }
    .line:nth-child(3n + 1) {
      width: 45%;
    }
    @keyframes pulse {
      50% {
        opacity: 0.35;
      }
    }
  `,
})
export class Skeleton {
  readonly label = input.required<string>();
  readonly lines = input(4);
  protected readonly shapes = computed(() => Array.from({ length: this.lines() }, (_, line) => line));
}
