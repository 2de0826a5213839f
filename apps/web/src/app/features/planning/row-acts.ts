import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../../ui/button';
import type { PlanAct } from './act-form';

/** What can be done with a row: short words to see, with its name to hear. */
@Component({
  selector: 'app-row-acts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, TranslocoPipe],
  template: `
    <span class="row">
      @for (one of acts(); track one) {
        <button
          [uiButton]="one === 'state' || one === 'completion' ? 'secondary' : 'tertiary'"
          [small]="true"
          type="button"
          [attr.aria-label]="'planning.actOn.' + one | transloco: { title: title() }"
          (click)="act.emit(one)"
        >
          {{ 'planning.act.' + one | transloco }}
        </button>
      }
    </span>
  `,
})
export class RowActs {
  readonly acts = input.required<readonly PlanAct[]>();
  readonly title = input.required<string>();
  readonly act = output<PlanAct>();
}
