import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SILENCE_LABELS, silenceInWords, type RoundEdit, type RoundSettings, type UnitNames } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Field, FieldControl } from '../../ui/field';
import { fieldIdOf } from './draft-edit';
import { PeriodField } from './period-field';
import { RemindersEditor } from './reminders-editor';
import { SeatsEditor } from './seats-editor';

const SILENCES = Object.keys(SILENCE_LABELS) as RoundEdit['onSilence'][];
const MOST_ESCALATIONS = 10;

/** Everything about a Mitzeichnungsrunde that an administrator changes, with what silence brings in words. */
@Component({
  selector: 'app-round-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, PeriodField, RemindersEditor, SeatsEditor, TranslocoPipe],
  templateUrl: './round-form.html',
})
export class RoundForm {
  readonly step = model.required<RoundEdit>();
  /** The whole settings of the step, as typed: what silence brings depends on them. */
  readonly settings = input.required<RoundSettings>();
  readonly names = input.required<UnitNames>();
  readonly errors = input.required<Record<string, string>>();
  protected readonly escalations = Array.from({ length: MOST_ESCALATIONS + 1 }, (_, count) => count);
  protected readonly silences = computed(() =>
    SILENCES.map((value) => ({ value, label: inLanguage(SILENCE_LABELS[value]) })),
  );
  protected readonly meaning = computed(() => inLanguage(silenceInWords(this.settings())));
  protected readonly escalates = computed(() => !['refuse', 'remindOnly'].includes(this.step().onSilence));

  protected idOf(path: string): string {
    return fieldIdOf(this.step().nodeId, path);
  }

  protected change(change: Partial<RoundEdit>): void {
    this.step.set({ ...this.step(), ...change });
  }

  protected chooseSilence(value: string): void {
    const onSilence = SILENCES.find((known) => known === value);
    if (onSilence !== undefined) this.change({ onSilence });
  }
}
