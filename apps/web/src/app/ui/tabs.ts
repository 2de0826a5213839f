import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';

export interface Tab {
  id: string;
  label: string;
  /** Shown behind the label, e.g. „12“ or „999+“. */
  count?: string;
}

/** Tabs by the WAI-ARIA pattern: arrow keys move and choose, one tab stop; the panel carries `panelId`. */
@Component({
  selector: 'ui-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="list" role="tablist" [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.id) {
        <button
          type="button"
          role="tab"
          [id]="panelId() + '-tab-' + tab.id"
          [attr.aria-selected]="tab.id === selected()"
          [attr.aria-controls]="panelId()"
          [tabindex]="tab.id === selected() ? 0 : -1"
          (click)="choose.emit(tab.id)"
          (keydown)="move($event, $index)"
        >
          {{ tab.label }}
          @if (tab.count !== undefined) {
            <span class="count">{{ tab.count }}</span>
          }
        </button>
      }
    </div>
  `,
  styles: `
    .list {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.25rem;
      border-bottom: 1px solid var(--kern-color-layout-border);
    }
    button {
      min-height: 2.75rem;
      padding: 0.25rem 0.875rem;
      border: 0;
      border-bottom: 4px solid transparent;
      background: transparent;
      cursor: pointer;
    }
    button:hover {
      background: var(--kern-color-action-state-indicator-tint-hover-opacity);
    }
    button[aria-selected='true'] {
      border-bottom-color: var(--kern-color-action-default);
      color: var(--kern-color-action-default);
      font-weight: 600;
    }
    @media (forced-colors: active) {
      button:not([aria-selected='true']) {
        border-bottom-color: Canvas;
      }
    }
    .count {
      margin-inline-start: 0.25rem;
      padding: 0 0.5rem;
      border-radius: 1rem;
      background: var(--kern-color-feedback-default-background);
      color: var(--kern-color-layout-text-default);
      font-size: 0.875rem;
      font-weight: 400;
    }
  `,
})
export class Tabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly Tab[]>();
  readonly selected = input.required<string>();
  readonly panelId = input.required<string>();
  readonly choose = output<string>();
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);

  protected move(event: KeyboardEvent, index: number): void {
    const last = this.tabs().length - 1;
    const targets: Record<string, number> = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const tab = target === undefined ? undefined : this.tabs()[target];
    if (tab === undefined) return;
    event.preventDefault();
    this.choose.emit(tab.id);
    this.host.nativeElement
      .querySelectorAll<HTMLElement>('[role=tab]')
      .item(target ?? 0)
      .focus();
  }
}
