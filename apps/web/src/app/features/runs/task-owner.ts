import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';

/** Who has the task, and the way to take it or to give it back. */
@Component({
  selector: 'app-task-owner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, TranslocoPipe],
  template: `
    @switch (stand()) {
      @case ('free') {
        <div class="stack">
          <p>{{ 'taskPage.free' | transloco }}</p>
          <div>
            <button uiButton="primary" type="button" [busy]="busy()" (click)="claim.emit()">
              {{ 'task.claim' | transloco }}
            </button>
          </div>
        </div>
      }
      @case ('mine') {
        <p class="row row--between">
          <span class="muted">{{ 'taskPage.mine' | transloco }}</span>
          <button uiButton="tertiary" type="button" [busy]="busy()" (click)="release.emit()">
            {{ 'task.release' | transloco }}
          </button>
        </p>
      }
      @case ('others') {
        <ui-alert tone="info">
          <p>{{ 'taskPage.others' | transloco: { owner: owner() } }}</p>
        </ui-alert>
      }
      @case ('waiting') {
        <ui-alert tone="info">
          <p>{{ 'taskPage.waiting' | transloco }}</p>
        </ui-alert>
      }
    }
  `,
  styles: `
    :host:not(:has(*)) {
      display: none;
    }
  `,
})
export class TaskOwner {
  readonly stand = input.required<string>();
  readonly owner = input.required<string>();
  readonly busy = input(false);
  readonly claim = output();
  readonly release = output();
}
