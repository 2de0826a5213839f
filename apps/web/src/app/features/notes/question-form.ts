import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { NewNoteQuestion, Note } from '@querraum/contracts';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { ProblemView } from '../../core/problem-view';
import { UnitChoice } from '../../core/round/unit-choice';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { NotesApi } from './notes.api';
import { questionErrors, type QuestionDraft } from './question-draft';

const EMPTY: QuestionDraft = { unitId: '', title: '', words: '', day: '' };

/** A question to another unit, with the duty to answer by a day. The note itself does not go with it. */
@Component({
  selector: 'app-question-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe, UnitChoice],
  providers: [Command],
  templateUrl: './question-form.html',
})
export class QuestionForm {
  readonly note = input.required<Note>();
  readonly asked = output<Note>();
  readonly left = output();
  protected readonly command = inject(Command);
  private readonly api = inject(NotesApi);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  private readonly draftName = computed(() => `notes.${this.note().id}.question`);
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

  protected idOf(field: keyof QuestionDraft): string {
    return `rueckfrage-${field}-${this.note().id}`;
  }

  protected errorOf(field: keyof QuestionDraft): string | undefined {
    return this.errors().find(({ fieldId }) => fieldId === this.idOf(field))?.message;
  }

  protected change(change: Partial<QuestionDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    const left = new Set(this.errorsNow().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.errors.set(this.errorsNow());
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const { unitId, title, words, day } = this.draft();
    const question: NewNoteQuestion = { unitId, title: title.trim(), words: words.trim(), due: { day } };
    const note = await this.command.send(() => this.api.ask(this.note().id, question));
    if (note === undefined) return;
    this.drafts.drop(this.draftName());
    this.asked.emit(note);
  }

  private errorsNow(): FieldError[] {
    return questionErrors(this.draft(), this.texts.say).map(({ field, message }) => ({
      fieldId: this.idOf(field),
      message,
    }));
  }
}
