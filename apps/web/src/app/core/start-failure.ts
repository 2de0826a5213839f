import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';

/** Shown instead of the application when server or sign-in cannot be reached at the start. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, TranslocoPipe],
  template: `
    <main class="page page--narrow stack">
      <h1>Querraum</h1>
      <ui-alert tone="danger" [heading]="'start.failed' | transloco" [loud]="true">
        <p>{{ 'start.detail' | transloco }}</p>
        <button uiButton="primary" type="button" (click)="tryAgain()">{{ 'problem.retry' | transloco }}</button>
      </ui-alert>
    </main>
  `,
})
export class StartFailure {
  protected tryAgain(): void {
    window.location.reload();
  }
}
