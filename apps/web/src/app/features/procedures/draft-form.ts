import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  blockOf,
  editOf,
  nodesInOrder,
  type Definition,
  type FactDefinition,
  type NodeDefinition,
  type ProcedureEdit,
  type UnitNames,
} from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Field, FieldControl } from '../../ui/field';
import { fieldIdOf } from './draft-edit';
import { FactsEditor } from './facts-editor';
import { NodeForm } from './node-form';
import { StepEditor } from './step-editor';
import { WaysEditor } from './ways-editor';

const TEXTS = ['name', 'description'] as const;
const LANGUAGES = ['de', 'en'] as const;
/** Where nobody acts: folded away below the steps, because most leave them as they are. */
const isCourse = ({ type }: NodeDefinition): boolean =>
  type === 'end' || type === 'startEvent' || type === 'endEvent' || type.endsWith('Gateway');
const decides = ({ type }: NodeDefinition): boolean => type === 'exclusiveGateway' || type === 'inclusiveGateway';

/** The whole procedure as a form: what it is called, what it knows, its steps in their order, and each with its settings. */
@Component({
  selector: 'app-draft-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FactsEditor, Field, FieldControl, NodeForm, StepEditor, TranslocoPipe, WaysEditor],
  templateUrl: './draft-form.html',
  styles: `
    .inner {
      margin-top: 0.75rem;
      padding-bottom: 0.75rem;
    }
  `,
})
export class DraftForm {
  readonly edit = model.required<ProcedureEdit>();
  /** The procedure with what is typed in it. */
  readonly definition = input.required<Definition>();
  readonly names = input.required<UnitNames>();
  readonly errors = input.required<Record<string, string>>();
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
  protected readonly steps = computed(() => this.cards((node) => !isCourse(node)));
  protected readonly course = computed(() => this.cards(isCourse));

  private cards(fits: (node: NodeDefinition) => boolean) {
    return nodesInOrder(this.definition())
      .filter((node) => node.type !== 'start' && fits(node))
      .map((node) => ({
        node,
        name: inLanguage(node.name) || inLanguage(blockOf(node).name),
        kind: inLanguage(blockOf(node).name),
        about: inLanguage(blockOf(node).about),
        decides: decides(node),
      }));
  }

  protected type(field: (typeof TEXTS)[number], language: (typeof LANGUAGES)[number], text: string): void {
    const edit = this.edit();
    this.edit.set({ ...edit, [field]: { ...edit[field], [language]: text } });
  }

  protected changeNode(node: NodeDefinition): void {
    const edit = this.edit();
    this.edit.set({ ...edit, nodes: edit.nodes.map((one) => (one.id === node.id ? node : one)) });
  }

  protected changeFlows(flows: readonly Definition['flows'][number][]): void {
    this.edit.set({ ...this.edit(), flows: [...flows] });
  }

  protected changeFacts(facts: readonly FactDefinition[]): void {
    this.edit.set({ ...this.edit(), facts: [...facts] });
  }

  protected changeSteps(definition: Definition): void {
    this.edit.set(editOf(definition));
  }
}
