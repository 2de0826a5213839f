import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { AddresseeFields } from './addressee-fields';
import { AssignmentState } from './assignment-state';
import { type DueDraft, dueErrors, dueInputOf } from './due-draft';
import { DueFields } from './due-fields';
import { type AddresseeDraft, NO_ADDRESSEE, addresseeOfDraft } from './new-assignment';
import { STEPS, type Step } from './steps';

interface StepDraft {
  words: string;
  addressee: AddresseeDraft;
  due: DueDraft;
  lastDay: string;
}

const EMPTY: StepDraft = {
  words: '',
  addressee: NO_ADDRESSEE,
  due: { how: 'none', workingDays: '5', day: '' },
  lastDay: '',
};

/** One step on a task: accept, send back, decline, hand over, extend, take back, readdress. */
@Component({
  selector: 'app-assignment-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AddresseeFields, Button, DueFields, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './step-form.html',
})
export class StepForm {
  readonly assignment = input.required<AssignmentDetail>();
  readonly step = input.required<Step>();
  protected readonly command = inject(Command);
  private readonly state = inject(AssignmentState);
  private readonly api = inject(AssignmentsApi);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  protected readonly today = inject(ServerClock).today();
  protected readonly fields = computed<{ words: string; to?: true; due?: true; lastDay?: true }>(
    () => STEPS[this.step()],
  );
  private readonly draftName = computed(() => `assignment.step:${this.assignment().id}.${this.step()}`);
  private readonly typed = signal<Partial<StepDraft>>({});
  private readonly kept = computed(() => this.drafts.read<StepDraft>(this.draftName()) ?? {});
  protected readonly draft = computed<StepDraft>(() => ({ ...EMPTY, ...this.kept(), ...this.typed() }));
  /** Inside the unit alone, where it may not be passed on to another one. */
  protected readonly fixedUnitId = computed(() =>
    this.step() === 'handOver' && !this.assignment().allowed.includes('handOverToUnit')
      ? this.assignment().unit.id
      : undefined,
  );
  protected readonly wordsNeeded = computed(() => {
    const { words } = this.fields();
    const { unitId } = this.draft().addressee;
    return words === 'required' || (words === 'toOthers' && unitId !== '' && unitId !== this.assignment().unit.id);
  });
  protected readonly look = computed(() => {
    if (this.step() === 'takeBack' || this.step() === 'decline') return 'danger';
    return this.step() === 'accept' || this.step() === 'readdress' ? 'primary' : 'secondary';
  });
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);

  constructor() {
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.draft());
    });
  }

  protected fieldId(name: string): string {
    return `${this.step()}-${name}`;
  }

  protected errorOf(name: string): string | undefined {
    return this.errors().find(({ fieldId }) => fieldId === this.fieldId(name))?.message;
  }

  protected change(change: Partial<StepDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    const left = new Set(this.missing().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    this.errors.set(this.missing());
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const name = this.draftName();
    const done = this.texts.say(`assignment.step.${this.step()}.done`);
    if (await this.state.send(this.command, () => this.deed(), done)) {
      this.drafts.drop(name);
      this.typed.set({});
    }
  }

  private missing(): FieldError[] {
    const { words, addressee, due, lastDay } = this.draft();
    const { say } = this.texts;
    const fields = this.fields();
    const unitId = this.fixedUnitId() ?? addressee.unitId;
    return [
      ...(fields.to && unitId === ''
        ? [{ fieldId: this.fieldId('an'), message: say('assignment.error.addressee') }]
        : []),
      ...(fields.due ? dueErrors(due, say, this.fieldId('frist')) : []),
      ...(fields.lastDay && lastDay === ''
        ? [{ fieldId: this.fieldId('tag'), message: say('assignment.error.day') }]
        : []),
      ...(this.wordsNeeded() && words.trim() === ''
        ? [{ fieldId: this.fieldId('worte'), message: say(`assignment.step.${this.step()}.missing`) }]
        : []),
    ];
  }

  private deed() {
    const { id, revision, unit } = this.assignment();
    const draft = this.draft();
    const reason = draft.words.trim();
    const words = reason === '' ? {} : { words: reason };
    const input = dueInputOf(draft.due);
    const due = input === undefined ? {} : { due: input };
    const to = addresseeOfDraft({ ...draft.addressee, unitId: this.fixedUnitId() ?? draft.addressee.unitId });
    const deeds = {
      accept: () => this.api.accept(id, revision, words),
      sendBack: () => this.api.sendBack(id, revision, { words: reason, ...due }),
      decline: () => this.api.decline(id, { reason }),
      handOver: () => this.api.handOver(id, { to: { ...to, unitId: to.unitId || unit.id }, reason }),
      takeBack: () => this.api.takeBack(id, revision, { reason }),
      readdress: () => this.api.readdress(id, revision, { to, ...words, ...due }),
      extend: () => this.api.extend(id, revision, { lastDay: draft.lastDay, reason }),
    } as const satisfies Record<Step, () => unknown>;
    return deeds[this.step()]();
  }
}
