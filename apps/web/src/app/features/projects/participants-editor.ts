import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Unit } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { INVOLVEMENTS, participantFieldId } from './new-project';
import type { ParticipantDraft } from './new-project-kind';

/** Who takes part, and how: one line each. */
@Component({
  selector: 'app-participants-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, TranslocoPipe],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ 'newProject.participants' | transloco }}</legend>
      <p class="muted small">{{ 'newProject.participantsHint' | transloco }}</p>
      @for (participant of participants(); track $index; let index = $index) {
        <div class="line" role="group" [attr.aria-label]="'newProject.participant' | transloco: { number: index + 1 }">
          <ui-field [fieldId]="idOf(index)" [label]="'newProject.unit' | transloco" [error]="errorOf(index)">
            <select #unit uiInput (change)="change(index, { unitId: unit.value })">
              <option value="" [selected]="participant.unitId === ''">{{ 'choose' | transloco }}</option>
              @for (tenant of tenants(); track tenant.name) {
                <optgroup [label]="tenant.name">
                  @for (option of tenant.units; track option.id) {
                    <option [value]="option.id" [selected]="option.id === participant.unitId">{{ option.name }}</option>
                  }
                </optgroup>
              }
            </select>
          </ui-field>
          <ui-field [fieldId]="idOf(index) + '-art'" [label]="'newProject.involvement' | transloco">
            <select #kind uiInput (change)="changeKind(index, kind.value)">
              @for (option of involvements; track option) {
                <option [value]="option" [selected]="option === participant.involvement">
                  {{ 'involvement.' + option | transloco }}
                </option>
              }
            </select>
          </ui-field>
          <button
            uiButton="tertiary"
            type="button"
            [attr.aria-label]="'newProject.removeParticipant' | transloco: { number: index + 1 }"
            (click)="remove(index)"
          >
            <ui-icon name="close" />{{ 'newProject.remove' | transloco }}
          </button>
        </div>
      }
      <div>
        <button id="beteiligte" uiButton="secondary" type="button" (click)="add()">
          <ui-icon name="plus" />{{ 'newProject.addParticipant' | transloco }}
        </button>
      </div>
    </fieldset>
  `,
  styles: `
    .line {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto;
      gap: 0.75rem;
      align-items: end;
    }
    @media (max-width: 599px) {
      .line {
        grid-template-columns: minmax(0, 1fr);
        padding-bottom: 0.75rem;
        border-bottom: 1px solid var(--kern-color-decorative-border-default);
      }
    }
  `,
})
export class ParticipantsEditor {
  readonly participants = model.required<readonly ParticipantDraft[]>();
  readonly units = input.required<readonly Unit[]>();
  readonly leadUnitId = input.required<string>();
  readonly errors = input.required<readonly FieldError[]>();
  protected readonly involvements = INVOLVEMENTS;
  protected readonly idOf = participantFieldId;
  protected readonly tenants = computed(() => {
    const byTenant = new Map<string, Unit[]>();
    for (const unit of this.units()) {
      if (unit.id !== this.leadUnitId())
        byTenant.set(unit.tenantName, [...(byTenant.get(unit.tenantName) ?? []), unit]);
    }
    return [...byTenant].map(([name, units]) => ({ name, units }));
  });

  protected errorOf(index: number): string | undefined {
    return this.errors().find((error) => error.fieldId === participantFieldId(index))?.message;
  }

  protected add(): void {
    this.participants.update((all) => [...all, { unitId: '', involvement: 'CO_SIGNATURE' as const }]);
    const index = this.participants().length - 1;
    setTimeout(() => document.getElementById(participantFieldId(index))?.focus());
  }

  protected remove(index: number): void {
    this.participants.update((all) => all.filter((_, at) => at !== index));
    document.getElementById('beteiligte')?.focus();
  }

  protected change(index: number, change: Partial<ParticipantDraft>): void {
    this.participants.update((all) => all.map((one, at) => (at === index ? { ...one, ...change } : one)));
  }

  protected changeKind(index: number, kind: string): void {
    const involvement: Involvement | undefined = INVOLVEMENTS.find((name) => name === kind);
    if (involvement !== undefined) this.change(index, { involvement });
  }
}
