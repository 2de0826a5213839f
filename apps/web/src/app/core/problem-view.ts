import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { toProblem } from './problem';
import { Texts } from './texts';

/** What went wrong: title, detail, number to quote, and a way on. */
@Component({
  selector: 'app-problem',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, TranslocoPipe],
  template: `
    <ui-alert tone="danger" [heading]="words().title" [loud]="true">
      @if (words().detail; as detail) {
        <p>{{ detail }}</p>
      }
      @if (problem().requestId; as requestId) {
        <p class="small">
          {{ 'problem.requestId' | transloco }} <code>{{ requestId }}</code>
        </p>
      }
      @if (retryLabel()) {
        <button uiButton="secondary" [small]="true" type="button" (click)="retry.emit()">
          {{ 'problem.retry' | transloco }}
        </button>
      }
      <ng-content />
    </ui-alert>
  `,
})
export class ProblemView {
  readonly error = input.required<unknown>();
  /** Shows the button „Noch einmal versuchen“. */
  readonly retryLabel = input(true);
  readonly retry = output();
  private readonly texts = inject(Texts);
  protected readonly problem = computed(() => toProblem(this.error()));
  protected readonly words = computed(() => {
    const problem = this.problem();
    if (problem.code === 'network') return this.own('network');
    if (problem.code === 'unknown') return this.own('unknown');
    if (problem.status === 404) return { title: this.texts.say('problem.notFound.title'), detail: problem.detail };
    return { title: problem.title || this.texts.say('problem.unknown.title'), detail: problem.detail };
  });

  private own(kind: 'network' | 'unknown') {
    return { title: this.texts.say(`problem.${kind}.title`), detail: this.texts.say(`problem.${kind}.detail`) };
  }
}
