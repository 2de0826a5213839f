import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CurrentProject } from '../../core/project/current-project';
import type { PlanForm } from './plan-fields';
import { PlanFormView } from './plan-form';
import { PlanEditing } from './plan-list';
import { PlanningApi } from './planning.api';

/** What can be done with one thing of the plan. */
export type PlanAct = 'add' | 'change' | 'state' | 'completion' | 'end' | 'correction';

/** What a list has open: which act, under which heading, with which form. */
export interface OpenedForm {
  act: PlanAct;
  heading: string;
  form: PlanForm;
}

/** The form of the act that is open in a list: sends it, and goes back to the list. */
@Component({
  selector: 'app-act-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PlanFormView, TranslocoPipe],
  template: `
    <app-plan-form
      [name]="name()"
      [heading]="heading()"
      [action]="
        (act() === 'add' ? 'planning.form.add' : act() === 'end' ? 'planning.form.end' : 'planning.form.save')
          | transloco
      "
      [form]="form()"
      [save]="send"
      (saved)="editing.done(headingId())"
      (abandoned)="editing.close(headingId())"
      (outdated)="outdated.emit()"
    />
  `,
})
export class ActForm {
  readonly kind = input.required<Parameters<PlanningApi['add']>[1]>();
  readonly act = input.required<PlanAct>();
  readonly heading = input.required<string>();
  readonly form = input.required<PlanForm>();
  /** Where the focus goes when the opener is gone. */
  readonly headingId = input.required<string>();
  readonly outdated = output();
  protected readonly editing = inject(PlanEditing);
  private readonly api = inject(PlanningApi);
  private readonly current = inject(CurrentProject);
  protected readonly name = computed(() => {
    const subject = this.editing.row()?.id ?? this.current.project().id;
    return `${subject}:${this.kind()}:${this.act()}`;
  });

  protected readonly send = async (entry: object): Promise<void> => {
    const { id } = this.current.project();
    const [kind, act, row] = [this.kind(), this.act(), this.editing.row()];
    if (act === 'add' || row === undefined) await this.api.add(id, kind, entry);
    else if (act === 'change') await this.api.change(id, kind, row, entry);
    else await this.api.act(id, kind, row, act, entry);
  };
}
