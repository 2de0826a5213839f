import { ChangeDetectionStrategy, Component, computed, inject, input, model, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DecisionTable, FactDefinition, FactValue } from '@querraum/workflow';
import { FactField } from '../../core/facts/fact-field';
import { inLanguage } from '../../core/language';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { FocusNext } from './focus-next';

const POLICIES = ['first', 'unique', 'collect'] as const satisfies readonly DecisionTable['hitPolicy'][];

/** A decision table: what it looks at, what it sets, and one rule below the other. */
@Component({
  selector: 'app-table-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, FactField, Field, FieldControl, Icon, TranslocoPipe],
  providers: [FocusNext],
  templateUrl: './table-editor.html',
  styles: `
    .rule {
      padding: 0.75rem;
      border: 1px solid var(--kern-color-decorative-border-default);
      border-radius: var(--kern-metric-border-radius-default);
    }
    .cells {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
      gap: 0.75rem;
    }
  `,
})
export class TableEditor {
  readonly fieldId = input.required<string>();
  readonly errors = input.required<Record<string, string>>();
  readonly facts = input.required<readonly FactDefinition[]>();
  /** What conditions may read, as suggestions. */
  readonly paths = input.required<readonly string[]>();
  readonly table = model.required<DecisionTable>();
  private readonly focus = inject(FocusNext);
  protected readonly policies = POLICIES;
  protected readonly input = signal('');
  protected readonly output = signal('');
  protected readonly outputs = computed(() =>
    this.table().outputs.map(
      (key) =>
        this.facts().find((fact) => fact.key === key) ?? { key, name: { de: key, en: key }, type: 'text' as const },
    ),
  );
  protected readonly settable = computed(() =>
    this.facts()
      .filter(({ key }) => !this.table().outputs.includes(key))
      .map(({ key, name }) => ({ key, name: inLanguage(name) })),
  );

  protected choosePolicy(value: string): void {
    const hitPolicy = POLICIES.find((known) => known === value);
    if (hitPolicy !== undefined) this.change({ hitPolicy });
  }

  protected addInput(): void {
    const path = this.input().trim();
    if (path === '') return;
    const { inputs, rules } = this.table();
    this.change({ inputs: [...inputs, path], rules: rules.map(({ when, then }) => ({ when: [...when, '-'], then })) });
    this.input.set('');
  }

  protected removeInput(index: number): void {
    const { inputs, rules } = this.table();
    this.change({
      inputs: inputs.toSpliced(index, 1),
      rules: rules.map(({ when, then }) => ({ when: when.toSpliced(index, 1), then })),
    });
  }

  protected addOutput(key: string): void {
    if (key === '') return;
    const { outputs, rules } = this.table();
    this.change({
      outputs: [...outputs, key],
      rules: rules.map(({ when, then }) => ({ when, then: [...then, null] })),
    });
  }

  protected removeOutput(index: number): void {
    const { outputs, rules } = this.table();
    this.change({
      outputs: outputs.toSpliced(index, 1),
      rules: rules.map(({ when, then }) => ({ when, then: then.toSpliced(index, 1) })),
    });
  }

  protected addRule(): void {
    const { inputs, outputs, rules } = this.table();
    this.focus.on(`${this.fieldId()}-rules-${rules.length}-when-0`);
    this.change({ rules: [...rules, { when: inputs.map(() => '-'), then: outputs.map(() => null) }] });
  }

  protected removeRule(index: number): void {
    this.focus.on(`${this.fieldId()}-rules-add`);
    this.change({ rules: this.table().rules.toSpliced(index, 1) });
  }

  protected setWhen(rule: number, column: number, test: string): void {
    this.changeRule(rule, ({ when, then }) => ({ when: when.with(column, test), then }));
  }

  protected setThen(rule: number, column: number, value: FactValue | undefined): void {
    this.changeRule(rule, ({ when, then }) => ({ when, then: then.with(column, value ?? null) }));
  }

  private changeRule(index: number, change: (rule: DecisionTable['rules'][number]) => DecisionTable['rules'][number]) {
    this.change({ rules: this.table().rules.map((rule, place) => (place === index ? change(rule) : rule)) });
  }

  private change(change: Partial<DecisionTable>): void {
    this.table.set({ ...this.table(), ...change });
  }
}
