import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail, AssignmentResult } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { Command } from '../../core/command';
import { FileForm } from '../../core/documents/file-form';
import { Drafts } from '../../core/drafts';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { type AnswerDraft, answerDraftName, answerErrors, needOf, resultsOf } from './answer-draft';
import { AssignmentState } from './assignment-state';

const EMPTY: AnswerDraft = { result: '', words: '', leftOut: [], takesPartsBack: false };

/** The answer to a task: its results and what they need follow from its kind. */
@Component({
  selector: 'app-assignment-answer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, FileForm, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './answer-form.html',
  styles: `
    label.row {
      flex-wrap: nowrap;
    }
  `,
  host: { class: 'stack' },
})
export class AnswerForm {
  readonly assignment = input.required<AssignmentDetail>();
  protected readonly command = inject(Command);
  private readonly state = inject(AssignmentState);
  private readonly api = inject(AssignmentsApi);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  private readonly draftName = computed(() => answerDraftName(this.assignment().id));
  private readonly typed = signal<Partial<AnswerDraft>>({});
  private readonly kept = computed(() => this.drafts.read<AnswerDraft>(this.draftName()) ?? {});
  protected readonly results = computed(() => resultsOf(this.assignment()));
  protected readonly draft = computed<AnswerDraft>(() => {
    const draft = { ...EMPTY, ...this.kept(), ...this.typed() };
    const [only, second] = this.results();
    return { ...draft, result: second === undefined ? (only ?? '') : draft.result };
  });
  /** What the own unit has added: the answer takes it along unless it is left out. */
  protected readonly own = computed(() => this.assignment().documents.filter(({ addedBy }) => addedBy === 'addressee'));
  private readonly chosen = computed(() => this.own().filter(({ id }) => !this.draft().leftOut.includes(id)));
  protected readonly wordsAreNeeded = computed(() => {
    const { result } = this.draft();
    return result !== '' && needOf(this.assignment().kind, result) !== 'nothing';
  });
  protected readonly isTakeNote = computed(() => this.assignment().kind === 'takeNote');
  protected readonly button = computed(() => {
    const { result } = this.draft();
    return this.texts.say(result === '' ? 'assignment.answer.button' : `assignment.answer.deed.${result}`);
  });
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);

  constructor() {
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.draft());
    });
  }

  /** A file that goes to the task; what else is typed on the page stays as it is. */
  protected readonly attach = (command: Command, title: string, file: File): Promise<boolean> =>
    this.state.add(command, () => this.api.attachFile(this.assignment().id, title, file));

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected change(change: Partial<AnswerDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    const left = new Set(this.missing().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected takeAlong(id: string, takes: boolean): void {
    const leftOut = this.draft().leftOut.filter((one) => one !== id);
    this.change({ leftOut: takes ? leftOut : [...leftOut, id] });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const { result, takesPartsBack } = this.draft();
    if (this.command.busy()) return;
    this.errors.set(this.missing());
    this.attempt.update((count) => count + 1);
    if (result === '' || this.errors().length > 0) return;
    const name = this.draftName();
    const words = this.draft().words.trim();
    const answer = {
      result,
      ...(words !== '' && { words }),
      documentIds: this.chosen().map(({ id }) => id),
      openSubAssignments: takesPartsBack ? ('takeBack' as const) : ('refuse' as const),
    };
    const { id } = this.assignment();
    const done = this.texts.say(`assignment.answer.done.${result satisfies AssignmentResult}`);
    if (await this.state.send(this.command, () => this.api.answer(id, answer), done)) {
      this.drafts.drop(name);
      this.typed.set({});
    }
  }

  private missing(): FieldError[] {
    return answerErrors(this.assignment(), this.draft(), this.chosen().length, this.texts.say);
  }
}
