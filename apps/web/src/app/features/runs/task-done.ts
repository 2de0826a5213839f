import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';

/** The task is done: what was done, and where to go on. */
@Component({
  selector: 'app-task-done',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, RouterLink, TranslocoPipe],
  template: `
    <ui-alert [tone]="words() ? 'success' : 'info'" [heading]="words() || ('taskPage.done' | transloco)">
      <p class="row">
        <a uiButton="secondary" [small]="true" routerLink="/posteingang">{{ 'notFound.back' | transloco }}</a>
        <a uiButton="tertiary" [small]="true" [routerLink]="['/vorhaben', projectId()]">
          {{ 'preview.project' | transloco }}
        </a>
      </p>
    </ui-alert>
  `,
})
export class TaskDone {
  readonly projectId = input.required<string>();
  /** Empty when it was done at another time. */
  readonly words = input.required<string>();
}
