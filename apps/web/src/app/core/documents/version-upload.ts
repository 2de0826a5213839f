import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentSummary, NewVersionFields, RunDetail, SeatView } from '@querraum/contracts';
import { Command } from '../command';
import { ACCEPTED_FILES, fileRefusal } from './file-check';
import { DocumentsApi } from './documents.api';
import { ProblemView } from '../problem-view';
import { mayBeAskedAgain } from '../round/seat-duties';
import { seatWords } from '../round/seat-words';
import { Texts } from '../texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

const CHANGES = ['substantive', 'editorial'] as const satisfies readonly NewVersionFields['change'][];

/** A new version; while a round runs on the document it replaces the text of the round and says what it touches. */
@Component({
  selector: 'app-version-upload',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './version-upload.html',
})
export class VersionUpload {
  readonly document = input.required<DocumentSummary>();
  /** The run whose text this version replaces. */
  readonly run = input<RunDetail>();
  readonly uploaded = output();
  readonly abandoned = output();
  protected readonly command = inject(Command);
  private readonly documents = inject(DocumentsApi);
  private readonly texts = inject(Texts);
  protected readonly accepted = ACCEPTED_FILES;
  protected readonly changes = CHANGES;
  protected readonly change = signal<NewVersionFields['change']>('substantive');
  protected readonly reason = signal('');
  protected readonly affected = signal<ReadonlySet<string>>(new Set());
  protected readonly errors = signal<{ file?: string; reason?: string }>({});
  private file: File | undefined;
  protected readonly seats = computed(() =>
    (this.run()?.steps ?? [])
      .flatMap((step) => (step.type === 'coSignatureRound' && step.open ? step.seats : []))
      .filter(mayBeAskedAgain)
      .map((seat: SeatView) => ({ id: seat.id, unit: seat.unit.name, state: seatWords(seat, this.texts.say).words })),
  );

  protected choose(files: FileList | null): void {
    this.file = files?.[0];
  }

  protected touch(seatId: string, touched: boolean): void {
    this.affected.update((before) => {
      const after = new Set(before);
      if (touched) after.add(seatId);
      else after.delete(seatId);
      return after;
    });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const { file } = this;
    const reason = this.reason().trim();
    const refusal = file === undefined ? this.texts.say('form.required') : fileRefusal(file, this.texts.say);
    const needsReason = this.run() !== undefined && reason === '';
    this.errors.set({
      ...(refusal !== '' && { file: refusal }),
      ...(needsReason && { reason: this.texts.say('form.reasonRequired') }),
    });
    if (file === undefined || refusal !== '' || needsReason) return;
    const document = await this.command.send(() =>
      this.documents.addVersion(this.document().id, file, {
        change: this.change(),
        reason,
        affectedSeatIds: [...this.affected()],
      }),
    );
    if (document !== undefined) this.uploaded.emit();
  }
}
