import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { AssignmentState } from './assignment-state';
import { type DueDraft, dueErrors, dueInputOf } from './due-draft';
import { DueFields } from './due-fields';

interface QuestionDraft {
  words: string;
  due: DueDraft;
}
const EMPTY: QuestionDraft = { words: '', due: { how: 'none', workingDays: '3', day: '' } };

/** Rückfrage to whoever gave the task: a part of it that asks for an answer. */
@Component({
  selector: 'app-ask-back',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DueFields, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form
      class="stack stack--tight"
      novalidate
      [attr.aria-label]="'assignment.askBack.heading' | transloco"
      (submit)="send($event)"
    >
      <p class="muted small">{{ 'assignment.askBack.effect' | transloco: { unit: assignment().issuer.unit.name } }}</p>
      <ui-error-summary [heading]="'form.errors' | transloco" [errors]="errors()" [attempt]="attempt()" />
      <ui-field fieldId="rueckfrage" [label]="'assignment.askBack.words' | transloco" [error]="errorOf('rueckfrage')">
        <textarea
          #words
          uiInput
          maxlength="8000"
          [value]="draft().words"
          (input)="change({ words: words.value })"
        ></textarea>
      </ui-field>
      <app-due-fields
        fieldId="rueckfrage-frist"
        [label]="'assignment.due.label' | transloco"
        [error]="errorOf('rueckfrage-frist')"
        [due]="draft().due"
        (dueChange)="change({ due: $event })"
      />
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div>
        <button uiButton="secondary" type="submit" [busy]="command.busy()">
          {{ 'assignment.askBack.button' | transloco }}
        </button>
      </div>
    </form>
  `,
})
export class AskBack {
  readonly assignment = input.required<AssignmentDetail>();
  protected readonly command = inject(Command);
  private readonly state = inject(AssignmentState);
  private readonly api = inject(AssignmentsApi);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  private readonly draftName = computed(() => `assignment.askBack:${this.assignment().id}`);
  private readonly typed = signal<Partial<QuestionDraft>>({});
  private readonly kept = computed(() => this.drafts.read<QuestionDraft>(this.draftName()) ?? {});
  protected readonly draft = computed<QuestionDraft>(() => ({ ...EMPTY, ...this.kept(), ...this.typed() }));
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);

  constructor() {
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.draft());
    });
  }

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected change(change: Partial<QuestionDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    this.errors.set([]);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    const { words, due } = this.draft();
    const { say } = this.texts;
    this.errors.set([
      ...(words.trim() === '' ? [{ fieldId: 'rueckfrage', message: say('assignment.error.question') }] : []),
      ...dueErrors(due, say, 'rueckfrage-frist'),
    ]);
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const { id, title, issuer } = this.assignment();
    const name = this.draftName();
    const issued = await this.command.send(() =>
      this.api.issuePart(id, {
        kind: 'question',
        title: say('assignment.askBack.title', { title }).slice(0, 200),
        words: words.trim(),
        addressees: [{ unitId: issuer.unit.id }],
        due: dueInputOf(due) ?? null,
      }),
    );
    if (issued === undefined) return;
    this.drafts.drop(name);
    this.typed.set({});
    this.state.follow(say('assignment.askBack.done'));
  }
}
