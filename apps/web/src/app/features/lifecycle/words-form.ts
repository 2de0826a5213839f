import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

/** As many letters as the server asks for. */
const SHORTEST = 3;

/** One step with the words that it needs: says what it does, takes the focus, and keeps what is typed when it is refused. */
@Component({
  selector: 'app-words-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack" novalidate [attr.aria-label]="submitLabel()" (submit)="send($event)">
      <p>{{ explanation() }}</p>
      <ui-field
        [fieldId]="fieldId()"
        [label]="label()"
        [mark]="optional() ? ('optional' | transloco) : undefined"
        [error]="error()"
      >
        <textarea
          #words
          uiInput
          rows="3"
          maxlength="2000"
          [value]="typed()"
          (input)="typed.set(words.value)"
        ></textarea>
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button uiButton="primary" type="submit" [busy]="command.busy()">{{ submitLabel() }}</button>
        <button uiButton="tertiary" type="button" (click)="cancelled.emit()">{{ 'cancel' | transloco }}</button>
      </div>
    </form>
  `,
})
export class WordsForm {
  readonly fieldId = input.required<string>();
  readonly explanation = input.required<string>();
  readonly label = input.required<string>();
  readonly submitLabel = input.required<string>();
  readonly optional = input(false);
  /** Carries the step out; whoever is refused can change the words and try again. */
  readonly act = input.required<(words: string) => Promise<unknown>>();
  readonly done = output();
  readonly cancelled = output();
  protected readonly command = inject(Command);
  private readonly texts = inject(Texts);
  private readonly words = viewChild.required<ElementRef<HTMLTextAreaElement>>('words');
  protected readonly typed = signal('');
  protected readonly error = signal<string | undefined>(undefined);

  constructor() {
    afterNextRender(() => this.words().nativeElement.focus());
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const words = this.typed().trim();
    const isMissing = words.length < SHORTEST && !(this.optional() && words === '');
    this.error.set(isMissing ? this.texts.say('lifecycle.wordsMissing') : undefined);
    if (isMissing) return this.words().nativeElement.focus();
    if ((await this.command.send(() => this.act()(words))) !== undefined) this.done.emit();
  }
}
