import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  blockOf,
  importedRules,
  isImported,
  shownFields,
  withValueAt,
  type Definition,
  type NodeDefinition,
  type SettingField,
  type UnitNames,
} from '@querraum/workflow';
import { Localized } from '../../core/texts';
import { Fact, Facts } from '../../ui/facts';
import { fieldIdOf } from './draft-edit';
import { SettingControl } from './setting-control';

/** A step of any kind as a form, drawn from the description of its settings. */
@Component({
  selector: 'app-node-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Fact, Facts, Localized, SettingControl, TranslocoPipe],
  template: `
    <div class="stack">
      @if (imported(); as rules) {
        <p>{{ 'blocks.imported' | transloco }}</p>
        <ui-facts>
          @for (rule of rules; track $index) {
            <ui-fact [label]="rule.label | localized">{{ rule.words | localized }}</ui-fact>
          }
        </ui-facts>
      }
      @for (field of usual(); track field.path) {
        <app-setting-control
          [field]="field"
          [node]="node()"
          [definition]="definition()"
          [names]="names()"
          [errors]="errors()"
          (changed)="change(field, $event)"
        />
      }
      @if (advanced().length > 0) {
        <details [open]="isWrong()">
          <summary>{{ 'blocks.form.more' | transloco }}</summary>
          <div class="stack more">
            @for (field of advanced(); track field.path) {
              <app-setting-control
                [field]="field"
                [node]="node()"
                [definition]="definition()"
                [names]="names()"
                [errors]="errors()"
                (changed)="change(field, $event)"
              />
            }
          </div>
        </details>
      }
    </div>
  `,
  styles: `
    .more {
      margin-top: 1rem;
    }
  `,
})
export class NodeForm {
  readonly node = model.required<NodeDefinition>();
  readonly definition = input.required<Definition>();
  readonly names = input.required<UnitNames>();
  readonly errors = input.required<Record<string, string>>();
  /** What is wrong is shown even where it does not matter now. */
  private readonly fields = computed(() => {
    const shown = shownFields(this.node());
    return blockOf(this.node()).fields.filter((field) => shown.includes(field) || this.isWrongAt(field));
  });
  /** What comes from a BPMN file is shown as it stands there. */
  protected readonly imported = computed(() => {
    const node = this.node();
    return isImported(node) ? importedRules(node) : undefined;
  });
  protected readonly usual = computed(() => this.fields().filter(({ advanced }) => !advanced));
  protected readonly advanced = computed(() => this.fields().filter(({ advanced }) => advanced));
  /** What is wrong may not stay folded away. */
  protected readonly isWrong = computed(() => this.advanced().some((field) => this.isWrongAt(field)));

  private isWrongAt({ path }: SettingField): boolean {
    const id = fieldIdOf(this.node().id, ...path.split('.'));
    return Object.keys(this.errors()).some((wrong) => wrong === id || wrong.startsWith(`${id}-`));
  }

  protected change(field: SettingField, value: unknown): void {
    this.node.set(withValueAt(this.node(), field.path, value));
  }
}
