import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ASSIGNMENT_LOOKS, addresseeOf, dueChipOf, headingOf, holderOf } from '../../core/assignments/assignment-words';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { DateTimeOf } from '../../core/format';
import { News } from '../../core/news';
import { PageTitle } from '../../core/page-title';
import { PrintButton } from '../../core/print-button';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { DueChip } from '../../ui/due-chip';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { type AnswerDraft, answerDraftName } from './answer-draft';
import { AnswerForm } from './answer-form';
import { AskBack } from './ask-back';
import { AssignmentChecklist } from './assignment-checklist';
import { AssignmentEntries } from './assignment-entries';
import { AssignmentPapers } from './assignment-papers';
import { AssignmentRow } from './assignment-row';
import { AssignmentState } from './assignment-state';
import { StepForm } from './step-form';
import { stepsFirst, stepsFurther } from './steps';

/** A task by hand: what is asked on one side, what to do about it on the other. */
@Component({
  selector: 'app-assignment-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    AnswerForm,
    AskBack,
    AssignmentChecklist,
    AssignmentEntries,
    AssignmentPapers,
    AssignmentRow,
    Badge,
    Button,
    DateTimeOf,
    DueChip,
    Fact,
    Facts,
    Icon,
    Localized,
    PageHead,
    PrintButton,
    ProblemView,
    RouterLink,
    Skeleton,
    StepForm,
    TranslocoPipe,
  ],
  providers: [AssignmentState, Command],
  templateUrl: './assignment-page.html',
  styleUrl: './assignment-page.scss',
})
export class AssignmentPage {
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly state = inject(AssignmentState);
  protected readonly command = inject(Command);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  private readonly drafts = inject(Drafts);
  protected readonly looks = ASSIGNMENT_LOOKS;
  protected readonly addresseeOf = addresseeOf;
  private readonly shown = this.state.assignment;
  protected readonly heading = computed(() => {
    const assignment = this.shown();
    return assignment === undefined ? '' : headingOf(this.texts.say(`task.kind.${assignment.kind}`), assignment.title);
  });
  protected readonly above = computed(() => {
    const assignment = this.shown();
    if (assignment === undefined) return '';
    const number = this.texts.say('assignment.number', { number: assignment.number });
    return `${assignment.project.reference} · ${number}`;
  });
  protected readonly due = computed(() => {
    const assignment = this.shown();
    return assignment && dueChipOf(assignment, this.clock.now());
  });
  protected readonly holder = computed(() => {
    const assignment = this.shown();
    return assignment === undefined ? '' : holderOf(assignment, this.texts.say);
  });
  protected readonly firstSteps = computed(() => {
    const assignment = this.shown();
    return assignment === undefined || this.state.gone() ? [] : stepsFirst(assignment);
  });
  protected readonly furtherSteps = computed(() => {
    const assignment = this.shown();
    return assignment === undefined || this.state.gone() ? [] : stepsFurther(assignment);
  });
  /** The answer that is to be decided on, or that counts. */
  protected readonly lastAnswer = computed(() => this.shown()?.entries.findLast(({ act }) => act === 'answered'));
  protected readonly lastDecline = computed(() => {
    const assignment = this.shown();
    return assignment?.state === 'declined' ? assignment.entries.findLast(({ act }) => act === 'declined') : undefined;
  });
  protected readonly sentBack = computed(() => {
    const assignment = this.shown();
    return assignment?.state === 'open' ? assignment.entries.findLast(({ act }) => act === 'sentBack') : undefined;
  });
  /** What was typed for an answer that can no longer be given: nobody has to remember it. */
  protected readonly unsent = computed(() => {
    const assignment = this.shown();
    if (assignment === undefined || this.state.may('answer') || this.state.done() !== '') return undefined;
    return this.drafts.read<AnswerDraft>(answerDraftName(assignment.id))?.words;
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => this.state.id.set(this.id()));
    effect(() => {
      if (this.heading() !== '') title.say(this.heading());
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => {
        if (!this.state.gone()) this.state.resource.reload();
      });
  }
}
