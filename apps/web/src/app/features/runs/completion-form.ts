import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, Task } from '@querraum/contracts';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { TasksApi } from '../../core/round/tasks.api';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

/** A plain task is done, with words if there is something to say. */
@Component({
  selector: 'app-completion-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack" novalidate (submit)="send($event)">
      <ui-field fieldId="vermerk" [label]="'completion.words' | transloco" [mark]="'optional' | transloco">
        <textarea #box uiInput maxlength="4000" [value]="words()" (input)="words.set(box.value)"></textarea>
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div>
        <button uiButton="primary" type="submit" [busy]="command.busy()">{{ 'completion.button' | transloco }}</button>
      </div>
    </form>
  `,
})
export class CompletionForm {
  readonly task = input.required<Task>();
  readonly completed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly tasks = inject(TasksApi);
  protected readonly words = signal('');

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const words = this.words().trim();
    const run = await this.command.send(() => this.tasks.complete(this.task().id, words === '' ? {} : { words }));
    if (run !== undefined) this.completed.emit(run);
  }
}
