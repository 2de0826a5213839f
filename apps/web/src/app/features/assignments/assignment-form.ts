import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentKind } from '@querraum/contracts';
import { ASSIGNMENT_KINDS } from '@querraum/workflow';
import { of } from 'rxjs';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { formatDate, formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { AddresseeFields } from './addressee-fields';
import { AssignmentExtras } from './assignment-extras';
import { DueFields } from './due-fields';
import {
  type AddresseeDraft,
  type AssignmentDraft,
  EMPTY_ASSIGNMENT,
  NO_ADDRESSEE,
  addresseeFieldId,
  assignmentErrors,
  newAssignmentsOf,
  serverErrors,
} from './new-assignment';

/** Aufgabe vergeben: to whom, what, until when. What is typed survives reload and sign-in. */
@Component({
  selector: 'app-assignment-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AddresseeFields,
    Alert,
    AssignmentExtras,
    Button,
    DueFields,
    ErrorSummary,
    Field,
    FieldControl,
    Icon,
    ProblemView,
    RouterLink,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './assignment-form.html',
  styleUrl: './assignment-form.scss',
})
export class AssignmentForm {
  /** From the address: the task that this is a part of, „alle“, and the kind. */
  readonly zu = input<string>();
  readonly an = input<string>();
  readonly art = input<string>();
  protected readonly current = inject(CurrentProject);
  protected readonly command = inject(Command);
  private readonly api = inject(AssignmentsApi);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly kinds = ASSIGNMENT_KINDS;
  protected readonly idOf = addresseeFieldId;
  private readonly projectId = computed(() => this.current.project().id);
  private readonly draftName = computed(() =>
    this.zu() ? `assignment.part:${this.zu()}` : `assignment.new:${this.projectId()}`,
  );
  private readonly typed = signal<Partial<AssignmentDraft>>({});
  private readonly kept = computed(() => this.drafts.read<AssignmentDraft>(this.draftName()) ?? {});
  protected readonly draft = computed<AssignmentDraft>(() => ({
    ...EMPTY_ASSIGNMENT,
    ...this.asked(),
    ...this.kept(),
    ...this.typed(),
  }));
  protected readonly context = rxResource({
    params: () => this.projectId(),
    stream: ({ params }) => this.api.context(params),
  });
  protected readonly parent = rxResource({
    params: () => this.zu() || undefined,
    stream: ({ params }) => (params === undefined ? of(undefined) : this.api.assignment(params)),
  });
  protected readonly issuingUnits = computed(() =>
    this.context.hasValue() && !this.zu() ? this.context.value().issuingUnits : [],
  );
  /** Whoever asks is not asked. */
  private readonly issuingUnitId = computed(() => {
    if (this.parent.hasValue() && this.parent.value() !== undefined) return this.parent.value()?.unit.id;
    return this.draft().issuingUnitId || this.issuingUnits()[0]?.id;
  });
  protected readonly participants = computed(() =>
    (this.context.hasValue() ? this.context.value().participants : []).filter(({ id }) => id !== this.issuingUnitId()),
  );
  protected readonly participantNames = computed(() => formatList(this.participants().map(({ name }) => name)));
  protected readonly parentLine = computed(() => {
    const parent = this.parent.hasValue() ? this.parent.value() : undefined;
    if (parent === undefined) return '';
    const values = { number: parent.number, title: parent.title };
    return parent.due === null
      ? this.texts.say('assignment.partOf', values)
      : this.texts.say('assignment.partOfDue', { ...values, day: formatDate(parent.due.lastDay) });
  });
  protected readonly heading = computed(() => (this.zu() ? 'assignment.newPart' : 'assignment.new'));
  protected readonly refused = computed(
    () => !this.zu() && this.context.hasValue() && this.context.value().issuingUnits.length === 0,
  );
  /** „An 4 Stellen vergeben“: the button says how many are asked. */
  protected readonly button = computed(() => {
    const { to, addressees } = this.draft();
    const count = to === 'participants' ? this.participants().length : addressees.length;
    return this.texts.plural('assignment.issue', count);
  });
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);

  constructor() {
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.draft());
    });
  }

  protected readonly errorOfField = (fieldId: string): string | undefined =>
    this.errors().find((error) => error.fieldId === fieldId)?.message;

  protected errorOf(fieldId: string): string | undefined {
    return this.errorOfField(fieldId);
  }

  /** An error disappears as soon as its field is right; new ones come with the next attempt only. */
  protected change(change: Partial<AssignmentDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    const left = new Set(assignmentErrors(this.draft(), this.texts.say).map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected chooseKind(kind: AssignmentKind): void {
    this.change({ kind });
  }

  protected setAddressee(index: number, addressee: AddresseeDraft): void {
    this.change({ addressees: this.draft().addressees.map((one, at) => (at === index ? addressee : one)) });
  }

  protected addAddressee(): void {
    this.change({ addressees: [...this.draft().addressees, NO_ADDRESSEE] });
    const index = this.draft().addressees.length - 1;
    setTimeout(() => document.getElementById(addresseeFieldId(index))?.focus());
  }

  protected removeAddressee(index: number): void {
    this.change({ addressees: this.draft().addressees.filter((_, at) => at !== index) });
    document.getElementById('weitere-stelle')?.focus();
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    this.errors.set(assignmentErrors(this.draft(), this.texts.say));
    if (this.errors().length === 0) {
      const issued = await this.command.send(() => this.issue());
      if (issued !== undefined) {
        this.drafts.drop(this.draftName());
        this.current.refresh();
        const [first, second] = issued.assignments;
        const parent = this.zu();
        if (parent) await this.router.navigate(['/aufgaben', parent]);
        else if (first !== undefined && second === undefined) await this.router.navigate(['/aufgaben', first.id]);
        else await this.router.navigate(['/vorhaben', this.projectId(), 'aufgaben', 'zusammen', issued.groupId]);
        return;
      }
      const problem = this.command.problem();
      if (problem !== undefined) this.errors.set(serverErrors(problem));
    }
    this.attempt.update((count) => count + 1);
  }

  protected discard(): void {
    this.drafts.drop(this.draftName());
    const parent = this.zu();
    void this.router.navigate(parent ? ['/aufgaben', parent] : ['/vorhaben', this.projectId(), 'aufgaben']);
  }

  private issue() {
    const input = newAssignmentsOf(this.draft());
    const parent = this.zu();
    if (!parent) return this.api.issue(this.projectId(), input);
    const { recurrence: _, issuingUnitId: __, ...part } = input;
    return this.api.issuePart(parent, part);
  }

  /** What the link that led here asks for: the common case needs no further choice. */
  private asked(): Partial<AssignmentDraft> {
    const kind = this.kinds.find((name) => name === this.art());
    if (this.an() !== 'alle' || kind === undefined) return kind === undefined ? {} : { kind };
    return { kind, title: this.current.project().title, to: 'participants' };
  }
}
