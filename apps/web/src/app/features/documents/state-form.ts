import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentSummary } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DocumentsApi } from '../../core/documents/documents.api';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

export type StateAct = 'withdraw' | 'replace' | 'restore';

/** Withdraws a document, lets another take its place, or makes it current again; each with its reason. */
@Component({
  selector: 'app-state-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form
      class="stack"
      novalidate
      [attr.aria-label]="'documents.' + act() + '.label' | transloco: { title: document().title }"
      (submit)="send($event)"
    >
      <p>{{ 'documents.' + act() + '.effect' | transloco }}</p>
      @if (act() === 'replace') {
        <ui-field
          [fieldId]="'ersatz-' + document().id"
          [label]="'documents.replace.by' | transloco"
          [error]="errors().by"
        >
          <select #choice uiInput (change)="by.set(choice.value)">
            <option value="">{{ 'documents.replace.choose' | transloco }}</option>
            @for (one of candidates(); track one.id) {
              <option [value]="one.id" [selected]="one.id === by()">{{ one.title }}</option>
            }
          </select>
        </ui-field>
      }
      <ui-field [fieldId]="'grund-' + document().id" [label]="'documents.reason' | transloco" [error]="errors().reason">
        <textarea #words uiInput maxlength="1000" [value]="reason()" (input)="reason.set(words.value)"></textarea>
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button uiButton="primary" type="submit" [busy]="command.busy()">
          {{ 'documents.' + act() + '.button' | transloco }}
        </button>
        <button uiButton="tertiary" type="button" (click)="abandoned.emit()">{{ 'cancel' | transloco }}</button>
      </div>
    </form>
  `,
})
export class StateForm {
  readonly document = input.required<DocumentSummary>();
  readonly act = input.required<StateAct>();
  /** What else the project has; only what is current and its own can take the place. */
  readonly others = input.required<readonly DocumentSummary[]>();
  readonly done = output();
  readonly abandoned = output();
  protected readonly command = inject(Command);
  private readonly documents = inject(DocumentsApi);
  private readonly texts = inject(Texts);
  protected readonly reason = signal('');
  protected readonly by = signal('');
  protected readonly errors = signal<{ reason?: string; by?: string }>({});
  protected readonly candidates = computed(() =>
    this.others().filter(({ id, state, link }) => id !== this.document().id && state === 'current' && link === null),
  );

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason().trim();
    const isReplacement = this.act() === 'replace';
    this.errors.set({
      ...(!isReplacement && reason.length < 3 && { reason: this.texts.say('form.reasonRequired') }),
      ...(isReplacement && this.by() === '' && { by: this.texts.say('form.required') }),
    });
    if (Object.keys(this.errors()).length > 0) return;
    const document = this.document();
    const answer = await this.command.send(() =>
      isReplacement
        ? this.documents.replace(document, this.by(), reason)
        : this.act() === 'withdraw'
          ? this.documents.withdraw(document, reason)
          : this.documents.restore(document, reason),
    );
    if (answer !== undefined) this.done.emit();
  }
}
