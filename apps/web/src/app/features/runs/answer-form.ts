import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AnswerInput, RunDetail, SeatView, Task } from '@querraum/contracts';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { answeredBy } from '../../core/round/seat-words';
import { TasksApi } from '../../core/round/tasks.api';
import { UnitChoice } from '../../core/round/unit-choice';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { ANSWERS, ANSWER_CHOICES, AnswerChoice, answerErrors, capacityFor, signWords } from './answers';

interface AnswerDraft {
  choice: AnswerChoice | '';
  words: string;
  proposedUnitId: string;
  /** The version that was read while choosing. */
  version: number;
}

/** The decision of a seat on exactly one version. */
@Component({
  selector: 'app-answer-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe, UnitChoice],
  providers: [Command],
  templateUrl: './answer-form.html',
})
export class AnswerForm {
  readonly task = input.required<Task>();
  readonly run = input.required<RunDetail>();
  readonly seat = input.required<SeatView>();
  readonly answered = output<{ run: RunDetail; choice: AnswerChoice }>();
  /** A newer version is there: the page must show it before anything is asked again. */
  readonly stale = output();
  protected readonly command = inject(Command);
  private readonly tasks = inject(TasksApi);
  private readonly texts = inject(Texts);
  private readonly drafts = inject(Drafts);
  private readonly me = inject(Me);
  protected readonly choices = ANSWER_CHOICES;
  private readonly typed = signal<Partial<AnswerDraft>>({});
  private readonly draftName = computed(() => `answer.${this.task().id}`);
  private readonly kept = computed(() => this.drafts.read<AnswerDraft>(this.draftName()) ?? {});
  protected readonly version = computed(() => this.run().paper.number);
  private readonly draft = computed<AnswerDraft>(() => ({
    ...{ choice: '', words: '', proposedUnitId: '', version: this.version() },
    ...this.kept(),
    ...this.typed(),
  }));
  /** The text changed since the person chose: the words stay, the choice is asked anew. */
  protected readonly outdated = computed(() => (this.draft().version < this.version() ? this.draft().version : 0));
  protected readonly choice = computed(() => (this.outdated() > 0 ? '' : this.draft().choice));
  protected readonly words = computed(() => this.draft().words);
  protected readonly proposedUnitId = computed(() => this.draft().proposedUnitId);
  protected readonly wordsNeed = computed(() => {
    const choice = this.choice();
    return choice === '' ? (this.words() === '' ? 'none' : 'optional') : ANSWERS[choice].words;
  });
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);
  /** That the text has changed is told above, together with the new version. */
  protected readonly otherProblem = computed(() => {
    const problem = this.command.problem();
    return problem?.code === 'stale' ? undefined : problem;
  });
  protected readonly wordsError = computed(
    () => this.errors().find((error) => error.fieldId === 'begruendung')?.message,
  );
  protected readonly earlier = computed(() => {
    const last = this.seat().answers.at(-1);
    if (last === undefined || !last.stale) return undefined;
    return {
      head: `${this.texts.say(`answer.${last.kind}.name`)}: ${answeredBy(last, this.texts.say)}`,
      words: last.words,
      version: last.paper.number,
      hint: this.texts.say(
        last.paper.number < this.version() ? 'answerForm.earlierHintVersion' : 'answerForm.earlierHint',
      ),
    };
  });
  protected readonly button = computed(() => {
    const choice = this.choice();
    if (choice === '') return this.texts.say('answerForm.button');
    const deed = this.texts.say(`answer.${choice}.deed`, { version: this.version() });
    const own = capacityFor(this.me.value()?.grants ?? [], this.task().unit.id);
    return signWords(deed, own, this.texts.say);
  });

  constructor() {
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.draft());
    });
  }

  protected change(change: Partial<AnswerDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
  }

  protected choose(choice: AnswerChoice): void {
    this.change({ choice, version: this.version() });
    this.errors.set([]);
    this.command.problem.set(undefined);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const choice = this.choice();
    const errors = answerErrors(choice, this.words(), this.texts.say);
    this.errors.set(errors);
    this.attempt.update((count) => count + 1);
    if (choice === '' || errors.length > 0) return;
    const run = await this.command.send(() => this.tasks.answer(this.task().id, this.answerOf(choice)));
    if (run !== undefined) {
      this.drafts.drop(this.draftName());
      this.answered.emit({ run, choice });
    } else if (this.command.problem()?.code === 'stale') {
      this.stale.emit();
    }
  }

  private answerOf(kind: AnswerChoice): AnswerInput {
    const words = this.words().trim();
    return {
      kind,
      version: this.version(),
      ...(words !== '' && ANSWERS[kind].words !== 'none' && { words }),
      ...(kind === 'notResponsible' && this.proposedUnitId() !== '' && { proposedUnitId: this.proposedUnitId() }),
    };
  }
}
