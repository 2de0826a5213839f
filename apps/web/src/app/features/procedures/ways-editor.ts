import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Definition, Flow, NodeDefinition } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Field, FieldControl } from '../../ui/field';
import { suggestedConditions } from './conditions';

/** The paths that leave a decision: where each leads and when it is taken. */
@Component({
  selector: 'app-ways-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, TranslocoPipe],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ 'blocks.ways.heading' | transloco }}</legend>
      <datalist [id]="listId()">
        @for (suggestion of suggestions(); track suggestion.condition) {
          <option [value]="suggestion.condition">{{ suggestion.words }}</option>
        }
      </datalist>
      @for (way of ways(); track way.flow.id) {
        <div class="way" role="group" [attr.aria-label]="way.name">
          <ui-field [fieldId]="way.id + '-to'" [label]="way.name">
            <select #to uiInput (change)="change(way.flow, { to: to.value })">
              @for (target of targets(); track target.id) {
                <option [value]="target.id" [selected]="target.id === way.flow.to">{{ target.name }}</option>
              }
            </select>
          </ui-field>
          @if (way.isDefault) {
            <p class="muted">{{ 'blocks.ways.otherwise' | transloco }}</p>
          } @else {
            <ui-field
              [fieldId]="way.id + '-condition'"
              [label]="'blocks.ways.condition' | transloco: { way: way.name }"
              [hint]="'blocks.ways.conditionHint' | transloco"
            >
              <input
                #condition
                uiInput
                type="text"
                maxlength="500"
                autocomplete="off"
                spellcheck="false"
                [attr.list]="listId()"
                [value]="way.flow.condition ?? ''"
                (input)="change(way.flow, { condition: condition.value })"
              />
            </ui-field>
          }
        </div>
      }
    </fieldset>
  `,
  styles: `
    .way {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: 0.75rem;
      align-items: start;
    }
    p {
      align-self: end;
      padding-bottom: 0.75rem;
    }
  `,
})
export class WaysEditor {
  readonly node = input.required<NodeDefinition>();
  readonly definition = input.required<Definition>();
  readonly flows = model.required<readonly Flow[]>();
  protected readonly listId = computed(() => `bedingungen-${this.node().id}`);
  protected readonly suggestions = computed(() => suggestedConditions(this.definition()));
  protected readonly targets = computed(() =>
    this.definition()
      .nodes.filter(({ id, type }) => type !== 'start' && id !== this.node().id)
      .map(({ id, name }) => ({ id, name: inLanguage(name) })),
  );
  protected readonly ways = computed(() => {
    const node = this.node();
    const usual = 'defaultFlow' in node ? node.defaultFlow : undefined;
    return this.flows()
      .filter(({ from }) => from === node.id)
      .map((flow, index) => ({
        flow,
        id: `${node.id}-${flow.id}`,
        name: inLanguage({ de: `Weg ${index + 1} führt zu`, en: `Path ${index + 1} leads to` }),
        isDefault: flow.id === usual || (usual === undefined && flow.condition === undefined),
      }));
  });

  protected change(flow: Flow, change: Partial<Flow>): void {
    this.flows.set(this.flows().map((one) => (one.id === flow.id ? { ...one, ...change } : one)));
  }
}
