import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Key and value pairs; use `<ui-fact>` inside. */
@Component({
  selector: 'ui-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styles: `
    :host {
      display: grid;
      gap: 0.5rem;
    }
  `,
})
export class Facts {}

@Component({
  selector: 'ui-fact',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="key">{{ label() }}<span class="visually-hidden">: </span></span>
    <span class="value"><ng-content /></span>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(7.5rem, min(11rem, 30%)) minmax(0, 1fr);
      gap: 0 1rem;
    }
    .key {
      color: var(--kern-color-layout-text-muted);
    }
    @media (max-width: 599px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      .key {
        font-size: 0.875rem;
      }
    }
  `,
})
export class Fact {
  readonly label = input.required<string>();
}
