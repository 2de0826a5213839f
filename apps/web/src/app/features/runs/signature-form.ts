import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, SignatureInput, Task } from '@querraum/contracts';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { answeredBy } from '../../core/round/seat-words';
import { TasksApi } from '../../core/round/tasks.api';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { capacityFor, signWords } from './answers';
import { Difference, openDifferences } from './differences';

type Result = SignatureInput['result'];
const RESULTS = ['signed', 'returned', 'rejected'] as const satisfies readonly Result[];

/** The final signature: each open Vorbehalt and each shown dissent is acknowledged by itself first. */
@Component({
  selector: 'app-signature-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './signature-form.html',
})
export class SignatureForm {
  readonly task = input.required<Task>();
  readonly run = input.required<RunDetail>();
  readonly signed = output<{ run: RunDetail; result: Result }>();
  readonly stale = output();
  protected readonly command = inject(Command);
  private readonly tasks = inject(TasksApi);
  private readonly texts = inject(Texts);
  private readonly drafts = inject(Drafts);
  private readonly me = inject(Me);
  protected readonly results = RESULTS;
  protected readonly result = signal<Result>('signed');
  protected readonly acknowledged = signal<ReadonlySet<string>>(new Set());
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);
  private readonly typed = signal<string | undefined>(undefined);
  private readonly draftName = computed(() => `signature.${this.task().id}`);
  protected readonly words = computed(
    () => this.typed() ?? this.drafts.read<{ words: string }>(this.draftName())?.words ?? '',
  );
  protected readonly version = computed(() => this.run().paper.number);
  protected readonly differences = computed(() => openDifferences(this.run(), this.task().stepId ?? ''));
  protected readonly wordsError = computed(
    () => this.errors().find((error) => error.fieldId === 'schlusswort')?.message,
  );
  protected readonly button = computed(() => {
    const deed = this.texts.say(`signature.${this.result()}.deed`, { version: this.version() });
    return signWords(deed, capacityFor(this.me.value()?.grants ?? [], this.task().unit.id), this.texts.say);
  });

  protected answerHead(difference: Difference): string {
    return answeredBy(difference.answer, this.texts.say);
  }

  protected acknowledge(seatId: string, known: boolean): void {
    this.acknowledged.update((before) => {
      const after = new Set(before);
      if (known) after.add(seatId);
      else after.delete(seatId);
      return after;
    });
  }

  protected type(words: string): void {
    this.typed.set(words);
    this.drafts.write(this.draftName(), { words });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.errors.set(this.missing());
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const result = this.result();
    const run = await this.command.send(() => this.tasks.sign(this.task().id, this.signatureOf(result)));
    if (run !== undefined) {
      this.drafts.drop(this.draftName());
      this.signed.emit({ run, result });
    } else if (this.command.problem()?.code === 'stale') {
      this.stale.emit();
    }
  }

  private missing(): FieldError[] {
    if (this.result() !== 'signed') {
      return this.words().trim() === ''
        ? [{ fieldId: 'schlusswort', message: this.texts.say('form.wordsRequired') }]
        : [];
    }
    return this.differences()
      .filter(({ seatId }) => !this.acknowledged().has(seatId))
      .map(({ seatId, kind, unit }) => ({
        fieldId: `kenntnis-${seatId}`,
        message: this.texts.say(`signature.error.${kind}`, { unit }),
      }));
  }

  private signatureOf(result: Result): SignatureInput {
    return result === 'signed'
      ? { result, version: this.version(), acknowledged: [...this.acknowledged()] }
      : { result, words: this.words().trim() };
  }
}
