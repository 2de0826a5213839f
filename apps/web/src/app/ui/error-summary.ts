import { ChangeDetectionStrategy, Component, ElementRef, effect, inject, input } from '@angular/core';

export interface FieldError {
  /** Id of the control that the line leads to. */
  fieldId: string;
  message: string;
}

/** What is missing, on top of a form; takes the focus when sending fails and leads to each field. */
@Component({
  selector: 'ui-error-summary',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (errors().length > 0) {
      <div class="box" role="alert" tabindex="-1">
        <h2>{{ heading() }}</h2>
        <ul>
          @for (error of errors(); track error.fieldId + error.message) {
            <li>
              <a [href]="'#' + error.fieldId" (click)="focusField($event, error.fieldId)">{{ error.message }}</a>
            </li>
          }
        </ul>
      </div>
    }
  `,
  styles: `
    :host:not(:has(*)) {
      display: none;
    }
    .box {
      padding: 1rem 1.25rem;
      border: 2px solid var(--kern-color-feedback-danger);
      border-radius: var(--kern-metric-border-radius-default);
      background: var(--kern-color-layout-background-default);
    }
    h2 {
      font-size: 1.125rem;
      margin-bottom: 0.5rem;
    }
    ul {
      padding-inline-start: 1.25rem;
    }
    a {
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
  `,
})
export class ErrorSummary {
  readonly heading = input.required<string>();
  readonly errors = input.required<readonly FieldError[]>();
  /** Counts the attempts to send; with each one the summary takes the focus if there is something in it. */
  readonly attempt = input.required<number>();
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);

  constructor() {
    effect(() => {
      if (this.attempt() > 0) queueMicrotask(() => this.host.nativeElement.querySelector('div')?.focus());
    });
  }

  protected focusField(event: Event, fieldId: string): void {
    event.preventDefault();
    const field = document.getElementById(fieldId);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }
}
