import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureMigration } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

/** Which step of the new version stands for which of the old one. What is mapped to itself is only counted. */
@Component({
  selector: 'app-mapping-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Localized, TranslocoPipe],
  template: `
    <p>{{ 'versionChanges.mapping.same' | transloco: { count: same() } }}</p>
    @for (row of rows(); track row.node.id) {
      <ui-field [fieldId]="'schritt-' + row.node.id" [label]="row.node.name | localized" [hint]="row.hint">
        <select #target uiInput [disabled]="!canEdit()" (change)="set(row.node.id, target.value)">
          <option value="" [selected]="row.chosen === undefined">
            {{ 'versionChanges.mapping.none' | transloco }}
          </option>
          @for (choice of row.choices; track choice.id) {
            <option [value]="choice.id" [selected]="choice.id === row.chosen">{{ choice.name | localized }}</option>
          }
        </select>
      </ui-field>
    }
    @if (canEdit() && isDirty()) {
      <p class="muted">{{ 'versionChanges.mapping.effect' | transloco }}</p>
      <div>
        <button uiButton="secondary" type="button" [busy]="busy()" (click)="changed.emit(mapping())">
          {{ 'versionChanges.mapping.save' | transloco }}
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1rem;
    }
  `,
})
export class MappingForm {
  private readonly texts = inject(Texts);
  readonly plan = input.required<ProcedureMigration>();
  readonly canEdit = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly changed = output<Record<string, string>>();
  protected readonly mapping = linkedSignal(() => this.plan().mapping);
  protected readonly isDirty = computed(() => this.mapping() !== this.plan().mapping);
  private readonly open = computed(() => {
    const { mapping, nodes } = this.plan();
    return nodes.from.filter(({ id }) => mapping[id] !== id);
  });
  protected readonly same = computed(() => this.plan().nodes.from.length - this.open().length);
  protected readonly rows = computed(() => {
    const { nodes, unmapped } = this.plan();
    const mapping = this.mapping();
    return this.open().map((node) => {
      const chosen = mapping[node.id];
      const taken = new Set(Object.values(mapping).filter((id) => id !== chosen));
      return {
        node,
        chosen,
        hint: this.hintOf(unmapped.find(({ nodeId }) => nodeId === node.id)?.reason),
        choices: nodes.to.filter(({ id, type }) => type === node.type && !taken.has(id)),
      };
    });
  });

  private readonly hintOf = (reason: LocalizedText | undefined): string =>
    reason === undefined ? '' : this.texts.of(reason);

  protected set(nodeId: string, target: string): void {
    const others = Object.entries(this.mapping()).filter(([id]) => id !== nodeId);
    this.mapping.set(Object.fromEntries(target === '' ? others : [...others, [nodeId, target]]));
  }
}
