import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DEPARTMENT_NAMES } from '@querraum/contracts';
import { Involvement, type Department } from '@querraum/workflow';
import { Localized } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { focusOn } from './fields-editor';
import { newExpected, newPhase, type ExpectedDraft, type PhaseDraft } from './kind-draft';
import { WordsFields } from './words-fields';

/** How projects of the kind begin: who is expected to take part, and which phases follow each other. */
@Component({
  selector: 'app-beginning-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, Localized, TranslocoPipe, WordsFields],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ 'kinds.participants' | transloco }}</legend>
      <p class="muted small">{{ 'kinds.participantsHint' | transloco }}</p>
      @for (one of participants(); track $index; let at = $index) {
        <div class="line" role="group" [attr.aria-label]="'kinds.participant' | transloco: { number: at + 1 }">
          <ui-field
            [fieldId]="'participants-' + at + '-department'"
            [label]="'kinds.department' | transloco"
            [error]="errors()['participants-' + at + '-department']"
          >
            <select #department uiInput (change)="changeDepartment(at, department.value)">
              <option value="" [selected]="one.department === ''">{{ 'choose' | transloco }}</option>
              @for (name of departments; track name) {
                <option [value]="name" [selected]="name === one.department">
                  {{ departmentNames[name] | localized }}
                </option>
              }
            </select>
          </ui-field>
          <ui-field [fieldId]="'participants-' + at + '-involvement'" [label]="'newProject.involvement' | transloco">
            <select #involvement uiInput (change)="changeInvolvement(at, involvement.value)">
              @for (name of involvements; track name) {
                <option [value]="name" [selected]="name === one.involvement">
                  {{ 'involvement.' + name | transloco }}
                </option>
              }
            </select>
          </ui-field>
          <button
            uiButton="tertiary"
            type="button"
            [attr.aria-label]="'kinds.removeParticipant' | transloco: { number: at + 1 }"
            (click)="removeParticipant(at)"
          >
            <ui-icon name="close" />{{ 'kinds.remove' | transloco }}
          </button>
        </div>
      }
      @if (errors()['participants']; as error) {
        <p class="error">{{ error }}</p>
      }
      <div>
        <button id="participants" uiButton="secondary" type="button" (click)="addParticipant()">
          <ui-icon name="plus" />{{ 'kinds.addParticipant' | transloco }}
        </button>
      </div>
    </fieldset>
    <fieldset class="stack stack--tight">
      <legend>{{ 'kinds.phases' | transloco }}</legend>
      <p class="muted small">{{ 'kinds.phasesHint' | transloco }}</p>
      @for (phase of phases(); track $index; let at = $index) {
        <div class="line" role="group" [attr.aria-label]="'kinds.phase' | transloco: { number: at + 1 }">
          <app-words-fields
            [fieldId]="'phases-' + at + '-name'"
            [label]="'kinds.name' | transloco"
            [errors]="errors()"
            [words]="phase.name"
            (wordsChange)="changePhase(at, { name: $event })"
          />
          <ui-field
            [fieldId]="'phases-' + at + '-days'"
            [label]="'kinds.days' | transloco"
            [error]="errors()['phases-' + at + '-days']"
          >
            <input
              #days
              uiInput
              class="days"
              type="text"
              inputmode="numeric"
              maxlength="4"
              autocomplete="off"
              [value]="phase.days"
              (input)="changePhase(at, { days: days.value })"
            />
          </ui-field>
          <button
            uiButton="tertiary"
            type="button"
            [attr.aria-label]="'kinds.removePhase' | transloco: { number: at + 1 }"
            (click)="removePhase(at)"
          >
            <ui-icon name="close" />{{ 'kinds.remove' | transloco }}
          </button>
        </div>
      }
      <div>
        <button id="phases" uiButton="secondary" type="button" (click)="addPhase()">
          <ui-icon name="plus" />{{ 'kinds.addPhase' | transloco }}
        </button>
      </div>
    </fieldset>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1.5rem;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem;
      align-items: end;
    }
    .days {
      max-width: 8rem;
    }
    .error {
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
  `,
})
export class BeginningEditor {
  readonly participants = model.required<readonly ExpectedDraft[]>();
  readonly phases = model.required<readonly PhaseDraft[]>();
  readonly errors = input.required<Readonly<Record<string, string>>>();
  protected readonly departmentNames = DEPARTMENT_NAMES;
  protected readonly departments = Object.keys(DEPARTMENT_NAMES) as Department[];
  protected readonly involvements = Involvement.options;

  protected addParticipant(): void {
    this.participants.update((all) => [...all, newExpected()]);
    focusOn(`participants-${this.participants().length - 1}-department`);
  }

  protected removeParticipant(at: number): void {
    this.participants.update((all) => all.filter((_, index) => index !== at));
    focusOn('participants');
  }

  protected changeDepartment(at: number, value: string): void {
    const department = this.departments.find((one) => one === value) ?? '';
    this.changeParticipant(at, { department });
  }

  protected changeInvolvement(at: number, value: string): void {
    const involvement = this.involvements.find((one) => one === value);
    if (involvement !== undefined) this.changeParticipant(at, { involvement });
  }

  private changeParticipant(at: number, change: Partial<ExpectedDraft>): void {
    this.participants.update((all) => all.map((one, index) => (index === at ? { ...one, ...change } : one)));
  }

  protected addPhase(): void {
    this.phases.update((all) => [...all, newPhase()]);
    focusOn(`phases-${this.phases().length - 1}-name-de`);
  }

  protected removePhase(at: number): void {
    this.phases.update((all) => all.filter((_, index) => index !== at));
    focusOn('phases');
  }

  protected changePhase(at: number, change: Partial<PhaseDraft>): void {
    this.phases.update((all) => all.map((one, index) => (index === at ? { ...one, ...change } : one)));
  }
}
