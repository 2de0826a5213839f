import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureFinding } from '@querraum/contracts';
import type { Definition } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Icon } from '../../ui/icon';
import { fieldIdOf } from './draft-edit';

/** The check: every finding with its step and a proposal; each leads to its field. */
@Component({
  selector: 'app-draft-check',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoPipe],
  template: `
    <h2 id="pruefung">{{ 'procedures.check.heading' | transloco }}</h2>
    @if (lines().length === 0) {
      <p class="row"><ui-icon name="check" />{{ 'procedures.check.none' | transloco }}</p>
    } @else {
      <ul>
        @for (line of lines(); track $index) {
          <li>
            @if (line.fieldId; as fieldId) {
              <a [href]="'#' + fieldId" (click)="focusField($event, fieldId)">{{ line.where }}{{ line.message }}</a>
            } @else {
              <strong>{{ line.where }}{{ line.message }}</strong>
            }
            {{ line.proposal }}
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 0.5rem;
    }
    ul {
      display: grid;
      gap: 0.5rem;
      margin: 0;
      padding-inline-start: 1.25rem;
    }
  `,
})
export class DraftCheck {
  readonly findings = input.required<readonly ProcedureFinding[]>();
  readonly definition = input.required<Definition>();
  protected readonly lines = computed(() =>
    this.findings().map(({ nodeId, path, message, proposal }) => {
      const node = this.definition().nodes.find(({ id }) => id === nodeId);
      return {
        where: node === undefined ? '' : `${inLanguage(node.name)}: `,
        message: inLanguage(message),
        proposal: inLanguage(proposal),
        fieldId: path === null ? nodeId && `schritt-${nodeId}` : fieldIdOf(nodeId, ...path.split('.')),
      };
    }),
  );

  protected focusField(event: Event, fieldId: string): void {
    event.preventDefault();
    // A list has no control of its own: the nearest is that of its step, or the choice of what is added.
    const parts = fieldId.split('-');
    const ids = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
    const field = ids
      .flatMap((id) => [id, `${id}-add`])
      .flatMap((id) => document.getElementById(id) ?? [])
      .at(0);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }
}
