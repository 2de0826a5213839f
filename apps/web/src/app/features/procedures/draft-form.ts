import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Definition, ProcedureEdit, RoundEdit, SignatureEdit, UnitNames } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Field, FieldControl } from '../../ui/field';
import { fieldIdOf } from './draft-edit';
import { PeriodField } from './period-field';
import { RemindersEditor } from './reminders-editor';
import { RoundForm } from './round-form';

const TEXTS = ['name', 'description'] as const;
const LANGUAGES = ['de', 'en'] as const;

/** The whole procedure as a form: what it is called, and each step that can be changed. */
@Component({
  selector: 'app-draft-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, PeriodField, RemindersEditor, RoundForm, TranslocoPipe],
  templateUrl: './draft-form.html',
})
export class DraftForm {
  readonly edit = model.required<ProcedureEdit>();
  /** The procedure with what is typed in it. */
  readonly definition = input.required<Definition>();
  readonly names = input.required<UnitNames>();
  readonly errors = input.required<Record<string, string>>();
  protected readonly idOf = fieldIdOf;
  protected readonly texts = computed(() =>
    TEXTS.flatMap((field) =>
      LANGUAGES.map((language) => ({
        field,
        language,
        id: fieldIdOf(null, field, language),
        label: `procedures.form.${field}.${language}`,
        value: this.edit()[field][language],
      })),
    ),
  );
  protected readonly rounds = computed(() =>
    this.edit().steps.flatMap((step) => {
      const node = this.definition().nodes.find(({ id }) => id === step.nodeId);
      return step.type === 'coSignatureRound' && node?.type === 'coSignatureRound'
        ? [{ step, settings: node.settings, name: inLanguage(node.name) }]
        : [];
    }),
  );
  protected readonly signatures = computed(() =>
    this.edit().steps.flatMap((step) => {
      const node = this.definition().nodes.find(({ id }) => id === step.nodeId);
      return step.type === 'finalSignature' && node !== undefined ? [{ step, name: inLanguage(node.name) }] : [];
    }),
  );

  protected type(field: (typeof TEXTS)[number], language: (typeof LANGUAGES)[number], text: string): void {
    const edit = this.edit();
    this.edit.set({ ...edit, [field]: { ...edit[field], [language]: text } });
  }

  protected changeSignature(step: SignatureEdit, change: Partial<SignatureEdit>): void {
    this.changeStep({ ...step, ...change });
  }

  protected changeStep(step: RoundEdit | SignatureEdit): void {
    const edit = this.edit();
    this.edit.set({ ...edit, steps: edit.steps.map((one) => (one.nodeId === step.nodeId ? step : one)) });
  }
}
