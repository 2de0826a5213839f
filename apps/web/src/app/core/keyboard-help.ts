import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Dialog } from '../ui/dialog';
import { Shortcuts } from './shortcuts';

const KEYS = ['next', 'previous', 'open', 'openPage', 'claim', 'takeNote', 'search', 'help'] as const;

/** The list behind `?`, and the switch that turns single keys off. */
@Component({
  selector: 'app-keyboard-help',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Dialog, TranslocoPipe],
  template: `
    <ui-dialog [heading]="'keys.heading' | transloco" [closeLabel]="'keys.close' | transloco">
      <div class="stack">
        <ul role="list" class="stack stack--tight">
          @for (key of keys; track key) {
            <li class="key">
              <kbd>{{ 'keys.' + key + '.key' | transloco }}</kbd>
              <span>{{ 'keys.' + key + '.effect' | transloco }}</span>
            </li>
          }
        </ul>
        <label class="ui-choice">
          <input
            class="ui-check"
            type="checkbox"
            [checked]="shortcuts.enabled()"
            (change)="shortcuts.switch(!shortcuts.enabled())"
          />
          <span>{{ 'keys.enabled' | transloco }}</span>
        </label>
        <p class="muted small">{{ 'keys.note' | transloco }}</p>
      </div>
    </ui-dialog>
  `,
  styles: `
    .key {
      display: grid;
      grid-template-columns: 5rem minmax(0, 1fr);
      gap: 1rem;
    }
    kbd {
      justify-self: start;
      padding: 0 0.5rem;
      border: 1px solid var(--kern-color-layout-border);
      border-radius: var(--kern-metric-border-radius-default);
      font: inherit;
      font-weight: 600;
    }
  `,
})
export class KeyboardHelp {
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly keys = KEYS;
}
