import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  valueAt,
  WEEKDAYS,
  type Addressee,
  type DecisionTable,
  type Definition,
  type LocalizedText,
  type NodeDefinition,
  type ResultDefinition,
  type SettingField,
  type TaskNode,
  type UnitNames,
} from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { ProceduresApi } from '../../core/procedures.api';
import { Texts } from '../../core/texts';
import { Field, FieldControl } from '../../ui/field';
import { AddresseeChoice } from './addressee-choice';
import { AddresseesEditor } from './addressees-editor';
import { readablePaths } from './conditions';
import { fieldIdOf, type Period, type Waves } from './draft-edit';
import { FactPairsEditor } from './fact-pairs-editor';
import { LocalizedField } from './localized-field';
import { NamedListEditor } from './named-list-editor';
import { PeriodField } from './period-field';
import { periodStarts } from './period-starts';
import { RemindersEditor } from './reminders-editor';
import { SeatsEditor } from './seats-editor';
import { TableEditor } from './table-editor';
import { TaskFieldsEditor } from './task-fields-editor';

const USUAL: Period = { length: 5, unit: 'workingDay', roll: true };

/** One setting of a step, drawn as its description says. */
@Component({
  selector: 'app-setting-control',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AddresseeChoice,
    AddresseesEditor,
    FactPairsEditor,
    Field,
    FieldControl,
    LocalizedField,
    NamedListEditor,
    PeriodField,
    RemindersEditor,
    SeatsEditor,
    TableEditor,
    TaskFieldsEditor,
    TranslocoPipe,
  ],
  templateUrl: './setting-control.html',
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
  `,
})
export class SettingControl {
  readonly field = input.required<SettingField>();
  readonly node = input.required<NodeDefinition>();
  readonly definition = input.required<Definition>();
  readonly names = input.required<UnitNames>();
  readonly errors = input.required<Record<string, string>>();
  private readonly api = inject(ProceduresApi);
  private readonly texts = inject(Texts);
  /** `undefined` takes the setting out. */
  readonly changed = output<unknown>();
  protected readonly value = computed(() => valueAt(this.node(), this.field().path));
  protected readonly id = computed(() => fieldIdOf(this.node().id, ...this.field().path.split('.')));
  protected readonly error = computed(() => this.errors()[this.id()]);
  protected readonly label = computed(() => inLanguage(this.field().label));
  protected readonly hint = computed(() => {
    const { help, meaning } = this.field();
    const text = meaning?.(this.node()) ?? help;
    return text && inLanguage(text);
  });
  protected readonly facts = computed(() => this.definition().facts ?? []);
  protected readonly numbers = computed(() => this.facts().filter(({ type }) => type === 'number'));
  protected readonly starts = computed(() => {
    const field = this.field();
    const offered = field.kind === 'period' && field.startable ? periodStarts(this.definition(), this.node()) : [];
    return offered.map(({ start, name }) => ({
      start,
      name:
        start.kind === 'fact' ? inLanguage(name) : this.texts.say('procedures.form.endOf', { name: inLanguage(name) }),
    }));
  });
  protected readonly paths = computed(() => readablePaths(this.definition()));
  protected readonly text = computed(() => this.value() as LocalizedText | undefined);
  protected readonly word = computed(() => String((this.value() as string | number | undefined) ?? ''));
  protected readonly isYes = computed(() => this.value() === true);
  protected readonly period = computed(() => this.value() as Period | undefined);
  protected readonly periods = computed(() => this.value() as Period[]);
  protected readonly addressee = computed(() => this.value() as Addressee | undefined);
  protected readonly addressees = computed(() => this.value() as Addressee[]);
  protected readonly results = computed(() => (this.value() ?? []) as ResultDefinition[]);
  protected readonly taskFields = computed(() => (this.value() ?? []) as NonNullable<TaskNode['fields']>);
  protected readonly pairs = computed(() => (this.value() ?? {}) as Record<string, string>);
  protected readonly waves = computed(() => this.value() as Waves);
  protected readonly table = computed(() => this.value() as DecisionTable);
  protected readonly range = computed(() => {
    const field = this.field();
    return field.kind === 'number' ? field : { min: 0, max: 0 };
  });
  private readonly procedures = rxResource({
    params: () => this.field().kind === 'procedure' || undefined,
    stream: () => this.api.procedures(),
  });
  /** Everything of which one is chosen. */
  protected readonly options = computed(() => {
    const field = this.field();
    const definition = this.definition();
    const named = ({ id, name }: { id: string; name: LocalizedText }) => ({ value: id, name: inLanguage(name) });
    switch (field.kind) {
      case 'choice':
        return field.choices.map(({ value, label }) => ({ value, name: inLanguage(label) }));
      case 'variant':
        return field.variants.map(({ value, label }) => ({ value, name: inLanguage(label) }));
      case 'weekday':
        return WEEKDAYS.map((day, index) => ({ value: String(index + 1), name: inLanguage(day) }));
      case 'fact':
        return this.facts().map(({ key, name }) => ({ value: key, name: inLanguage(name) }));
      case 'round':
        return definition.nodes.filter(({ type }) => type === 'coSignatureRound').map(named);
      case 'procedure':
        return (this.procedures.hasValue() ? this.procedures.value().items : [])
          .filter(({ key }) => key !== definition.key)
          .map(({ key, name }) => ({ value: key, name: inLanguage(name) }));
      case 'way':
        return definition.flows
          .filter(({ from }) => from === this.node().id)
          .map(({ id, to }) => {
            const target = definition.nodes.find((node) => node.id === to);
            return { value: id, name: target === undefined ? to : inLanguage(target.name) };
          });
      default:
        return [];
    }
  });
  protected readonly chosen = computed(() => {
    const value = this.value();
    if (this.field().kind === 'variant') return (value as { kind: string }).kind;
    return String((value as string | number | undefined) ?? '');
  });
  protected readonly usual = USUAL;

  protected choose(value: string): void {
    const field = this.field();
    if (field.kind === 'variant') {
      const variant = field.variants.find((one) => one.value === value);
      if (variant !== undefined) this.changed.emit({ kind: value, ...variant.initial });
    } else if (field.kind === 'weekday') this.changed.emit(Number(value));
    else this.changed.emit(value === '' && field.optional ? undefined : value);
  }

  protected typeText(text: LocalizedText | undefined): void {
    const isEmpty = text === undefined || (text.de === '' && text.en === '');
    this.changed.emit(isEmpty && this.field().optional ? undefined : text);
  }

  protected typeNumber(typed: string): void {
    const { min, max } = this.range();
    const number = Math.trunc(Number(typed));
    if (typed === '' || !Number.isFinite(number)) this.changed.emit(this.field().optional ? undefined : min);
    else this.changed.emit(Math.min(Math.max(number, min), max));
  }

  /** An empty list that may be left out is. */
  protected list(items: readonly unknown[]): void {
    this.changed.emit(items.length === 0 && this.field().optional ? undefined : items);
  }
}
